"""What somebody does not want to see in their results again: a listing, a company or a word. It is theirs alone: who
is hidden never hears of it."""

from candidates.models import HiddenThing
from employers.models import Company
from listings.models import Listing
from listings.search.query import NOTHING, Unwanted

# Each is looked at in every search.
MOST = 200
TOO_MANY = f"You hide {MOST} things already. Show some of them again first."


def unwanted_by(user) -> Unwanted:
    return HiddenThing.objects.of(user).unwanted() if user.is_authenticated else NOTHING


def hide_listing(user, listing: Listing) -> bool:
    return hide(user, listing=listing)


def hide_company(user, company: Company) -> bool:
    return hide(user, company=company)


def hide_word(user, text: str) -> bool:
    """A word or a phrase. "SEO" and "seo" are one."""
    return hide(user, word=" ".join(text.lower().split()))


def hide(user, **thing: object) -> bool:
    """Twice is once. False if too much is hidden already: some must be shown again first."""
    if HiddenThing.objects.of(user).count() >= MOST:
        return False
    HiddenThing.objects.get_or_create(user=user, **thing)
    return True


def show_again(user, number: int) -> None:
    HiddenThing.objects.of(user).numbered(number).delete()
