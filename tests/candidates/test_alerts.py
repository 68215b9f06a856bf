"""Alerts: made from any search, confirmed by mail, each listing once, at the right hour, stopped by one press."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from background.models import Mail
from candidates.alerting import acts, finding, idling, sending
from candidates.alerting.marks import mark_of
from candidates.alerting.times import next_time
from candidates.models import Alert, AlertMatch, Watermark
from listings import search
from listings.models import Listing
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db

WHEN = {"frequency": "daily", "hour": "7", "time_zone": "Europe/London"}
NEW = reverse("new_alert")


@pytest.fixture
def posted(django_capture_on_commit_callbacks):
    """Look for matches and send what is due, as the worker does; gives the mails that this sent."""

    def work(now: datetime | None = None) -> list:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            finding.find(now)
            sending.send_due(now)
        return mail.outbox[before:]

    finding.find()
    return work


def alert(email: str = "priya@example.com", *, query: SearchQuery | None = None, **fields) -> Alert:
    choices = {"frequency": "instant", "hour": 7, "time_zone": "UTC"} | fields
    made = acts.make(query or SearchQuery(category=("marketing",)), email=email, **choices)
    acts.confirm(made)
    Alert.objects.filter(pk=made.pk).update(confirmed_at=timezone.now() - timedelta(hours=1))
    Mail.objects.all().delete()
    made.refresh_from_db()
    return made


def listing(**fields):
    return make.live_listing(published_at=timezone.now() - timedelta(minutes=1), **fields)


def link_in(message, page: str) -> str:
    return re.search(rf"http://[^/]+({page}[^\s]*)", message.body)[1]


def test_the_board_offers_to_mail_what_comes_for_the_same_search(client):
    shown = client.get(reverse("board"), {"category": "marketing", "q": "copy"}).content.decode()

    assert f'href="{NEW}?q=copy&amp;category=marketing"' in shown


def test_somebody_without_an_account_confirms_by_mail_and_then_gets_each_new_listing_once(client, posted):
    made = client.post(
        f"{NEW}?category=marketing", WHEN | {"frequency": "instant", "email": "Priya@Example.com"}
    )
    listing(title="Before it was confirmed")
    assert posted() == []
    assert (made.status_code, made.url) == (302, reverse("alert_made"))
    confirm = link_in(mail.outbox[0], "/alerts/")
    assert client.get(confirm).status_code == 200
    assert Alert.objects.get().confirmed_at is None

    client.post(confirm)
    later = timezone.now() + timedelta(minutes=5)
    make.live_listing(title="After it", published_at=later - timedelta(minutes=1))
    first, again = posted(later), posted(later + timedelta(minutes=5))

    assert [(sent.to, "After it" in sent.body) for sent in first] == [(["priya@example.com"], True)]
    assert "Before it" not in first[0].body
    assert again == []


def test_who_is_signed_in_types_no_address_and_confirms_nothing(client):
    priya = make.user("priya@example.com")
    client.force_login(priya)

    shown = client.get(f"{NEW}?category=marketing").content.decode()
    client.post(f"{NEW}?category=marketing", WHEN)

    assert 'name="email"' not in shown
    assert [(one.user, bool(one.confirmed_at), one.words) for one in Alert.objects.all()] == [
        (priya, True, "Marketing")
    ]
    assert "Marketing" in client.get(reverse("alerts")).content.decode()


def test_the_same_form_sent_twice_makes_one_alert_and_one_mail(client):
    for _ in range(2):
        client.post(f"{NEW}?q=copy", WHEN | {"email": "priya@example.com"})

    assert Alert.objects.count() == 1
    assert len(mail.outbox) == 1


def test_nobody_is_buried_in_mails_to_confirm(client):
    for number in range(9):
        client.post(f"{NEW}?q=word{number}", WHEN | {"email": "victim@example.com"})

    assert len(mail.outbox) == acts.MOST_UNCONFIRMED


def test_nor_in_mails_to_many_addresses_of_theirs(client):
    answers = [
        client.post(f"{NEW}?q=copy", WHEN | {"email": f"victim+{number}@example.com"}).status_code
        for number in range(acts.MAILS_A_DAY + 2)
    ]

    assert answers == [302] * acts.MAILS_A_DAY + [429] * 2
    assert len(mail.outbox) == acts.MAILS_A_DAY


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": ""}, "Enter your email address"),
        ({"email": "priya"}, "Enter an email address like name@example.com"),
        ({"hour": "25"}, "hour"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_what_is_typed_wrong_is_said_and_kept(client, typed, said):
    response = client.post(f"{NEW}?q=copy", WHEN | {"email": "priya@example.com"} | typed)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Alert.objects.exists()


def test_a_daily_alert_waits_for_its_hour_and_has_all_in_one_mail(posted):
    one = alert(frequency="daily", hour=7)
    listing(title="Copywriter")
    listing(title="Social media manager")

    found = posted()
    due = Alert.objects.get(pk=one.pk).due_at
    sent = posted(due)

    assert found == []
    assert (due.hour, due.minute) == (7, 0)
    assert [message.subject for message in sent] == ["2 new: Marketing"]
    assert "Copywriter" in sent[0].body
    assert "Social media manager" in sent[0].body


def test_links_to_listings_carry_no_token_so_that_they_may_be_passed_on(posted):
    one = alert()
    found = listing()

    message = posted()[0]

    assert f"{found.get_absolute_url()}?alert={mark_of(one)}\n" in message.body
    assert message.body.count(one.token) == 4  # change, weekly, useful, stop


def test_what_closed_meanwhile_is_not_mailed_and_nothing_left_means_no_mail(posted):
    one = alert(frequency="daily")
    closing = listing()
    posted()

    closing.closes_at = timezone.now()
    closing.save()
    sent = posted(Alert.objects.get(pk=one.pk).due_at)

    assert sent == []
    assert not AlertMatch.objects.exists()


def test_nothing_is_mailed_after_it_was_stopped(posted):
    one = alert(frequency="daily")
    listing()
    posted()
    due = Alert.objects.get(pk=one.pk).due_at

    acts.stop(one)
    listing(title="Another")

    assert posted(due) == []


def test_an_alert_lists_what_its_search_lists(posted):
    """Whatever is asked: the page and the mail have the same listings."""
    asked = [
        SearchQuery(q="copywriter"), SearchQuery(skill=("seo", "sql"), skills="all"), SearchQuery(mode=("remote",)),
        SearchQuery(role=("social-copywriter",)), SearchQuery(pay_min=30_000, currency="GBP"), SearchQuery(),
        SearchQuery(q="-intern"), SearchQuery(have=("seo",), fit="reach"), SearchQuery(unpaid=True, q="acme"),
        SearchQuery(q="search engine"), SearchQuery(q="copy"), SearchQuery(company=("acme",)),
    ]  # fmt: skip
    made = {alert(f"p{number}@example.com", query=query): query for number, query in enumerate(asked)}
    listing(
        title="Copywriter", role="social-copywriter", skills=["seo", "sql"], pay_min=40_000, pay_max=50_000
    )
    listing(title="Intern", work_mode="remote", countries=["GB"], skills=["seo"])
    listing(title="Helper", pay_model="unpaid", contract="volunteer", skills=["html"])

    sent = {message.to[0]: message.body for message in posted()}

    for one, query in made.items():
        titles = {item.title for item in Listing.objects.filter(pk__in=search.find(query).ids)}
        mailed = {
            title for title in ("Copywriter", "Intern", "Helper") if f"{title}\n" in sent.get(one.email, "")
        }
        assert mailed == titles, query


def test_a_value_that_is_known_no_more_finds_nothing_rather_than_everything(posted):
    one = alert()
    Alert.objects.filter(pk=one.pk).update(query="category=gone")
    one.keys.update(key="*")
    listing()

    assert posted() == []


def test_a_mail_program_stops_it_with_one_post_and_a_scanner_that_opens_the_link_does_not(posted):
    one = alert()
    listing()
    message = posted()[0]
    header = message.message()["List-Unsubscribe"]
    path = re.search(r"http://[^/]+(/stop/[^>]+)>", header)[1]
    stranger = Client(enforce_csrf_checks=True)

    opened = stranger.get(path)
    still_on = Alert.objects.active().filter(pk=one.pk).exists()
    pressed = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    again = stranger.post(path)

    assert (opened.status_code, still_on, pressed.status_code, again.status_code) == (200, True, 200, 200)
    assert not Alert.objects.active().exists()
    assert message.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(f"<{header}>") < 76


def test_who_has_no_token_reaches_no_alert(client):
    alert()

    pages = ["change_alert", "confirm_alert", "stop_alert"]
    answers = {client.get(reverse(page, args=["x" * 16])).status_code for page in pages}

    assert answers == {404}


def test_strangers_alerts_are_not_in_the_list_of_somebody_else(client):
    owner = make.user("owner@example.com")
    acts.make(
        SearchQuery(q="secret"), email=owner.email, user=owner, frequency="daily", hour=7, time_zone="UTC"
    )
    client.force_login(make.user())

    assert "secret" not in client.get(reverse("alerts")).content.decode()


@pytest.mark.parametrize(
    ("zone", "now", "hour", "due"),
    [
        ("Europe/London", datetime(2027, 3, 27, 12, tzinfo=UTC), 7, datetime(2027, 3, 28, 6, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 3, 26, 12, tzinfo=UTC), 7, datetime(2027, 3, 27, 7, tzinfo=UTC)),
        ("Europe/London", datetime(2026, 10, 24, 12, tzinfo=UTC), 7, datetime(2026, 10, 25, 7, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 1, datetime(2027, 3, 28, 1, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 1, 3, tzinfo=UTC), 0, datetime(2026, 11, 1, 4, tzinfo=UTC)),
        ("Not/A_Zone", datetime(2026, 11, 1, 3, tzinfo=UTC), 9, datetime(2026, 11, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_daily_alert_comes_at_its_hour_also_when_clocks_change(zone, now, hour, due):
    assert next_time(Alert(frequency="daily", hour=hour, time_zone=zone), now) == due


def test_a_weekly_alert_comes_on_mondays():
    wednesday = datetime(2026, 11, 25, 12, tzinfo=UTC)

    assert next_time(Alert(frequency="weekly", hour=7), wednesday) == datetime(2026, 11, 30, 7, tzinfo=UTC)


def test_killed_in_the_middle_and_started_again_nobody_is_mailed_twice_and_nobody_is_missed(
    posted, monkeypatch
):
    for number in range(4):
        alert(f"person{number}@example.com", query=SearchQuery(q=f"writer OR word{number}"))
    listing(title="Writer")
    real, calls = sending.post, []

    def dies_at_the_third(*args, **more):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*args, **more)

    monkeypatch.setattr(sending, "post", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        posted()
    monkeypatch.setattr(sending, "post", real)
    posted()
    posted()

    assert sorted(Mail.objects.values_list("key", flat=True).distinct()) == sorted(
        Mail.objects.values_list("key", flat=True)
    )
    assert Mail.objects.filter(key__startswith="alert:").count() == 4
    assert not AlertMatch.objects.filter(mailed_at=None).exists()


def test_looking_twice_at_the_same_changes_finds_nothing_twice(posted):
    alert(frequency="daily")
    listing()
    posted()

    Watermark.objects.update(at=0)
    posted()

    assert AlertMatch.objects.count() == 1


def test_an_alert_that_nobody_uses_is_asked_about_once_and_then_stops_by_itself():
    one = alert()
    now = timezone.now()
    Alert.objects.filter(pk=one.pk).update(used_at=now - timedelta(days=91))

    first = idling.ask_and_stop(now)
    second = idling.ask_and_stop(now + timedelta(days=13))
    third = idling.ask_and_stop(now + timedelta(days=15))

    assert (first, second, third) == ((1, 0), (0, 0), (0, 1))
    assert [sent.key for sent in Mail.objects.all()] == [
        f"alert-idle:{one.pk}:{now - timedelta(days=91):%Y%m%d}"
    ]


@pytest.mark.parametrize(
    ("agent", "kept"), [("Mozilla/5.0 (X11; Linux x86_64)", True), ("SafeLinks scanner", False), ("", False)]
)
def test_a_person_who_opens_it_keeps_an_idle_alert_and_a_scanner_of_mails_does_not(client, agent, kept):
    one = alert()
    now = timezone.now()
    Alert.objects.filter(pk=one.pk).update(used_at=now - timedelta(days=91))
    idling.ask_and_stop(now)

    client.get(reverse("change_alert", args=[one.token]), headers={"User-Agent": agent})

    assert idling.ask_and_stop(now + timedelta(days=15)) == (0, 0 if kept else 1)


def test_it_is_changed_by_who_has_its_token_and_says_whether_the_last_mail_was_useful(client, posted):
    one = alert()
    listing()
    posted()

    client.post(
        reverse("change_alert", args=[one.token]), {"frequency": "weekly", "hour": "9", "time_zone": "UTC"}
    )
    client.post(reverse("judge_alert", args=[one.token]), {"useful": "no"})

    one.refresh_from_db()
    assert (one.frequency, one.hour) == ("weekly", 9)
    assert list(AlertMatch.objects.values_list("useful", flat=True)) == [False]
    assert client.get(reverse("judge_alert", args=[one.token])).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_alerts_asks_the_same_number_of_questions(client, django_assert_num_queries, rows):
    owner = make.user()
    client.force_login(owner)
    for number in range(rows):
        acts.make(
            SearchQuery(q=f"w{number}"),
            email=owner.email,
            user=owner,
            frequency="daily",
            hour=7,
            time_zone="UTC",
        )

    with django_assert_num_queries(3):
        client.get(reverse("alerts"))


def test_a_stranger_mails_few_people_and_none_of_their_own_words(client):
    answers = [
        client.post(f"{NEW}?q=won-a-prize", WHEN | {"email": f"x{number}@example.com"})
        for number in range(21)
    ]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert len(mail.outbox) == 20
    assert all("won-a-prize" not in f"{m.subject}{m.body}{m.alternatives}" for m in mail.outbox)
