"""Alerts in a browser: saved from results, kept or stopped after months without use, unsubscribed and started again."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from candidates.alerting import acts, finding, idling, sending
from candidates.models import Alert
from listings.search.query import SearchQuery
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_match import Clicks


def link(word: str) -> str:
    """From the last mail."""
    return re.search(rf"{word}: (http\S+)", mail.outbox[-1].body)[1]


def idle_alert() -> Alert:
    alert = acts.make(
        SearchQuery(category=("marketing",)),
        email="priya@example.com",
        frequency="daily",
        hour=7,
        time_zone="UTC",
    )
    acts.confirm(alert)
    Alert.objects.update(used_at=timezone.now() - timedelta(days=91))
    idling.ask_and_stop()
    return alert


def test_a_search_is_saved_as_an_alert_in_two_clicks(site: Page, live_server):
    """Journey (b) 4."""
    priya = make.user("priya@example.com")
    make.live_listing(title="Copywriter", work_mode="remote", countries=["GB"])
    sign_in(site, live_server.url, "priya@example.com")
    site.goto(f"{live_server.url}/listings/?category=marketing&mode=hybrid&mode=remote")
    click = Clicks()

    click(site.get_by_role("link", name="Email me new ones"))
    click(site.get_by_role("button", name="Email me"))

    expect(site.get_by_text("Your alert is on.")).to_be_visible()
    expect(site.get_by_role("link", name="Marketing, hybrid or remote", exact=True)).to_be_visible()
    assert click.number == 2
    assert Alert.objects.active().get().user == priya


def test_without_an_account_the_same_and_a_link_in_the_mail(site: Page, live_server):
    site.goto(f"{live_server.url}/listings/?q=copywriter")

    site.get_by_role("link", name=re.compile("^Email me")).first.click()
    site.get_by_label("Your email address").fill("priya@example.com")
    site.get_by_role("button", name="Email me").click()
    expect(site.get_by_role("heading", name="Look in your mail")).to_be_visible()
    site.goto(link("confirm it here"))
    site.get_by_role("button", name="Yes, email me").click()

    expect(site.get_by_text("Your alert is on: “copywriter”.")).to_be_visible()


def test_an_alert_that_was_not_used_is_kept_by_opening_it(site: Page, live_server):
    """Journey (f) 7: keep."""
    idle_alert()
    site.set_extra_http_headers({"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"})  # with somebody before it

    site.goto(link("Keep it"))

    expect(site.get_by_role("heading", name="Your alert")).to_be_visible()
    assert idling.ask_and_stop(timezone.now() + timedelta(days=15)) == (0, 0)


def test_an_alert_that_was_not_used_is_stopped_by_the_other_link_or_by_no_answer(site: Page, live_server):
    """Journey (f) 7: stop."""
    alert = idle_alert()
    kept, stopped = link("Keep it"), link("Stop it")

    site.goto(stopped)
    site.get_by_role("button", name="Stop it").click()
    expect(site.get_by_role("heading", name="This alert stopped")).to_be_visible()
    expect(site.get_by_text("not used for three months")).to_have_count(0)
    acts.start(alert)
    Alert.objects.update(used_at=timezone.now() - timedelta(days=91))
    idling.ask_and_stop()
    idling.ask_and_stop(timezone.now() + timedelta(days=15))
    site.goto(kept)
    expect(site.get_by_text("It was not used for three months")).to_be_visible()
    site.get_by_role("button", name="Start it again").click()

    expect(site.get_by_text("Your alert is on: Marketing.")).to_be_visible()
    assert Alert.objects.active().get() == alert


def test_who_stops_an_alert_from_its_mail_gets_no_more(site: Page, live_server):
    """Journey (f) 8."""
    acts.confirm(
        acts.make(SearchQuery(), email="priya@example.com", frequency="instant", hour=7, time_zone="UTC")
    )
    finding.find()
    make.live_listing(published_at=timezone.now() + timedelta(seconds=1))
    finding.find()
    sending.send_due()
    weekly, stop = link("Weekly instead"), link("Stop")

    site.goto(weekly)
    expect(site.get_by_label("Once a week")).to_be_checked()
    site.get_by_role("button", name="Save").click()
    expect(site.get_by_text("Saved.")).to_be_visible()
    assert Alert.objects.get().frequency == "weekly"
    site.goto(stop)
    expect(site.get_by_role("heading", name="Stop this alert?")).to_be_visible()
    assert Alert.objects.active().exists()
    site.get_by_role("button", name="Stop it").click()

    expect(site.get_by_text("You get no more mail")).to_be_visible()
    assert not Alert.objects.active().exists()
