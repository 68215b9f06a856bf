"""In which order and in which sections the fields of a listing stand."""

from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout


def section(title: str, *fields, css_class: str = "section") -> Fieldset:
    return Fieldset(title, *fields, css_class=css_class)


def layout(*, with_company: bool) -> Layout:
    row = "fields"
    return Layout(
        "form_token",
        section("The role", *(["company"] if with_company else []), "title", "role", Field("level")),
        section(
            "Where and when",
            "work_mode",
            Div("place", "country", css_class=row),
            "days_on_site",
            "countries",
            "worldwide",
            Div("contract", "hours", css_class=row),
        ),
        section(
            "Pay",
            HTML('<p class="quiet">Shown on every listing. Gifts and commission alone are not pay.</p>'),
            "pay_model",
            Div("pay_min", "pay_max", css_class=row),
            Div("currency", "pay_period", css_class=row),
            "pay_note",
        ),
        section("The work", "description"),
        section(
            "Skills and platforms", "skills_required", "skills_nice", Div("platforms", css_class="checks")
        ),
        section("Applying", "apply_by", "apply_url", "apply_email", "closes_on"),
    )
