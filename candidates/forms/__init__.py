"""One form per act: it checks the words, then calls the act."""

from candidates.forms.alerts import ChangeAlertForm, NewAlertForm, WhenForm

__all__ = ["ChangeAlertForm", "NewAlertForm", "WhenForm"]
