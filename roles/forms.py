"""One form per act: it checks the words, then calls the act."""

from django import forms

from roles import measuring
from roles.composing import clean
from roles.models import SkillAnswer
from roles.practice import LONGEST


class AnswerForm(forms.Form):
    """Accept or refuse one suggestion about the skills of a role."""

    role = forms.IntegerField()
    skill = forms.IntegerField()
    becomes = forms.ChoiceField(choices=SkillAnswer.Becomes.choices)
    answer = forms.ChoiceField(choices=[("accept", "Accept"), ("refuse", "Refuse")])

    def save(self, *, by) -> SkillAnswer:
        data = self.cleaned_data
        suggestion = measuring.find_suggestion(data["role"], data["skill"], data["becomes"])
        return measuring.answer(suggestion, accepted=data["answer"] == "accept", by=by)


class PracticeForm(forms.Form):
    text = forms.CharField(
        label="Your text",
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": "Type a text first."},
    )

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"])
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"This text has {len(text):,} characters. No platform here takes more than {LONGEST:,}:"
                " shorten it first."
            )
        return text
