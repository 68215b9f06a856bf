"""How a company's record of answers is worked out, and where it is shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.hiring import replies
from candidates.hiring.replies import ReplyRecord
from candidates.models import Application
from candidates.states import Stage
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec")


def applied(listing, number: int = 1, *, days_ago: float = 30, answered_after: float | None = None, **fields):
    """So many people who applied and heard, or did not."""
    for _ in range(number):
        sent_at = NOW - timedelta(days=days_ago)
        answered_at = None if answered_after is None else sent_at + timedelta(days=answered_after)
        made = make.application(listing)
        Application.objects.filter(pk=made.pk).update(sent_at=sent_at, answered_at=answered_at, **fields)


def test_the_share_and_the_days_in_the_middle(listing):
    for days in (1, 2, 3, 5.5, 6, 7, 8, 20):
        applied(listing, answered_after=days)
    applied(listing, 2)

    record = replies.record_of(listing.company)

    assert record == ReplyRecord(number=10, answered=8, days=6)
    assert record.words == "answers 80 %, half of them within 6 days"


def test_too_few_make_no_record(listing):
    applied(listing, 9, answered_after=1)

    assert replies.record_of(listing.company) is None


def test_what_came_in_lately_is_no_debt_yet_unless_it_was_answered(listing):
    applied(listing, 10, answered_after=0.1, days_ago=3)
    applied(listing, 5, days_ago=13)

    assert replies.record_of(listing.company) == ReplyRecord(number=10, answered=10, days=1)


def test_what_is_over_a_year_old_is_forgotten(listing):
    applied(listing, 10, days_ago=366, answered_after=1)

    assert replies.record_of(listing.company) is None


def test_who_withdrew_before_an_answer_is_left_out_and_who_withdrew_after_it_stays(listing):
    applied(listing, 10, answered_after=2)
    applied(listing, 3, stage=Stage.WITHDRAWN, ended_at=NOW)
    applied(listing, 1, stage=Stage.WITHDRAWN, ended_at=NOW, answered_after=2)

    assert replies.record_of(listing.company).number == 11


def test_what_the_clock_ended_was_not_answered(listing):
    applied(listing, 10, stage=Stage.NOT_SELECTED, ended_at=NOW)

    assert replies.record_of(listing.company).words == "answered none of the last 10 people who applied"


def test_erased_applications_still_count(listing):
    applied(listing, 10, answered_after=1, erased_at=NOW, email="", name="")

    assert replies.record_of(listing.company) == ReplyRecord(number=10, answered=10, days=1)


def test_each_company_has_its_own_in_one_query(listing, nadia, django_assert_num_queries):
    other = make.open_listing(nadia, company=make.company(nadia, name="Fern"))
    applied(listing, 10, answered_after=1)
    applied(other, 10, answered_after=5)

    companies = [listing.company, other.company]

    with django_assert_num_queries(1):
        records = replies.records_of(companies)

    assert {number: record.days for number, record in records.items()} == {
        listing.company_id: 1,
        other.company_id: 5,
    }


def test_it_is_on_the_listing_the_company_page_and_the_desk(listing, nadia, client):
    applied(listing, 10, answered_after=5.5)
    words = "Acme answers 100 %, half of them within 6 days."

    for address in (listing.get_absolute_url(), listing.company.get_absolute_url()):
        shown = client.get(address).content.decode()
        assert words in shown
        assert reverse("reply_records") in shown
    client.force_login(nadia)
    assert f"Your reply record: {words}" in client.get(reverse("desk")).content.decode()


def test_where_people_apply_elsewhere_the_listing_says_nothing_of_it(listing, nadia, client):
    applied(listing, 10, answered_after=5.5)
    elsewhere = make.live_listing(company=listing.company)

    assert "reply-record" not in client.get(elsewhere.get_absolute_url()).content.decode()


def test_how_it_is_worked_out_is_open_to_everybody(client):
    shown = client.get(reverse("reply_records")).content.decode()

    assert "fewer than 10 such applications" in shown
    assert "in the last 365 days" in shown
