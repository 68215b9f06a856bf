"""Forms of allauth, with labels in our words."""

from allauth.account import forms


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
