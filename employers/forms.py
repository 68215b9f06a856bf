from functools import partial

from crispy_forms.helper import FormHelper
from django import forms

from employers import logos, membership, pictures, proving, team
from employers.models import Company, Membership, WebAddressField, https_only
from employers.platform_hosts import check_platform


class CompanyForm(forms.ModelForm):
    class Meta:
        model = Company
        fields = ["name", "website", "about", "sector", "size", "place", "country"]
        widgets = {"about": forms.Textarea({"rows": 5, "class": "short"})}
        help_texts = {
            "website": "Starts with https://. Another domain is proved anew.",
            "about": "Two or three sentences for candidates.",
        }
        error_messages = {"name": {"required": "Enter the name of the company"}}

    def __init__(self, *args, countries: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            choices=[("", "Choose"), *countries.items()], required=False, initial=self.instance.country
        )
        self.fields["size"].choices = [("", "Choose"), *Company.Size.choices]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def save(self, *, by) -> Company | None:
        company = super().save(commit=False)
        if not company.pk:
            return membership.found(company, by=by)
        try:
            return membership.describe(company, by=by)
        except membership.NameIsConfirmed as reason:
            self.add_error("name", str(reason))
        return None


def email_field(label: str, missing: str) -> forms.EmailField:
    wrong = "Enter an email address like name@example.com"
    field = forms.EmailField(label=label, error_messages={"required": missing, "invalid": wrong})
    field.widget.attrs["autocomplete"] = "off"
    return field


class LogoForm(forms.Form):
    logo = forms.FileField(
        label="Logo",
        help_text="JPG, PNG or WebP, smaller than 2 MB. It is shown as a small square on your company page.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        error_messages=dict.fromkeys(["required", "empty", "invalid", "max_length"], logos.WANTED),
    )

    def save(self, company: Company) -> Company | None:
        try:
            return logos.put(company, self.cleaned_data["logo"])
        except pictures.NotAPicture as reason:
            self.add_error("logo", str(reason))
        return None


class AccountsForm(forms.Form):
    """Where a company publishes: one address for each platform, none where it is not."""

    def __init__(self, *args, company: Company, platforms: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company
        there = {account.platform: account.url for account in company.accounts.all()}
        for slug, name in platforms.items():
            field = WebAddressField(max_length=300).formfield(
                label=name, required=False, initial=there.get(slug)
            )
            field.validators += [https_only, partial(check_platform, slug=slug, name=name)]
            field.widget.attrs["placeholder"] = "https://"
            self.fields[slug] = field

    def save(self) -> None:
        given = {slug: url for slug, url in self.cleaned_data.items() if url}
        membership.list_accounts(self.company, given)


# Proof


class WorkEmailForm(forms.Form):
    asks = "mail"
    email = email_field("Your work email", "Enter your work email address")

    def save(self, company: Company, *, by):
        try:
            return proving.ask_by_mail(company, self.cleaned_data["email"].lower(), by=by)
        except proving.NotProved as reason:
            self.add_error("email", str(reason))
        return None


class AskStaffForm(forms.Form):
    asks = "staff"
    note = forms.CharField(
        label="How can we see that you work there?",
        max_length=500,
        widget=forms.Textarea({"rows": 3, "class": "short"}),
        help_text="For example a page of the company that names you, or a phone number on its site.",
        error_messages={"required": "Say how we can see that you work there"},
    )

    def save(self, company: Company, *, by):
        return proving.ask_staff(company, self.cleaned_data["note"], by=by)


# Team


class InviteForm(forms.Form):
    email = email_field("Email", "Enter an email address")
    role = forms.ChoiceField(
        choices=Membership.Role.choices, initial=Membership.Role.RECRUITER, widget=forms.RadioSelect
    )

    def save(self, company: Company, *, by):
        try:
            email = self.cleaned_data["email"].lower()
            return team.invite(company, email, self.cleaned_data["role"], by=by)
        except team.NotPossible as reason:
            self.add_error("email", str(reason))
        return None


class ChangeRoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role.choices)


class HandOverForm(forms.Form):
    member = forms.ModelChoiceField(Membership.objects.none())

    def __init__(self, *args, company: Company, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = company.memberships.of_company(company)
