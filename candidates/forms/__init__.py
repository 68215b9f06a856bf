"""One form per act: it checks the words, then calls the act."""

from candidates.forms.alerts import ChangeAlertForm, NewAlertForm, WhenForm
from candidates.forms.applications import (
    DeclineForm,
    JudgeMessageForm,
    MessageForm,
    ReportMessageForm,
    WithdrawForm,
)
from candidates.forms.applying import ApplyForm

__all__ = [
    "ApplyForm",
    "ChangeAlertForm",
    "DeclineForm",
    "JudgeMessageForm",
    "MessageForm",
    "NewAlertForm",
    "ReportMessageForm",
    "WhenForm",
    "WithdrawForm",
]
