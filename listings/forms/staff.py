"""What moderators decide."""

from django import forms

from listings import lifecycle
from listings.models import Listing
from listings.vocabulary import Reason, reasons_for


class DecisionForm(forms.Form):
    """Return or reject: a reason from the list and the words that the employer receives."""

    reason = forms.ChoiceField(error_messages={"required": "Choose a reason."})
    note = forms.CharField(
        label="To the employer",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Empty: the standard words of the reason.",
    )
    outcome = ""
    act = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reasons: dict[str, Reason] = {reason.slug: reason for reason in reasons_for(self.outcome)}
        self.fields["reason"].choices = [("", "Choose a reason")] + [
            (reason.slug, f"{reason.label}: {reason.to_employer}") for reason in self.reasons.values()
        ]

    def save(self, listing: Listing, *, by, **more) -> Listing:
        reason = self.cleaned_data["reason"]
        note = self.cleaned_data["note"] or self.reasons[reason].to_employer
        return type(self).act(listing, by=by, reason=reason, note=note, **more)


class ReturnForm(DecisionForm):
    outcome = "return"
    act = staticmethod(lifecycle.send_back)


class RejectForm(DecisionForm):
    outcome = "reject"
    act = staticmethod(lifecycle.reject)
