from crispy_forms.helper import FormHelper
from django import forms

from employers import membership
from employers.models import Company


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ["name", "website", "about", "sector", "size", "place", "country"]
        widgets = {"about": forms.Textarea({"rows": 5, "class": "short"})}
        help_texts = {"website": "Starts with https://", "about": "Two or three sentences for candidates."}
        error_messages = {"name": {"required": "Enter the name of the company"}}

    def __init__(self, *args, countries: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            choices=[("", "Choose"), *countries.items()], required=False, initial=self.instance.country
        )
        self.fields["size"].choices = [("", "Choose"), *Company.Size.choices]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def save(self, *, by) -> Company:
        company = super().save(commit=False)
        return membership.describe(company) if company.pk else membership.found(company, by=by)
