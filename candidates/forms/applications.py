"""What is done with an application that was sent, and with a message about it."""

from django import forms

from candidates.forms.words import Words, too_long
from candidates.judging import Finding


class WithdrawForm(forms.Form):
    message = Words(
        label="A word to the employer",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4, "class": "short"}),
        help_text="If you like. At most 1,000 characters.",
        error_messages={"max_length": too_long(1000)},
    )


class DeclineForm(WithdrawForm):
    """Saying no to an offer."""


class MessageForm(forms.Form):
    text = Words(
        label="Your message",
        max_length=4000,
        widget=forms.Textarea({"rows": 5, "class": "short"}),
        error_messages={"required": "Write your message", "max_length": too_long(4000)},
    )


class ReportMessageForm(forms.Form):
    REASONS = [
        ("Asks for money or bank details", "It asks for money or bank details"),
        ("Asks for an identity document", "It asks for an identity document before an offer"),
        ("Leads to another service", "It wants me to go on in another app or on another site"),
        ("Rude or threatening", "It is rude, threatening or sexual"),
        ("Discriminates", "It discriminates"),
        ("Another job than the listing", "It is about something else than the job"),
        ("Other", "Something else"),
    ]
    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong with it"},
    )
    more = Words(
        label="What else should we know?",
        required=False,
        max_length=200,
        widget=forms.Textarea({"rows": 3, "class": "short"}),
        help_text="If you like. At most 200 characters.",
        error_messages={"max_length": too_long(200)},
    )

    def why(self) -> str:
        return ": ".join(filter(None, [self.cleaned_data["reason"], self.cleaned_data["more"]]))


class JudgeMessageForm(forms.Form):
    """By staff."""

    finding = forms.ChoiceField(
        label="What did you find?",
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found"},
    )
    note = Words(
        label="Note for colleagues",
        max_length=500,
        widget=forms.Textarea({"rows": 4, "class": "short"}),
        help_text="What you saw and did. It stays in the log, for staff alone.",
        error_messages={"required": "Write what you saw", "max_length": too_long(500)},
    )
