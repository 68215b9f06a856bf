"""What we send to the people of a company. Templates are named like the function that sends them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from background import outbox
from employers.models import Company, Invitation, Proof


def page(name: str, *args) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def team_invitation(invitation: Invitation, token: str) -> None:
    context = {"invitation": invitation, "company": invitation.company, "link": page("invitation", token)}
    send(
        "team_invitation",
        key=f"{invitation.pk}:{invitation.token_hash[:16]}",
        to=invitation.email,
        subject=f"Join {invitation.company} on Rolefeed",
        context=context,
    )


def prove_company(proof: Proof, token: str, *, by: User) -> None:
    link = page("prove_by_mail", proof.company.slug, token)
    send(
        "prove_company",
        key=f"{proof.pk}:{proof.code[:16]}",
        to=proof.email,
        subject=f"Is {proof.company} yours?",
        context={"proof": proof, "company": proof.company, "link": link, "by": by},
    )


def company_confirmed(proof: Proof, shown: int) -> None:
    context = {"company": proof.company, "desk": page("desk"), "shown": shown}
    to_owners("company_confirmed", proof.company, f"{proof.pk}", f"{proof.company} may post now", context)


def company_refused(company: Company, hidden: int) -> None:
    context = {"company": company, "contact": settings.CONTACT_EMAIL, "hidden": hidden}
    key = f"{company.pk}:{company.refused_at:%Y%m%d%H%M%S}"
    to_owners("company_refused", company, key, f"{company} may not post for now", context)


def to_owners(template: str, company: Company, key: str, subject: str, context: dict) -> None:
    for owner in company.memberships.owners().select_related("user"):
        send(template, key=f"{key}:{owner.pk}", to=owner.user.email, subject=subject, context=context)


def send(template: str, *, key: str, to: str, subject: str, context: dict) -> None:
    outbox.post(
        key=f"{template}:{key}",
        to=to,
        subject=subject,
        text=render_to_string(f"emails/{template}.txt", context),
        html=render_to_string(f"emails/{template}.html", context),
    )
