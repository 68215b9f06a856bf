"""Writing an application."""

from collections.abc import Sequence

from django import forms
from django.utils.text import Truncator

from candidates import applying
from candidates.files import cv
from candidates.files.keeping import NotAFile
from candidates.forms.people import ForPeople
from candidates.forms.words import Words, too_long
from candidates.models import Application, Candidate, Piece
from listings.forms.seen import Seen
from listings.models import Listing, Question
from listings.vocabulary import QuestionKind

MOST_PIECES = 5
MOST_WORDS = 600
# Not written by the person: no draft is made for them alone.
UNWRITTEN = {"name", "email", "website", "stamp", "seen"}
OVERTAKEN = (
    "Another window saved this draft after this page was opened. What you see here is not saved. "
    "Save again to replace the other."
)
YES_NO = [("Yes", "Yes"), ("No", "No")]


class ApplyForm(ForPeople):
    """`complete` when it is to be sent: a draft may have gaps."""

    seen = Seen()
    name = forms.CharField(
        label="Your name",
        max_length=100,
        error_messages={"required": "Enter your name", "max_length": too_long(100)},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Your email address",
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.com",
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    why = Words(
        label="Why me",
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 8, "class": "short"}),
        help_text="What have you done that this job asks for? At most 600 characters.",
        error_messages={
            "required": "Say why you are right for this job",
            "max_length": too_long(MOST_WORDS),
        },
    )
    pieces = forms.TypedMultipleChoiceField(
        label="Portfolio",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose up to five pieces.",
    )
    cv = forms.FileField(
        label="CV",
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.docx"}),
        help_text="If you like: a PDF or Word file (DOCX) smaller than 5 MB.",
        error_messages=dict.fromkeys(["empty", "invalid", "max_length"], cv.WANTED),
    )

    def __init__(self, *args, listing: Listing, draft: Application | None, user, complete: bool, **kwargs):
        super().__init__(*args, is_known=user.is_authenticated, **kwargs)
        self.listing, self.draft, self.user, self.complete = listing, draft, user, complete
        self.questions = {f"answer_{question.pk}": question for question in listing.questions.all()}
        self.ask_questions()
        self.offer_pieces()
        self.initial |= self.written() if draft else {}
        if user.is_authenticated:
            self.initial = {"name": Candidate.objects.name_of(user)} | self.initial | {"email": user.email}
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "That of your account."
        if not complete:
            for field in self.fields.values():
                field.required = False

    def ask_questions(self) -> None:
        for name, question in self.questions.items():
            self.fields[name] = answer_field(question)

    def offer_pieces(self) -> None:
        candidate = getattr(self.user, "candidate", None) if self.user.is_authenticated else None
        pieces: Sequence[Piece] = candidate.pieces.all() if candidate else []
        self.fields["pieces"].choices = [
            (piece.pk, f"{piece.title} ({piece.get_kind_display().lower()})") for piece in pieces
        ]
        if not pieces:
            del self.fields["pieces"]

    def written(self) -> dict:
        answers = {answer.question_id: answer.text for answer in self.draft.answers.all()}
        return {
            "name": self.draft.name,
            "email": self.draft.email,
            "why": self.draft.why,
            "pieces": [piece["id"] for piece in self.draft.pieces],
            "seen": self.draft.changed_at.isoformat(),
        } | {name: answers.get(question.pk, "") for name, question in self.questions.items()}

    def clean_pieces(self) -> list[int]:
        chosen = self.cleaned_data["pieces"]
        if len(chosen) > MOST_PIECES:
            raise forms.ValidationError(f"Choose at most {MOST_PIECES} pieces. You chose {len(chosen)}")
        return chosen

    def clean_cv(self) -> tuple[bytes, str] | None:
        if not self.cleaned_data["cv"]:
            return None
        try:
            return cv.read(self.cleaned_data["cv"])
        except NotAFile as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean(self) -> dict:
        if self.complete:
            self.refuse_machines()
        return super().clean()

    def was_overtaken(self, draft: Application) -> None:
        """To save once more is to replace what the other window saved."""
        self.add_error(None, OVERTAKEN)
        self.saw(draft)

    def saw(self, draft: Application) -> None:
        """What is shown again goes on from here."""
        self.data = self.data.copy()
        self.data["seen"] = draft.changed_at.isoformat()

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.questions]

    @property
    def says_something(self) -> bool:
        """Whether there is anything that a draft would keep."""
        return any(self.data.get(name) for name in self.fields if name not in UNWRITTEN)

    def left_out(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def keep(self, draft: Application) -> Application:
        """What is well written is kept, also when something else is wrong. Not where another window was faster:
        SavedElsewhere."""
        before = self.written() if self.draft else {}
        words = before | {name: value for name, value in self.cleaned_data.items() if value is not None}
        kept = applying.write(
            draft,
            name=words.get("name", ""),
            email=self.user.email if self.user.is_authenticated else words.get("email", ""),
            why=words.get("why", ""),
            pieces=words.get("pieces", []),
            answers={question: words[name] for name, question in self.questions.items() if words.get(name)},
            seen=self.cleaned_data["seen"],
        )
        if file := self.cleaned_data.get("cv"):
            kept = applying.attach(kept, *file)
        return kept


def answer_field(question: Question) -> forms.Field:
    label = Truncator(question.text).chars(60)
    missing = {"required": f"Answer the question “{label}”"}
    if question.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(
            label=question.text, choices=YES_NO, widget=forms.RadioSelect, error_messages=missing
        )
    return Words(
        label=question.text,
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 3, "class": "short"}),
        error_messages=missing | {"max_length": too_long(MOST_WORDS)},
    )
