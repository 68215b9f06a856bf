"""The board of `make run`: enough to see everything, and never on a real site."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from employers.models import Company
from listings import search
from listings.deals import harsh_terms
from listings.demo import SOURCES
from listings.models import Deal, Listing, ListingFact, Question
from listings.quality import hints
from listings.readiness import problems
from listings.search.query import SearchQuery
from listings.vocabulary import Contract, Hours, Level, PayModel, WorkMode, fact_names, truth_questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEBUG = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load()


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_without_debug_there_are_no_demo_accounts(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        load()

    assert not User.objects.exists()


def test_the_demo_board_shows_everything_and_fills_it_once(demo):
    counts = search.search(SearchQuery(unpaid=True)).counts
    listings = Listing.objects.count()

    assert listings >= 600
    assert all(
        counts["category"][slug] >= 30
        for slug in ("influencer", "developer", "marketing", "customer-success", "misc")
    )
    assert set(counts["mode"]) == set(WorkMode.values)
    assert set(counts["level"]) == set(Level.values)
    assert set(counts["hours"]) == set(Hours.values)
    assert set(counts["contract"]) == set(Contract.values)
    assert set(Listing.objects.values_list("pay_model", flat=True)) - {""} == set(PayModel.values)

    load()
    assert Listing.objects.count() == listings


def test_demo_people_can_sign_in_and_only_staff_enters_the_admin(demo, client):
    for email in ("candidate@example.com", "employer@example.com", "staff@example.com"):
        assert client.login(email=email, password="rolefeed-demo")

    assert list(User.objects.filter(is_staff=True).values_list("email", flat=True)) == ["staff@example.com"]


def test_no_contact_of_a_real_person_is_shown(demo):
    assert not Listing.objects.filter(description__regex=r"[\w.]+@[\w-]+\.[a-z]{2,}").exists()


def test_a_demo_board_that_has_run_out_opens_again(demo):
    Listing.objects.update(
        closes_at=timezone.now() - timedelta(days=1), published_at=timezone.now() - timedelta(days=90)
    )

    said = load()

    assert "open again" in said
    adverts = Listing.objects.from_source(SOURCES)
    assert adverts.live().count() == adverts.count() > 0


def test_the_demo_board_has_answers_questions_and_deals_of_every_kind(demo):
    stated = set(ListingFact.objects.values_list("name", "value"))

    answers = {(name, value) for name, (_, words) in fact_names().items() for value in words}
    rare = {("own_account", "optional"), ("likeness_rights", "yes"), ("portfolio_use", "no")}
    assert {name for name, _ in stated} == set(fact_names())
    assert {pair for pair in answers - stated if pair[0] in truth_questions()} <= rare
    assert Question.objects.count() >= 50
    assert Listing.objects.live().with_deal().count() == Deal.objects.count() >= 12
    assert any(list(harsh_terms(deal)) for deal in Deal.objects.all())


def test_the_desk_of_the_demo_employer_is_a_good_example(demo):
    fern = Company.objects.get(slug="fern-and-co")
    listings = list(fern.listings.order_by("pk"))
    live = [listing for listing in listings if listing.status == "live"]

    assert all([fern.sector, fern.size, fern.logo, fern.about, fern.accounts.count() == 2])
    assert (
        len({listing.description for listing in listings}) == len({listing.role for listing in listings}) == 4
    )
    assert [listing.facts.count() for listing in live] == [len(truth_questions())] * 2
    assert all(not problems(listing) for listing in listings)
    assert [hint.message for listing in live for hint in hints(listing)] == []
    assert all(
        decision.at == listing.published_at for listing in live for decision in listing.decisions.all()
    )
