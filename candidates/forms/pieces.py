"""One piece of a portfolio."""

from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from candidates.files import keeping
from candidates.files.pieces import WANTED, Looked, look
from candidates.models import Piece
from candidates.portfolio import pieces
from candidates.vocabulary import PieceKind
from listings.forms.fields import SkillsField, TextField
from listings.forms.links import check_link
from roles.models import Platform

TOO_MANY = f"You have {pieces.MOST} pieces, and that is as many as fit. Delete one first"


def day(label: str) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    error = {"invalid": "Enter a date, for example 2026-05-12"}
    return forms.DateField(label=label, required=False, widget=widget, error_messages=error)


class PieceForm(forms.ModelForm):
    my_part = TextField(
        label="Your part in it",
        max_length=600,
        widget=forms.Textarea({"rows": 4, "class": "short"}),
        help_text="What you did yourself, and with whom. At most 600 characters.",
        error_messages={"required": "Say what your part in it was"},
    )
    made_on = day("When it was made")
    skills = SkillsField(
        label="Skills you used", required=False, max_length=1000, help_text="Separated by commas."
    )
    platforms = forms.ModelMultipleChoiceField(
        Platform.objects.current(), required=False, widget=forms.CheckboxSelectMultiple, to_field_name="slug"
    )
    upload = forms.FileField(
        label="Picture or PDF",
        required=False,
        help_text=(
            "JPG, PNG, WebP or PDF, smaller than 5 MB. Pictures are drawn anew, without the place and the camera."
            " A PDF stays as it is: look what it says about you."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        error_messages=dict.fromkeys(["empty", "invalid", "max_length"], WANTED),
    )
    without_file = forms.BooleanField(label="Take the file off", required=False)
    transcript = TextField(
        label="Transcript",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4, "class": "short"}),
        help_text="Of a video or sound: what is said and shown, for people who cannot hear or see it.",
    )
    result_on = day("When you read the result")

    class Meta:
        model = Piece
        fields = [
            "kind", "title", "my_part", "made_on", "client", "confidential", "link", "upload", "without_file",
            "alt_text", "transcript", "skills", "platforms", "result", "result_source", "result_on",
        ]  # fmt: skip
        labels = {"client": "Client or employer", "alt_text": "What the picture shows"}
        help_texts = {
            "confidential": "Your page says “confidential client”, and we do not keep the name.",
            "link": "Where it can be seen. Starts with https://.",
            "alt_text": "In one or two sentences, for people who cannot see it.",
            "result": "For example: 41,000 views in a week. Your page says that it is self-reported.",
            "result_source": "For example: TikTok Studio.",
        }
        error_messages = {
            "title": {"required": "Give it a title"},
            "kind": {"required": "Choose what it is"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose"), *PieceKind.choices]
        there = self.instance.pk is not None
        skills = self.instance.skills.all() if there else []
        platforms = self.instance.platforms.all() if there else []
        self.initial["skills"] = ", ".join(skill.name for skill in skills)
        self.initial["platforms"] = [platform.slug for platform in platforms]
        if not self.instance.file:
            del self.fields["without_file"]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_upload(self) -> Looked | None:
        upload = self.cleaned_data["upload"]
        try:
            return look(upload) if upload else None
        except keeping.NotAFile as reason:
            raise forms.ValidationError(str(reason)) from reason

    def clean_made_on(self) -> date | None:
        return not_after_today(self.cleaned_data["made_on"])

    def clean_result_on(self) -> date | None:
        return not_after_today(self.cleaned_data["result_on"])

    def clean_link(self) -> str:
        if address := self.cleaned_data["link"]:
            check_link(address)
        return address

    def clean(self) -> dict:
        data = super().clean()
        if data.get("confidential"):
            data["client"] = ""
        if data.get("result") and not data.get("result_source") and "result_source" not in self.errors:
            self.add_error("result_source", "Say where the result is from")
        if data.get("result") and not data.get("result_on") and "result_on" not in self.errors:
            self.add_error("result_on", "Say when you read the result")
        if self.will_show_picture(data) and not data.get("alt_text"):
            self.add_error("alt_text", "Describe the image for people who cannot see it.")
        return data

    def will_show_picture(self, data: dict) -> bool:
        if upload := data.get("upload"):
            return upload.kind == "image"
        return self.instance.file_kind == "image" and not data.get("without_file")

    def validate_constraints(self) -> None:
        """What the database refuses was said above, beside its field."""

    def save(self, *, by) -> Piece | None:
        data = self.cleaned_data
        file = {"file": data["upload"], "without_file": bool(data.get("without_file"))}
        try:
            return pieces.save(self.instance, data["skills"], data["platforms"], by=by, **file)
        except pieces.TooManyPieces:
            self.add_error(None, TOO_MANY)
        return None


def not_after_today(day: date | None) -> date | None:
    if day and day > timezone.localdate():
        raise forms.ValidationError("Choose a day that is not in the future")
    return day
