"""Acts on companies and their members."""

from django.db import transaction

from employers.models import Company, Membership, free_slug


@transaction.atomic
def found(company: Company, *, by) -> Company:
    """Save a new company and make its founder the owner."""
    company.slug = free_slug(company.name)
    company.call(company.name)
    company.save()
    Membership.objects.create(company=company, user=by, role=Membership.Role.OWNER)
    return company


def describe(company: Company) -> Company:
    """Save what its members changed; the address of its page stays."""
    company.call(company.name)
    company.save()
    return company
