"""Acts on a company and its page."""

from django.db import transaction

from accounts.models import User
from employers import proving
from employers.models import Company, CompanyAccount, Membership, free_slug

DESCRIBED = ["name", "search_name", "website", "about", "sector", "size", "place", "country"]


@transaction.atomic
def found(company: Company, *, by: User) -> Company:
    """Save a new company and make its founder the owner. The same form sent twice founds one."""
    User.objects.select_for_update().get(pk=by.pk)
    if known := Company.objects.same_as(company, founder=by).first():
        return known
    company.slug = free_slug(company.name)
    company.call(company.name)
    company.save()
    Membership.objects.create(company=company, user=by, role=Membership.Role.OWNER)
    proving.prove_by_own_address(company, by=by)
    return company


@transaction.atomic
def describe(company: Company, *, by: User) -> Company:
    """Save what its owner changed; the address of its page stays. Another domain has to be proved anew."""
    before = Company.objects.locked(company.pk)
    company.call(company.name)
    company.save(update_fields=DESCRIBED)
    if company.domain != before.domain:
        proving.lapse(company)
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
