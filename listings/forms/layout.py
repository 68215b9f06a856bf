"""In which order and in which sections the fields of a listing stand."""

from collections.abc import Collection

from crispy_forms.layout import HTML, Div, Fieldset, Layout

from listings.forms.deal import MOST_PIECES
from listings.forms.truth import MOST_QUESTIONS
from listings.vocabulary import truth_questions

FOR_CREATORS = "contract=creator-deal|pay_model=per-deliverable"
SALARY = "pay_model=|pay_model=salary|pay_model=salary-plus-commission"
PAID = (
    "pay_model=|pay_model=salary|pay_model=hourly|pay_model=day-rate|pay_model=retainer|pay_model=per-deliverable"
    "|pay_model=per-project|pay_model=salary-plus-commission"
)


def section(title: str, *fields, **attributes) -> Fieldset:
    return Fieldset(title, *fields, css_class="section", **attributes)


def group(title: str, *fields) -> Fieldset:
    return Fieldset(title, *fields, css_class="group")


def part(name: str) -> HTML:
    return HTML(f'{{% include "listings/{name}.html" %}}')


def said(words: str) -> HTML:
    return HTML(f'<p class="quiet">{words}</p>')


def row(*fields: str, **attributes) -> Div:
    return Div(*fields, css_class="fields", **attributes)


def quick(*fields: str) -> Div:
    """Radio buttons side by side. Links to what is wrong lead to the group."""
    return Div(*(Div(name) for name in fields), css_class="quick")


def layout(fields: Collection[str]) -> Layout:
    company = ["company"] if "company" in fields else []
    return Layout(
        "form_token",
        "seen",
        section(
            "1. The role",
            *company,
            "title",
            part("_suggested_role"),
            "role",
            quick("level"),
        ),
        where(),
        pay(),
        section("4. The work", part("_suggested_frame"), "description", part("_text_length")),
        section(
            "5. Skills and platforms",
            part("_suggested_skills"),
            "skills_required",
            "skills_nice",
            part("_suggested_platforms"),
            Div("platforms", css_class="checks"),
        ),
        section(
            "6. Before you apply",
            said(
                "Seven quick answers that candidates look for. What you leave open is shown as “not stated”."
            ),
            quick(*(f"truth_{name}" for name in truth_questions())),
        ),
        deal(),
        applying(fields),
    )


def where() -> Fieldset:
    """Without a script all of it is shown: each label says when it is needed."""
    return section(
        "2. Where and how",
        quick("work_mode"),
        Div("days_on_site", data_if="work_mode=hybrid"),
        Div(
            row("place", "country"),
            HTML(
                "<details{% if form.more_places.value or form.more_places.errors %} open{% endif %}>"
                "<summary>More than one place</summary>"
            ),
            "more_places",
            HTML("</details>"),
            data_if="work_mode=|work_mode=on-site|work_mode=hybrid",
        ),
        Div("worldwide", "countries", row("overlap_hours", "overlap_zone"), data_if="work_mode=remote"),
        part("_zones"),
        row("contract", "hours"),
    )


def pay() -> Fieldset:
    return section(
        "3. Pay",
        said("Shown on every listing. Gifts and commission alone are not pay, and never look like it."),
        "pay_model",
        Div(row("pay_min", "pay_max"), row("currency", Div("pay_period", data_if=SALARY)), data_if=PAID),
        part("_pay_words"),
        "pay_note",
    )


def deal() -> Fieldset:
    pieces = (
        row(*(f"piece_{number}_{what}" for what in ("count", "kind", "platform")))
        for number in range(1, MOST_PIECES + 1)
    )
    return section(
        "Deal card",
        said("Only for creator deals and for pay per piece. Creators see it before the fee."),
        HTML(
            '<details class="deal"{% if form.is_for_creators %} open{% endif %}><summary>The terms</summary>'
        ),
        group("What is made", *pieces),
        group(
            "What may be done with it",
            "deal_use",
            row("deal_months", "deal_territory"),
            "deal_perpetual",
            row("deal_exclusive_days", "deal_exclusive_in"),
            "deal_whitelisting",
        ),
        group(
            "Changes, money and labels",
            row("deal_revisions", "deal_kill_fee", "deal_payment_days"),
            row("deal_disclosure", "deal_gift"),
        ),
        HTML("</details>"),
        data_if=FOR_CREATORS,
    )


def applying(fields: Collection[str]) -> Fieldset:
    questions = (
        row(f"question_{number}", f"question_{number}_kind") for number in range(1, MOST_QUESTIONS + 1)
    )
    return section(
        "7. Applying",
        quick("apply_by"),
        Div("apply_url", data_if="apply_by=website"),
        Div("apply_email", data_if="apply_by=email"),
        group(
            "Questions",
            said("Up to three. They are shown on the listing, before anybody applies."),
            *questions,
        ),
        row("closes_on", *(["publish_on"] if "publish_on" in fields else [])),
    )
