"""Forms of allauth, with labels in our words."""

from allauth.account import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest


class SignUp(forms.SignupForm):
    def try_save(self, request: HttpRequest):
        """Nothing is made for an address that has an account, which must not be told by how soon we answer."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ChangeEmail(forms.AddEmailForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New address"


class TwicePassword:
    labels = {"oldpassword": "Password now", "password1": "New password", "password2": "New password, again"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels[name]
            field.widget.attrs.pop("placeholder", None)


class ChangePassword(TwicePassword, forms.ChangePasswordForm):
    pass


class SetPassword(TwicePassword, forms.SetPasswordForm):
    pass


class ResetPassword(TwicePassword, forms.ResetPasswordKeyForm):
    pass
