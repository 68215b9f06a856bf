"""Whether a page is there, who sees what of it, and from which companies it hides."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidate, HiddenFrom
from employers.domains import mail_domain
from employers.models import Company

MOST_HIDDEN_FROM = 100


class NoAddress(Exception):
    """A page needs one before it can be there."""


@transaction.atomic
def publish(*, by: User) -> Candidate:
    candidate = Candidate.objects.started(by)
    if not candidate.handle:
        raise NoAddress
    candidate.published_at = candidate.published_at or timezone.now()
    candidate.save(update_fields=["published_at", "changed_at"])
    return candidate


@transaction.atomic
def unpublish(*, by: User) -> Candidate:
    """At once. Nothing that it says is lost."""
    candidate = Candidate.objects.started(by)
    candidate.published_at = None
    candidate.save(update_fields=["published_at", "changed_at"])
    return candidate


@transaction.atomic
def show(
    visibility: dict[str, str], *, by: User, in_search_engines: bool, feed_of_work: bool = False
) -> Candidate:
    """Who sees which part, whether search engines may list what anybody sees, and feed readers follow it."""
    candidate = Candidate.objects.started(by)
    candidate.visibility = visibility
    candidate.in_search_engines = in_search_engines
    candidate.feed_of_work = feed_of_work
    candidate.save(update_fields=["visibility", "in_search_engines", "feed_of_work", "changed_at"])
    return candidate


@transaction.atomic
def hide_from(company: Company, *, by: User) -> bool:
    """From all who are or will be in its team. False if there are too many such companies."""
    candidate = Candidate.objects.started(by)
    if candidate.hidden_from.count() >= MOST_HIDDEN_FROM:
        return False
    HiddenFrom.objects.get_or_create(candidate=candidate, company=company)
    return True


def show_again(hidden: HiddenFrom) -> None:
    hidden.delete()


def present_employers(user: User) -> list[Company]:
    """Companies at the domain of an address of this person. A webmail service says nothing of who works where."""
    domains = sorted({mail_domain(email) for email in [user.email, *user.confirmed_emails()]} - {""})
    return [company for company in Company.objects.at_domains(domains) if is_at(company, domains)]


def is_at(company: Company, domains: list[str]) -> bool:
    return company.domain in domains or bool(company.proof and company.proof.domain in domains)
