"""Acts on a company and its page."""

from django.conf import settings
from django.db import transaction

from accounts.limits import DAY, spend
from accounts.models import User
from employers import proving
from employers.models import Company, CompanyAccount, Membership, Proof, free_slug

COMPANIES_A_DAY = 5
DESCRIBED = ["name", "search_name", "website", "about", "sector", "size", "place", "country"]


@transaction.atomic
def found(company: Company, *, by: User) -> Company:
    """Save a new company and make its founder the owner. The same form sent twice founds one."""
    User.objects.select_for_update().get(pk=by.pk)
    if known := Company.objects.same_as(company, founder=by).first():
        return known
    spend(f"companies of {by.pk}", most=COMPANIES_A_DAY, within=DAY)
    company.slug = free_slug(company.name)
    company.call(company.name)
    company.save()
    Membership.objects.create(company=company, user=by, role=Membership.Role.OWNER)
    proving.prove_by_own_address(company, by=by)
    return company


class NameIsConfirmed(Exception):
    """Our staff said yes to a company of that name. What it is called from now on is theirs to change."""

    def __init__(self, name: str):
        super().__init__(
            f"Our staff confirmed the name “{name}”. Write to {settings.CONTACT_EMAIL} to change it"
        )


@transaction.atomic
def describe(company: Company, *, by: User) -> Company:
    """Save what its owner changed; the address of its page stays. Another domain has to be proved anew. NameIsConfirmed
    if the name is not the owner's to change."""
    held = Company.objects.locked(company.pk)
    if held.name != company.name and held.proof and held.proof.kind == Proof.Kind.STAFF:
        raise NameIsConfirmed(held.name)
    proving.catch_up(company, held)
    company.call(company.name)
    company.save(update_fields=DESCRIBED)
    if company.domain != held.domain or (company.proof and not proving.speaks_for(company.proof, company)):
        proving.stand(company, None)
    proving.prove_by_own_address(company, by=by)
    return company


@transaction.atomic
def list_accounts(company: Company, accounts: dict[str, str]) -> None:
    """Platform → address of the company's account there. What is not named is taken off."""
    Company.objects.locked(company.pk)
    company.accounts.all().delete()
    CompanyAccount.objects.bulk_create(
        CompanyAccount(company=company, platform=platform, url=url) for platform, url in accounts.items()
    )
