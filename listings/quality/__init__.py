"""How well a listing is written: what stops it, and advice with its reason.

Rules read the listing alone, saved or not; the one about two jobs knows the taxonomy too. What else must be true before
a listing may be published is in readiness.py, what others will not show in distribution.py.
"""

from collections.abc import Callable, Iterator

from listings.hints import Hint
from listings.models import Listing
from listings.quality import asking, contacts, pay, pay_law, unfinished, wording, writing
from listings.quality.reading import Draft

RULES: list[Callable[[Draft], Iterator[Hint]]] = [
    writing.capitals,
    writing.two_jobs,
    contacts.contacts,
    contacts.links,
    unfinished.left_over,
    unfinished.empty_parts,
    pay.amounts,
    pay.very_wide,
    pay_law.law_of_the_place,
    asking.earlier_pay,
    asking.unpaid_trial,
    asking.paid_likes,
    asking.experience,
    asking.many_extras,
    wording.in_the_title,
    wording.in_the_text,
    writing.shouting,
    writing.length,
    writing.parts,
    writing.reports_to,
]


def hints(listing: Listing) -> list[Hint]:
    """Hard ones first."""
    draft = Draft(listing)
    found = [hint for rule in RULES for hint in rule(draft)]
    return sorted(found, key=lambda hint: not hint.hard)
