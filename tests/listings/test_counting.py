"""How often a listing is seen: by whom it counts, from where, and that no count is in the way of a page."""

import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from listings import counting, tasks
from listings.models import DayCount, Listing
from listings.visits import is_robot
from tests import make
from tests.listings.conftest import ROOT

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def look(client, listing, method: str = "get", **headers):
    headers = {"user-agent": BROWSER} | {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(client, method)(listing.get_absolute_url(), headers=headers)


def leave(client, listing, query: str = "", **headers):
    headers = {"user-agent": BROWSER} | {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(reverse("leave", args=[listing.pk]) + query, headers=headers)


def counts(column: str = "views") -> dict[str, int]:
    counting.tally.write()
    rows = DayCount.objects.exclude(**{column: 0})
    return {row.came_from: getattr(row, column) for row in rows}


def test_each_look_of_a_stranger_is_counted(client):
    listing = make.live_listing()

    for _ in range(3):
        look(client, listing)

    assert counts() == {"direct": 3}
    look(client, listing)
    assert counts() == {"direct": 4}


def test_a_candidate_is_counted_and_those_who_hire_and_staff_are_not(client):
    nadia, listing = make.user(), make.live_listing()
    make.company(make.user())
    listing.company.memberships.create(user=nadia)

    for person in (nadia, make.user(is_staff=True)):
        client.force_login(person)
        look(client, listing)
    assert counts() == {}

    client.force_login(make.user())
    look(client, listing)
    assert counts() == {"direct": 1}


@pytest.mark.parametrize(
    ("referer", "source"),
    [
        ("", "direct"),
        ("http://testserver/listings/?q=seo", "here"),
        ("https://www.google.com/", "search"),
        ("https://www.google.co.uk/search?q=x", "search"),
        ("https://duckduckgo.com/", "search"),
        ("https://uk.search.yahoo.com/", "search"),
        ("android-app://com.google.android.googlequicksearchbox/", "search"),
        ("https://mail.google.com/", "other"),
        ("https://t.co/abc", "social"),
        ("https://www.linkedin.com/feed/", "social"),
        ("https://l.facebook.com/", "social"),
        ("https://x.com/", "social"),
        ("android-app://com.linkedin.android/", "social"),
        ("https://netflix.com/", "other"),
        ("https://google.evil.example/", "other"),
        ("https://[broken", "direct"),
        ("\x00 nonsense", "direct"),
    ],
)
def test_the_source_is_read_from_the_host_of_the_page_before(client, referer, source):
    look(client, make.live_listing(), referer=referer)

    assert counts() == {source: 1}


def test_nothing_of_the_page_before_is_kept(client):
    look(client, make.live_listing(), referer="https://intranet.acme.example/people/priya?session=1")

    counting.tally.write()
    row = DayCount.objects.values().get()
    assert set(row) == {"id", "listing_id", "day", "came_from", "views", "saves", "applications", "leaves"}
    assert (row["came_from"], row["day"]) == ("other", timezone.localdate())


@pytest.mark.parametrize(
    "headers",
    [
        {"user_agent": ""},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"sec_purpose": "prefetch"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x_moz": "prefetch"},
    ],
)
def test_robots_and_pages_fetched_ahead_are_not_counted(client, headers):
    response = look(client, make.live_listing(), **headers)

    assert response.status_code == 200
    assert counts() == {}


def test_asking_for_the_head_alone_is_no_look(client):
    look(client, make.live_listing(), "head")

    assert counts() == {}


@pytest.mark.parametrize(
    ("query", "source"), [("", "search"), ("?from=social", "social"), ("?from=x", "search")]
)
def test_an_application_is_counted_with_the_source_that_was_carried_along(rf, query, source):
    listing = make.open_listing()
    request = rf.post(f"/{query}", headers={"user-agent": BROWSER, "referer": "https://www.google.com/"})
    request.user = AnonymousUser()

    counting.count_application(request, listing)

    assert counts("applications") == {source: 1}


def test_a_listing_that_is_closed_is_counted_no_more(client):
    response = look(client, make.live_listing(status="closed", ended_at=timezone.now()))

    assert response.status_code == 200
    assert counts() == {}


ROBOTS = [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0 Safari/537.36",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10_1) AppleWebKit/600.2.5 (KHTML, like Gecko) Version/8.0.2 Safari/600.2.5 (Applebot/0.1)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome-Lighthouse",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "python-requests/2.32.3",
    "Go-http-client/2.0",
    "okhttp/4.12.0",
    "",
]
PEOPLE = [
    BROWSER,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 340.0.3.27.97 (iPhone14,5; iOS 17_5; en_GB; scale=3.00; 1170x2532)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_2 like Mac OS X) AppleWebKit/605.1.15 Mobile/20C65 [FBAN/FBIOS;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/16.2]",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Opera/9.80 (Android; Opera Mini/36.2/119.132; U; en) Presto/2.12.423 Version/12.16",
]  # fmt: skip


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_robot_is_known_by_its_name(agent):
    assert is_robot(agent)


@pytest.mark.parametrize("agent", PEOPLE)
def test_a_browser_is_taken_for_a_person(agent):
    assert not is_robot(agent)


# On the way to the employer's site


def test_the_button_of_a_listing_leads_to_the_employers_site_and_is_counted(client):
    listing = make.live_listing(apply_url="https://acme.example/jobs?id=7&x=1")
    page = look(client, listing, referer="https://www.google.com/").content.decode()
    way_out = reverse("leave", args=[listing.pk]) + "?from=search"

    response = leave(
        client, listing, "?from=search", referer=f"http://testserver{listing.get_absolute_url()}"
    )

    assert f'href="{way_out}"' in page
    assert "You leave Rolefeed for <strong>acme.example</strong>" in page
    assert (response.status_code, response.url) == (302, "https://acme.example/jobs?id=7&x=1")
    assert counts("leaves") == {"search": 1}


def test_a_browser_that_hides_the_page_before_is_led_on_all_the_same(client):
    response = leave(client, make.live_listing(), sec_fetch_site="same-origin")

    assert response.status_code == 302


@pytest.mark.parametrize(
    "headers", [{}, {"referer": "https://evil.example/"}, {"sec_fetch_site": "cross-site"}]
)
def test_who_comes_from_elsewhere_is_told_first_where_the_way_leads(client, headers):
    listing = make.live_listing(title="Editor")

    response = leave(client, listing, **headers)

    shown = response.content.decode()
    assert response.status_code == 200
    assert "<h1>You are leaving Rolefeed</h1>" in shown
    assert '<a class="btn btn-primary" href="https://acme.example/jobs"' in shown
    assert listing.get_absolute_url() in shown


@pytest.mark.parametrize(
    "query", ["?to=https://evil.example", "?next=//evil.example", "?from=https://evil.example"]
)
def test_the_way_out_leads_to_the_stored_address_and_nowhere_else(client, query):
    response = leave(client, make.live_listing(), query, sec_fetch_site="same-origin")

    assert response.url == "https://acme.example/jobs"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "closed", "ended_at": timezone.now()},
        {"apply_by": "email", "apply_email": "jobs@acme.example", "apply_url": ""},
        {"closes_at": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_where_no_way_leads_out_people_are_led_to_the_listing(client, fields):
    listing = make.live_listing(**fields)

    response = leave(client, listing, sec_fetch_site="same-origin")

    assert response.url == listing.get_absolute_url()
    assert counts("leaves") == {}


def test_a_draft_has_no_way_out(client):
    assert leave(client, make.listing()).status_code == 404


# Counts are in nobody's way


def test_a_look_asks_the_database_nothing_more(client):
    listing = make.live_listing()
    looks = {}

    for who, agent in (("first", ROBOTS[0]), ("robot", ROBOTS[0]), ("person", BROWSER)):
        with CaptureQueriesContext(connection) as looks[who]:
            look(client, listing, user_agent=agent)

    assert len(looks["person"]) == len(looks["robot"])
    assert counts() == {"direct": 1}


@contextmanager
def a_database_that_only_reads():
    with transaction.atomic(), connection.cursor() as cursor:
        on_sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = ON" if on_sqlite else "SET LOCAL transaction_read_only = on")
        yield
        if on_sqlite:
            cursor.execute("PRAGMA query_only = OFF")
        transaction.set_rollback(True)


def test_a_database_that_cannot_be_written_harms_no_page_and_loses_no_count(client):
    listing = make.live_listing()

    with a_database_that_only_reads():
        responses = [look(client, listing) for _ in range(2)]
        refused = counts()

    assert [response.status_code for response in responses] == [200, 200]
    assert refused == {}
    assert counts() == {"direct": 2}


def test_counts_of_a_listing_that_is_gone_are_dropped_and_the_others_stay(client):
    gone, kept = make.live_listing(), make.live_listing()
    look(client, gone)
    look(client, kept)
    Listing.objects.filter(pk=gone.pk).delete()

    assert counts() == {"direct": 1}


COUNTERS = """
import django; django.setup()
from datetime import date
from threading import Thread
from django.db import connection
from listings import counting
from listings.models import DayCount, Listing
from tests import make

listing = make.live_listing()

def add_up(tally):
    for number in range(25):
        for source in ("here", "direct"):
            tally.add((listing.pk, date(2026, 5, 1), source, "views"))
        if number % 5 == 0:
            tally.write()
    tally.write()
    connection.close()

shared = counting.Tally()
tallies = [counting.Tally() for _ in range(10)] + [shared] * 10
threads = [Thread(target=add_up, args=[tally]) for tally in tallies]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(DayCount.objects.values_list("came_from", "views")))
"""
LAST_WORDS = """
import django; django.setup()
from datetime import date
from listings import counting
from tests import make
counting.SECONDS = {seconds}
counting.tally.add((make.live_listing().pk, date(2026, 5, 1), "here", "views"))
"""
SUM = """
import django; django.setup()
from listings.models import DayCount
print(sum(DayCount.objects.values_list("views", flat=True)))
"""


def said(code: str, environment: dict) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_twenty_threads_add_up(environment):
    assert said(COUNTERS, environment) == "[('direct', 500), ('here', 500)]"


def test_a_process_writes_what_it_counted_before_it_ends(environment):
    said(LAST_WORDS.format(seconds=3600), environment)

    assert said(SUM, environment) == "1"


def test_a_process_writes_every_few_seconds(environment):
    code = LAST_WORDS.format(seconds=0.1) + "import time; time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment)
    try:
        end = time.monotonic() + 30
        while said(SUM, environment) == "0" and time.monotonic() < end:
            time.sleep(0.2)
    finally:
        process.kill()
        process.wait()

    assert said(SUM, environment) == "1"


def test_counts_are_kept_for_400_days():
    listing, today = make.live_listing(), timezone.localdate()
    for days in (401, 400, 0):
        listing.day_counts.create(day=today - timedelta(days=days), came_from="here", views=1)

    tasks.forget_old_counts()

    assert [(today - row.day).days for row in listing.day_counts.all()] == [400, 0]
