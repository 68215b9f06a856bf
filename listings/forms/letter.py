"""A letter to an employer who takes applications by mail."""

from datetime import timedelta
from uuid import UUID, uuid4

from django import forms
from django.core import signing

from listings.relay import Letter

SALT = "letter form"
QUICKEST = timedelta(seconds=2)
LONGEST = timedelta(days=2)


class LetterForm(forms.Form):
    """Machines fill in every field at once: one field is for them alone, and a stamp says when the form was made."""

    name = forms.CharField(label="Your name", max_length=100, error_messages={"required": "Enter your name"})
    email = forms.EmailField(
        label="Your email address",
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.com",
        },
    )
    message = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 10}),
        help_text="At most 2,000 characters. Say why you, and link to work that you made.",
        error_messages={"required": "Write to the employer"},
    )
    website = forms.CharField(label="Leave this empty", required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.initial["stamp"] = signing.dumps(str(uuid4()), salt=SALT)
        if user.is_authenticated:
            self.initial |= {"name": user.name, "email": user.email}
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "That of your account."

    def clean(self) -> dict:
        """The stamp has no field that a person sees, so what is wrong with it is said of the whole form."""
        data = super().clean()
        stamp = data.get("stamp", "")
        try:
            data["stamp"] = UUID(signing.loads(stamp, salt=SALT, max_age=LONGEST))
        except signing.BadSignature:
            self.add_error(None, "This page was open for a long time. Send it again")
            self.data = self.data.copy()
            self.data["stamp"] = self.initial["stamp"]
            return data
        if is_younger(stamp):
            self.add_error(None, "That was very quick. Send it again")
        return data

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.cleaned_data["website"])

    def letter(self) -> Letter:
        data = self.cleaned_data
        return Letter(data["name"], data["email"], data["message"], data["stamp"])


def is_younger(stamp: str) -> bool:
    try:
        signing.loads(stamp, salt=SALT, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    return True
