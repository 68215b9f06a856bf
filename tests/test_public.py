"""No public page shows a listing that is not live, whatever its state. Each is made first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.feed_formats import FORMATS
from listings.states import PUBLIC, Status
from roles.models import Platform, Role, Skill
from tests import make

pytestmark = pytest.mark.django_db

SECRET = "Unseen mystery position"


def public_pages() -> list[str]:
    role = Role.objects.select_related("category").get(slug="social-media-coordinator")
    things = [role, role.category, Skill.objects.get(slug="copywriting"), Platform.objects.get(slug="tiktok")]
    lists = ["", "?q=mystery", "?category=marketing", "?skill=copywriting", "?unpaid=1", "?company=acme"]
    return [
        reverse("home"),
        reverse("company", args=["acme"]),
        *(reverse("feed", args=[format]) for format in FORMATS),
        *(reverse("board") + query for query in lists),
        *(thing.get_absolute_url() for thing in things),
    ]


def hidden_listing(state: str):
    now = timezone.now()
    dates = {"published_at": now - timedelta(days=9), "closes_at": now + timedelta(days=9)}
    if state == "past its date":
        dates["closes_at"] = now - timedelta(seconds=1)
    status = Status.LIVE if state == "past its date" else Status(state)
    return make.listing(title=SECRET, platforms=["tiktok"], status=status, **dates)


@pytest.mark.parametrize(
    "state", [*(status.value for status in Status if status != Status.LIVE), "past its date"]
)
def test_no_public_page_shows_a_listing_that_is_not_live(client, state):
    hidden_listing(state)

    shown = [page for page in public_pages() if SECRET in before_what_ended(client.get(page))]

    assert shown == []


def before_what_ended(response) -> str:
    """A company's page names what it had, in a section of its own that comes last."""
    return response.content.decode().partition("Closed within the last year")[0]


@pytest.mark.parametrize("state", sorted(set(Status) - PUBLIC))
def test_what_was_never_public_or_is_hidden_is_not_named_among_what_ended(client, state):
    hidden_listing(state)

    assert SECRET not in client.get(reverse("company", args=["acme"])).content.decode()


def test_the_same_pages_show_it_while_it_is_live(client):
    make.live_listing(title=SECRET, platforms=["tiktok"])

    pages = public_pages()
    shown = [page for page in pages if SECRET in client.get(page).content.decode()]

    assert shown == pages
