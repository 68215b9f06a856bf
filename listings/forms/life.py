"""What becomes of a public listing, one form per act: an employer's, and those of staff about a change."""

from uuid import uuid4

from django import forms

from listings import lifecycle
from listings.forms.staff import DecisionForm
from listings.models import Listing

Outcome = Listing.Outcome


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Who got it?",
        choices=[*Outcome.choices, ("", "I would rather not say")],
        widget=forms.RadioSelect,
        required=False,
    )

    def save(self, listing: Listing, *, by) -> Listing:
        return lifecycle.close(listing, by=by, outcome=self.cleaned_data["outcome"])


class FillForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Who got it?",
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.NOBODY],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where you found the person"},
    )

    def save(self, listing: Listing, *, by) -> Listing:
        return lifecycle.mark_filled(listing, by=by, outcome=self.cleaned_data["outcome"])


class RenewForm(forms.Form):
    """Carries how often it was renewed when the button was shown."""

    renewals = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def save(self, listing: Listing, *, by) -> Listing:
        return lifecycle.renew(listing, by=by, seen=self.cleaned_data["renewals"])


class CopyForm(forms.Form):
    """Carries a number of its own, so that a button pressed twice makes one copy."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def save(self, listing: Listing, *, by) -> Listing:
        return lifecycle.copy(listing, by=by, token=self.cleaned_data["token"] or uuid4())


# Staff


class ReturnEditForm(DecisionForm):
    outcome = "return"
    act = staticmethod(lifecycle.return_edit)


class RejectEditForm(DecisionForm):
    outcome = "reject"
    act = staticmethod(lifecycle.reject_edit)
