"""Machines fill in every field at once: one field is for them alone, and a stamp says when the form was made."""

from uuid import uuid4

from django import forms
from django.core import signing

from listings.forms.letter import LONGEST, SALT, is_younger


class ForPeople(forms.Form):
    """`is_known`: who is signed in may be as quick as they like."""

    website = forms.CharField(label="Leave this empty", required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, is_known: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.initial["stamp"] = signing.dumps(str(uuid4()), salt=SALT)

    def refuse_machines(self) -> None:
        """Of the whole form: these fields are seen by nobody."""
        stamp = self.data.get("stamp", "")
        if self.data.get("website"):
            self.say("Something filled in a field that people do not see. It is empty now. Send it again")
        if self.is_known:
            return
        try:
            signing.loads(stamp, salt=SALT, max_age=LONGEST)
        except signing.BadSignature:
            self.say("This page was open for a long time. Send it again")
            return
        if is_younger(stamp):
            self.add_error(None, "That was very quick. Send it again")

    def say(self, words: str) -> None:
        """And begin anew with what people do not see."""
        self.add_error(None, words)
        self.data = self.data.copy()
        self.data["website"], self.data["stamp"] = "", self.initial["stamp"]
