"""One form per act: it checks the words, then calls the act."""

from candidates.forms.alerts import ChangeAlertForm, NewAlertForm, WhenForm
from candidates.forms.applying import (
    ApplyForm,
    DeclineForm,
    MessageForm,
    ReportMessageForm,
    WithdrawForm,
)

__all__ = [
    "ApplyForm",
    "ChangeAlertForm",
    "DeclineForm",
    "MessageForm",
    "NewAlertForm",
    "ReportMessageForm",
    "WhenForm",
    "WithdrawForm",
]
