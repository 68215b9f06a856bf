"""What the members of a company do with applications. One form per act: it checks the words, then calls the act."""

from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from django import forms

from accounts.limits import DAY, spend
from candidates import hiring, mails, talking
from candidates.hiring import deciding, hiding
from candidates.models import Application, Message, Note
from candidates.pipeline import ACTS, may_be_turned_down
from candidates.states import Stage
from listings.forms.life import CloseForm, FillForm
from listings.models import Listing

MOST_AT_ONCE = 500
MOST_MESSAGES, MOST_SHARES = 200, 50
KIND = (
    "Thank you for applying, and for the time you gave it. We have gone on with other people for this job."
    " We wish you well with your search."
)


def helper() -> FormHelper:
    made = FormHelper()
    made.form_tag = False
    return made


class HideNamesForm(forms.Form):
    hide = forms.BooleanField(required=False)

    def save(self, listing: Listing) -> bool:
        hiding.hide_names(listing, self.cleaned_data["hide"])
        return self.cleaned_data["hide"]


# Many at once


class Chosen:
    """People that were selected on a page, each with the stage that the page showed: `a=17.sent`."""

    def __init__(self, values: list[str], applied):
        pairs = [value.partition(".") for value in values[:MOST_AT_ONCE]]
        self.seen = {
            int(number): stage for number, _, stage in pairs if number.isdecimal() and len(number) < 16
        }
        self.applications = list(applied.among(self.seen))

    def query(self) -> str:
        return urlencode([("a", f"{one.pk}.{self.seen[one.pk]}") for one in self.applications])


class SelectedForm(forms.Form):
    act = forms.ChoiceField(choices=[("shortlist", "Shortlist"), ("not-selected", "Not selected")])

    def __init__(self, data, *, applied):
        super().__init__(data)
        self.selected = Chosen(data.getlist("a"), applied)

    def clean(self) -> None:
        if not self.selected.applications:
            raise forms.ValidationError("Select at least one person first")

    def chosen(self) -> str:
        return self.selected.query()

    def save(self, *, by) -> deciding.Moved:
        return hiring.shortlist(self.selected.applications, by=by, seen=self.selected.seen)


class KindNo(forms.Form):
    """The words for everybody who is not chosen. They are ready; a reason has to be given."""

    message = forms.CharField(
        label="What they are told",
        initial=KIND,
        max_length=1800,
        widget=forms.Textarea({"rows": 5, "class": "short"}),
        help_text="Sent by mail to each of them alone. The reason follows below your words.",
        error_messages={"required": "Write what they are told. One kind line is enough"},
    )
    reason = forms.ChoiceField(
        label="Why",
        choices=deciding.REASONS.items,
        widget=forms.RadioSelect,
        help_text="“Another reason” adds nothing: say it in your own words.",
        error_messages={"required": "Choose the reason"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("message", "reason")}


class NotSelectedForm(KindNo):
    def __init__(self, data, *, applied, chosen: list[str]):
        super().__init__(data)
        self.selected = Chosen(data.getlist("a") if data else chosen, applied)

    def clean(self) -> None:
        if not self.people()[0]:
            raise forms.ValidationError("Nobody is left whom you could tell. Go back and select people")

    def people(self) -> tuple[list[Application], list[Application]]:
        """(who would be told, who has an offer or an outcome already), as they may be seen."""
        shown = [hiding.veiled(one) for one in self.selected.applications]
        told = [one for one in shown if may_be_turned_down(one)]
        for one in told:
            one.seen = self.selected.seen[one.pk]
        return told, [one for one in shown if not may_be_turned_down(one)]

    def save(self, *, by) -> deciding.Moved:
        return hiring.not_selected(self.selected.applications, by=by, seen=self.selected.seen, **self.words())


class EndCloseForm(KindNo, CloseForm):
    field_order = ["outcome", "message", "reason"]

    def save(self, listing: Listing, *, by) -> Listing:
        return hiring.close(listing, by=by, outcome=self.cleaned_data["outcome"], **self.words())


class EndFillForm(KindNo, FillForm):
    field_order = ["outcome", "message", "reason"]

    def save(self, listing: Listing, *, by) -> Listing:
        return hiring.mark_filled(listing, by=by, outcome=self.cleaned_data["outcome"], **self.words())


# One applicant


class OneOfSeveral(forms.Form):
    """On the page of one applicant there are several forms: each has ids of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{type(self).__name__}_%s".lower(), **kwargs)
        self.helper = helper()


class MoveForm(OneOfSeveral):
    """`seen` is the stage that the page showed. A no has a form of its own, which needs words."""

    stage = forms.ChoiceField(choices=[choice for choice in ACTS.items() if choice[0] != Stage.NOT_SELECTED])
    seen = forms.ChoiceField(choices=Stage.choices)
    message = forms.CharField(
        label="A message that goes with it",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "class": "short"}),
        help_text="Only if you want to add something. They are told of the move in any case.",
    )

    def save(self, application: Application, *, by) -> Application:
        data = self.cleaned_data
        return hiring.move(
            application, Stage(data["stage"]), by=by, seen=data["seen"], message=data["message"]
        )


class NoteForm(OneOfSeveral):
    text = forms.CharField(
        label="A note for your colleagues",
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "class": "short"}),
        help_text="Only members of your company read notes. Candidates never do.",
        error_messages={"required": "Write the note"},
    )

    def save(self, application: Application, *, by) -> Note:
        return hiring.note(application, self.cleaned_data["text"], by=by)


class MessageForm(OneOfSeveral):
    text = forms.CharField(
        label="Write to the candidate",
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "class": "short"}),
        help_text="They get it by mail and answer on their page. It counts as an answer in your reply record.",
        error_messages={"required": "Write the message"},
    )

    def save(self, application: Application, *, by) -> Message:
        spend(f"messages to candidates by {by.pk}", most=MOST_MESSAGES, within=DAY)
        return talking.say(application, self.cleaned_data["text"], by=by, from_employer=True)


class ReportForm(OneOfSeveral):
    why = forms.CharField(
        label="What is wrong with it?",
        max_length=300,
        error_messages={"required": "Say in a few words what is wrong with it"},
    )

    def save(self, message: Message) -> bool:
        return talking.report(message, why=self.cleaned_data["why"])


class ShareForm(OneOfSeveral):
    """With a member of the company: nobody else could open it."""

    colleague = forms.ModelChoiceField(
        queryset=None,
        label="Ask a colleague to look",
        empty_label="Choose",
        help_text="They get a mail with a link. It says nothing about the candidate.",
        error_messages={
            "required": "Choose a colleague",
            "invalid_choice": "Choose somebody of your company",
        },
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues
        self.fields["colleague"].label_from_instance = lambda member: str(member.user)

    def save(self, application: Application, *, by) -> None:
        spend(f"shared applications by {by.pk}", most=MOST_SHARES, within=DAY)
        mails.share(application, self.cleaned_data["colleague"], by=by)
