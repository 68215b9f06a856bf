"""A file of listings is chosen: read it, or say why it cannot be read."""

from pathlib import Path

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile

from employers.models import Company
from listings import uploads
from listings.importing.files import MOST_BYTES, BadFile, Sheet, read_sheet
from listings.models import Upload

KINDS = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson"]


class UploadForm(forms.Form):
    company = forms.ModelChoiceField(
        Company.objects.none(), error_messages={"required": "Choose the company"}
    )
    file = forms.FileField(
        label="File with listings",
        help_text="CSV from a spreadsheet program, or JSON Lines. At most 2 MB and 500 rows.",
        widget=forms.FileInput({"accept": ",".join(KINDS)}),
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Choose another one",
            "max_length": "The name of the file is too long. Rename it",
        },
        max_length=200,
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        companies = self.fields["company"]
        companies.queryset = Company.objects.of_member(by)
        companies.empty_label = "Choose"
        if len(companies.queryset) == 1:
            companies.initial, companies.widget = companies.queryset[0].pk, forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self) -> Sheet:
        """Its size is looked at before its content."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {file.size / 1e6:.1f} MB. 2 MB at once is the most: split it"
            )
        if Path(file.name).suffix.lower() not in KINDS:
            raise forms.ValidationError("Choose a CSV file, or JSON Lines. Other kinds cannot be read")
        try:
            return read_sheet(file.read())
        except BadFile as reason:
            raise forms.ValidationError(str(reason)) from None

    def clean(self) -> dict:
        data = super().clean()
        company = data.get("company")
        if company and company.uploads.waiting().count() >= uploads.MOST_WAITING:
            raise forms.ValidationError(
                f"{uploads.MOST_WAITING} files of {company.name} wait already. Make drafts of one, or discard one."
            )
        return data

    def save(self) -> Upload:
        data = self.cleaned_data
        return uploads.take(data["company"], self.files["file"].name, data["file"], by=self.by)
