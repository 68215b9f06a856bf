"""One form per act: it checks the words, then calls the act."""

from django import forms

from roles import measuring
from roles.models import SkillAnswer


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
