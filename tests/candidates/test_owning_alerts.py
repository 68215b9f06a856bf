"""Whose alert it is: asked for with and without an account, confirmed late, stopped and started again."""

from datetime import timedelta

import pytest
from allauth.account.signals import email_confirmed
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from background.models import Mail
from candidates.alerting import acts, finding, idling
from candidates.models import Alert, AlertMatch
from listings import saying
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db

NEW = f"{reverse('new_alert')}?category=marketing"
ALERTS = reverse("alerts")
WHEN = {"frequency": "daily", "hour": "7", "time_zone": "Europe/London"}
GUEST = WHEN | {"email": "priya@example.com"}


def guests_alert(email: str = "priya@example.com", *, confirmed: bool = True, q: str = "seo") -> Alert:
    alert = acts.make(SearchQuery(q=q), email=email, frequency="daily", hour=7, time_zone="UTC")
    if confirmed:
        acts.confirm(alert)
    alert.refresh_from_db()
    return alert


def page(alert: Alert, name: str = "change_alert") -> str:
    return reverse(name, args=[alert.token])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_signs_in_and_makes_an_alert_that_they_never_confirmed_has_it_on(client):
    client.post(NEW, GUEST)
    priya = make.user("priya@example.com")
    client.force_login(priya)

    answer = client.post(NEW, WHEN | {"frequency": "weekly"}, follow=True)

    alert = Alert.objects.get()
    assert "Your alert is on." in text(answer)
    assert (alert.user, bool(alert.confirmed_at), alert.frequency) == (priya, True, "weekly")


def test_an_account_whose_address_is_not_confirmed_makes_nothing_without_a_mail(client):
    priya = make.user("priya@example.com")
    priya.emailaddress_set.update(verified=False)
    client.force_login(priya)

    answer = client.post(NEW, WHEN, follow=True)

    alert = Alert.objects.get()
    assert "Look in your mail" in text(answer)
    assert (alert.user, alert.confirmed_at, len(mail.outbox)) == (None, None, 1)


def test_alerts_made_without_an_account_are_there_after_signing_in(client):
    priya = make.user("priya@example.com")
    alert = acts.make(SearchQuery(q="seo"), email=priya.email, frequency="daily", hour=7, time_zone="UTC")
    Alert.objects.update(confirmed_at=timezone.now())

    client.force_login(priya)

    alert.refresh_from_db()
    assert alert.user == priya
    assert "“seo”" in text(client.get(ALERTS))


def test_alerts_that_nobody_confirmed_and_those_of_other_addresses_are_nobodys(client):
    priya = make.user("priya@example.com")
    priya.emailaddress_set.create(email="priya@work.example", verified=False)
    guests_alert(confirmed=False)
    guests_alert("priya@work.example")
    guests_alert("leo@example.com")

    client.force_login(priya)

    assert set(Alert.objects.values_list("user", flat=True)) == {None}


def test_what_belongs_to_somebody_stays_theirs(client):
    leo = make.user("leo@example.com")
    alert = guests_alert()
    Alert.objects.update(user=leo)

    client.force_login(make.user("priya@example.com"))

    alert.refresh_from_db()
    assert alert.user == leo


def test_an_address_that_is_confirmed_brings_its_alerts_along():
    alert = guests_alert("priya@work.example")
    priya = make.user("priya@example.com")
    second = priya.emailaddress_set.create(email="Priya@work.example", verified=True)

    email_confirmed.send(type(second), request=None, email_address=second)

    alert.refresh_from_db()
    assert alert.user == priya


def test_an_alert_that_is_confirmed_goes_to_the_account_of_its_address_and_says_where_it_is_mailed(client):
    priya = make.user("priya@example.com")
    priya.emailaddress_set.create(email="Priya@work.example", verified=True)
    alert = guests_alert("priya@work.example", confirmed=False)

    client.post(page(alert, "confirm_alert"))
    client.force_login(priya)

    alert.refresh_from_db()
    assert alert.user == priya
    assert "to priya@work.example" in text(client.get(ALERTS))


def test_a_mail_to_confirm_that_was_lost_comes_again_once_a_day(client, time_machine):
    for _ in range(2):
        client.post(NEW, GUEST)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    for _ in range(2):
        client.post(NEW, GUEST)
    acts.confirm(Alert.objects.get())
    time_machine.move_to(timezone.now() + timedelta(days=1))
    client.post(NEW, GUEST)

    assert [sent.subject for sent in mail.outbox] == ["Confirm your alert"] * 2


def test_new_searches_day_after_day_bury_nobody_in_mail(client, time_machine):
    for day in range(3):
        for number in range(5):
            client.post(f"{reverse('new_alert')}?q=word{day}{number}", GUEST)
        time_machine.move_to(timezone.now() + timedelta(days=1))

    assert len(mail.outbox) == acts.MOST_UNCONFIRMED


def test_the_links_of_a_stopped_alert_say_so_and_a_button_starts_it_again(client):
    alert = guests_alert()
    acts.stop(alert)

    shown = {
        name: text(client.get(page(alert, name))) for name in ("change_alert", "confirm_alert", "stop_alert")
    }
    client.get(page(alert, "start_alert"))
    still = Alert.objects.active().exists()
    client.post(page(alert), WHEN)
    changed = Alert.objects.active().exists()
    answer = client.post(page(alert, "start_alert"), follow=True)

    assert all("This alert stopped" in words and "Start it again" in words for words in shown.values())
    assert (still, changed) == (False, False)
    assert "Your alert is on: “seo”." in text(answer)
    assert Alert.objects.active().get() == alert


def test_one_that_was_stopped_because_nobody_answered_says_so_and_is_not_asked_about_again(client):
    alert = guests_alert()
    now = timezone.now()
    Alert.objects.update(used_at=now - timedelta(days=120))
    idling.ask_and_stop(now - timedelta(days=20))
    idling.ask_and_stop(now)

    shown = text(client.get(page(alert)))
    client.post(page(alert, "start_alert"))

    assert "It was not used for three months" in shown
    assert idling.ask_and_stop(now + timedelta(days=20)) == (0, 0)
    assert Alert.objects.active().get() == alert


def test_started_again_it_brings_what_it_had_found(client):
    alert = guests_alert()
    AlertMatch.objects.create(alert=alert, listing=make.live_listing())
    acts.stop(alert)

    client.post(page(alert, "start_alert"))

    alert.refresh_from_db()
    assert alert.due_at > timezone.now()


def test_where_the_same_was_made_again_the_old_one_stays_stopped(client):
    old = guests_alert()
    acts.stop(old)
    new = guests_alert()

    answer = client.post(page(old, "start_alert"), follow=True)

    assert "You have made this alert again." in text(answer)
    assert new.token not in text(answer)
    assert Alert.objects.active().get() == new


def test_an_alert_that_nobody_confirmed_is_not_started(client):
    alert = guests_alert(confirmed=False)
    Alert.objects.update(stopped_at=timezone.now())

    assert client.post(page(alert, "start_alert")).status_code == 404
    assert "Start it again" not in text(client.get(page(alert, "stop_alert")))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (SearchQuery(), "Every new listing"),
        (SearchQuery(category=("marketing",), mode=("hybrid", "remote"), pay_min=28_000, currency="GBP"),
         "Marketing, hybrid or remote, from £28,000 a year"),
        (SearchQuery(mode=("remote",)), "Remote"),
        (SearchQuery(pay_min=28_000, currency="GBP"), "From £28,000 a year"),
        (SearchQuery(platform=("tiktok",), level=("entry",), hours=("part-time",)), "TikTok, entry, part time"),
        (SearchQuery(skill=("seo",), on_camera=("yes",)), "SEO, on camera: yes"),
    ],
)  # fmt: skip
def test_words_are_those_of_a_sentence(query, said):
    assert saying.in_words(query) == said


def test_who_has_no_alert_is_led_to_making_one(client):
    priya = make.user("priya@example.com")
    client.force_login(priya)
    new = reverse("new_alert")

    without_skills = text(client.get(ALERTS))
    client.post(reverse("save_skills"), {"skill": ["seo"]})
    with_skills = text(client.get(ALERTS))

    assert "No alerts yet" in without_skills
    assert f'href="{new}?category=marketing"' in without_skills
    assert "fits your skills" not in without_skills
    assert f'href="{new}?fit=reach&amp;have=seo"' in with_skills


def test_listings_that_wait_are_not_looked_for_again_when_it_starts():
    alert = guests_alert(q="")
    finding.find()
    make.live_listing(published_at=timezone.now() + timedelta(seconds=1))
    finding.find()
    acts.stop(alert)
    acts.start(alert)
    finding.find()

    assert AlertMatch.objects.count() == 1
    assert not Mail.objects.filter(key__startswith="alert:").exists()
