"""The forms of what somebody hides, and of where they can work."""

from crispy_forms.helper import FormHelper
from django import forms

from candidates import hiding
from employers.text import words_of


class PlainForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class HideWordForm(PlainForm):
    word = forms.CharField(
        label="A word or a phrase",
        help_text="Listings with it in their title, text, skills, role or company are left out. Its other forms "
        "count too: “write” also hides “writing”.",
        max_length=60,
        error_messages={"required": "Enter a word"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_word(self) -> str:
        typed = self.cleaned_data["word"]
        if not words_of(typed):
            raise forms.ValidationError("Enter a word with letters or digits")
        return typed

    def save(self) -> bool:
        """False, and said so, if too much is hidden already."""
        done = hiding.hide_word(self.user, self.cleaned_data["word"])
        if not done:
            self.add_error(None, hiding.TOO_MANY)
        return done
