"""A candidate's own page: what is new today, and the first of everything."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates import hiring, unwanted
from candidates.alerting import acts, finding
from candidates.models import Application, Candidate, SavedListing
from candidates.states import Stage
from listings.models import Listing
from listings.search.query import SearchQuery
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db
ME = reverse("me")


@pytest.fixture
def priya(client):
    person = make.user("priya@example.com", name="Priya")
    client.force_login(person)
    return person


def words(client) -> str:
    return " ".join(client.get(ME).content.decode().split())


def save(person, **fields) -> Listing:
    listing = make.live_listing(**fields)
    SavedListing.objects.create(user=person, listing=listing)
    return listing


def alert_of(person):
    choices = {"frequency": "daily", "hour": 7, "time_zone": "UTC"}
    return acts.make(SearchQuery(), email=person.email, user=person, **choices)


def test_who_has_nothing_yet_is_told_how_each_thing_begins(client, priya):
    shown = words(client)

    for said in (
        "Hello, Priya", "Nothing has changed since yesterday", "You have not applied yet",
        "You have not saved a listing yet", "No alerts yet", "None saved yet", "Your page is off", "No listing is open today",
        "0 of 4 on the checklist done",
    ):  # fmt: skip
        assert said in shown, said


def test_today_counts_what_changed_what_closes_and_what_alerts_found(client, priya):
    application = make.application(make.open_listing(company=make.company(make.user())), priya)
    hiring.move(application, Stage.SHORTLISTED, by=make.user())
    save(priya, closes_at=timezone.now() + timedelta(days=1))
    save(priya, closes_at=timezone.now() + timedelta(days=9))
    alert_of(priya)
    finding.find()
    for _ in range(2):
        make.live_listing(published_at=timezone.now() + timedelta(seconds=1))
    finding.find()

    shown = words(client)

    for said in ("1 application changed", "1 saved listing closes within 2 days", "2 new in your alerts"):
        assert said in shown, said


def test_what_one_did_oneself_or_long_ago_is_no_news(client, priya, time_machine):
    application = make.application(make.open_listing(), priya)
    assert "Nothing has changed" in words(client)
    hiring.move(application, Stage.READ, by=make.user())

    time_machine.move_to(timezone.now() + timedelta(days=2))

    assert "changed</a>" not in words(client)


def test_applications_say_where_they_stand_and_what_comes_next(client, priya):
    application = make.application(make.open_listing(title="Paid social exec"), priya)
    hiring.move(application, Stage.SHORTLISTED, by=make.user())
    make.draft(make.open_listing(title="Copywriter"), priya)
    make.application(make.open_listing(title="Another's"), make.user())

    shown = words(client)

    assert "Applications (2)" in shown
    assert "You are on the shortlist of Acme. Next: Acme tells you about the next step." in shown
    assert "Drafts (1)" in shown
    assert "Another's" not in shown.split("Newest listings")[0]


def test_new_for_you_are_the_newest_that_fit_ones_skills_and_are_not_hidden(client, priya):
    Candidate.objects.keep(priya, ["seo"], [])
    hidden = make.live_listing(title="Hidden", skills=["seo"])
    for number in range(4):
        make.live_listing(title=f"Fits {number}", skills=["seo"])
    make.live_listing(title="Other", skills=["sql"])
    unwanted.hide_listing(priya, hidden)

    response = client.get(ME)

    assert shown_titles(response) == ["Fits 3", "Fits 2", "Fits 1"]
    assert "New for you (4)" in response.content.decode()


def test_with_nothing_within_reach_the_nearest_are_shown_with_how_near_they_are(client, priya):
    Candidate.objects.keep(priya, ["seo"], [])
    make.live_listing(title="Far", skills=["sql", "copywriting"])
    make.live_listing(title="Near", skills=["seo", "sql", "copywriting"])

    response = client.get(ME)
    shown = words(client)

    assert shown_titles(response) == ["Near"]
    assert "Nothing is within reach today." in shown
    assert "You have 1 of 3 required skills." in shown


def test_where_nothing_asks_for_ones_skills_at_all_that_is_said(client, priya):
    Candidate.objects.keep(priya, ["seo"], [])
    make.live_listing(skills=["sql", "copywriting"])

    assert "No open listing asks for any of your skills today." in words(client)


def test_an_application_says_for_how_long_nobody_answers_and_offers_the_nudge(client, priya):
    silent = make.application(make.open_listing(), priya)
    Application.objects.filter(pk=silent.pk).update(sent_at=timezone.now() - timedelta(days=16))

    shown = words(client)

    assert "No answer yet, 16 days." in shown
    assert f'action="{reverse("nudge", args=[silent.token])}"' in shown


def test_saved_ones_that_are_over_are_not_called_never_saved(client, priya):
    save(priya, status="closed", ended_at=timezone.now())

    assert "Nothing that you saved is open now." in words(client)


def test_it_is_one_click_from_every_page_for_who_is_signed_in(client, priya):
    link = f'<a href="{ME}">Today</a>'

    assert link in client.get(reverse("home")).content.decode()
    client.logout()
    assert link not in client.get(reverse("home")).content.decode()


def test_saved_ones_come_by_what_closes_first_and_can_be_removed_here(client, priya):
    now = timezone.now()
    later = save(priya, title="Later", closes_at=now + timedelta(days=20))
    soon = save(priya, title="Soon", closes_at=now + timedelta(days=3))
    save(priya, title="Over", status="closed", ended_at=now)

    shown = words(client)

    assert shown.index("Soon") < shown.index("Later")
    assert ("Over" in shown, "Saved (2)" in shown) == (False, True)
    for listing in (later, soon):
        assert f'formaction="{reverse("unsave", args=[listing.pk])}"' in shown


def test_the_account_and_the_page_lead_to_each_other(client, priya):
    assert f'href="{ME}"' in client.get(reverse("account")).content.decode()
    assert f'href="{reverse("account")}"' in client.get(ME).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_same_number_of_questions(client, priya, assert_questions, rows):
    Candidate.objects.keep(priya, ["seo"], [])
    for number in range(rows):
        make.application(make.open_listing(), priya)
        save(priya, skills=["seo"])
        acts.make(
            SearchQuery(q=f"word{number}"),
            email=priya.email,
            user=priya,
            frequency="daily",
            hour=7,
            time_zone="UTC",
        )
    client.get(ME)

    with assert_questions(23):
        client.get(ME)


def test_ones_own_page_leads_to_a_feed_of_what_fits_without_a_secret(client):
    person = make.user()
    client.force_login(person)
    before = client.get(reverse("me")).content.decode()
    Candidate.objects.keep(person, ["copywriting"], [])

    after = client.get(reverse("me")).content.decode()

    assert f'<a href="{reverse("feed", args=["rss"])}">RSS</a>' in before
    assert f'<a href="{reverse("feed", args=["rss"])}?fit=reach&amp;have=copywriting">RSS</a>' in after
