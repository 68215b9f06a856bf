from crispy_forms.helper import FormHelper
from django import forms

from accounts.limits import HOUR, spend
from candidates import leaving

TRIES = 10


class DeleteForm(forms.Form):
    """Typed again, so that a phone left on a table deletes nothing."""

    password = forms.CharField(
        label="Your password",
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
        strip=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_password(self) -> str:
        spend(f"passwords of {self.user.pk}", most=TRIES, within=HOUR)
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("This is not your password. Try again or set a new one")
        return password

    def save(self) -> None:
        leaving.ask(self.user)
