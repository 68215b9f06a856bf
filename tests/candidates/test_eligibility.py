"""Can I apply? Said in words with a reason, right on every day and in every time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.eligibility import Whereabouts, lines, short
from candidates.models import Candidate
from candidates.working_day import DAY, spans, zone_called
from listings.where import Where
from tests import make

WINTER, SUMMER = date(2027, 1, 12), date(2027, 7, 12)
SPAIN = Whereabouts("ES", "Europe/Madrid", ("ES",))
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
HARD = [
    "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Chatham",
    "America/Santiago", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Niue", "Africa/Casablanca", "Europe/London",
    "America/New_York", "America/Phoenix", "Europe/Dublin", "Asia/Tehran", "America/Sao_Paulo",
]  # fmt: skip
ANY_ZONE = st.one_of(st.sampled_from(HARD), st.sampled_from(ZONES))
ANY_DAY = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def said(person: Whereabouts, where: Where, today: date = WINTER) -> list[tuple[str, str]]:
    return [(line.kind, f"{line.reason} {line.to_do}".strip()) for line in lines(person, where, today)]


# From which country

PLACES = [
    (SPAIN, Where("remote", worldwide=True), "fits", "This listing is open from anywhere."),
    (SPAIN, Where("remote"), "ask", "This listing does not say in which country. Ask before you spend time on it."),
    (
        SPAIN, Where("remote", countries=("GB",)), "differs",
        "This listing names the UK. Your profile says you may work in Spain. "
        "Ask whether they can employ you there, or help with a permit.",
    ),
    (
        SPAIN, Where("on-site", countries=("FR", "ES")), "fits",
        "This listing names Spain, where you live and may work.",
    ),
    (
        Whereabouts("ES", "", ("ES", "GB")), Where("remote", countries=("GB",)), "differs",
        "This listing names the UK, where you may work. Your profile says you live in Spain. "
        "Ask whether you can work from there.",
    ),
    (
        Whereabouts("ES", "", ("ES", "GB")), Where("hybrid", countries=("GB",)), "differs",
        "This listing names the UK, where you may work. Your profile says you live in Spain. "
        "Ask about moving, and when you would start.",
    ),
    (
        Whereabouts("ES", "", ("GB",)), Where("on-site", countries=("ES",)), "differs",
        "This listing names Spain. Your profile says you may work in the UK. "
        "Ask whether they can employ you there, or help with a permit.",
    ),
    (
        Whereabouts(may_work_in=("NL", "US")), Where("remote", countries=("US", "NL")), "fits",
        "This listing names the US or the Netherlands, where you may work.",
    ),
    (
        Whereabouts("GB"), Where("remote", countries=("GB",)), "ask",
        "This listing names the UK, where you live. Your profile does not say where you may work.",
    ),
    (
        Whereabouts("ES"), Where("remote", countries=("GB", "IE", "FR", "DE", "PL")), "ask",
        "This listing names the UK, Ireland, France or 2 more. You live in Spain. "
        "Your profile does not say where you may work.",
    ),
    (
        Whereabouts(time_zone="Europe/Madrid"), Where("remote", countries=("GB",)), "ask",
        "This listing names the UK. Your profile does not say where you may work.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("person", "where", "kind", "words"), PLACES)
def test_a_place_is_said_with_its_reason_and_what_to_do(person, where, kind, words):
    assert said(person, where) == [(kind, words)]


def test_of_whom_nothing_is_known_nothing_is_said():
    assert (lines(Whereabouts(), Where("remote"), WINTER), short(Whereabouts(), Where(), WINTER)) == ([], "")


@given(
    person=st.builds(
        Whereabouts,
        country=st.sampled_from(["", "ES", "GB"]),
        time_zone=st.sampled_from(["", "Europe/Madrid", "Asia/Kolkata", "nowhere"]),
        may_work_in=st.lists(st.sampled_from(["ES", "GB", "US"]), unique=True).map(tuple),
    ),
    where=st.builds(
        Where,
        mode=st.sampled_from(["", "remote", "hybrid", "on-site"]),
        worldwide=st.booleans(),
        countries=st.lists(st.sampled_from(["GB", "US", "PL", "XX"]), unique=True).map(tuple),
        overlap_hours=st.integers(0, 8),
        overlap_zone=st.sampled_from(["London", "Europe/Berlin", "Atlantis"]),
    ),
    today=ANY_DAY,
)
def test_nobody_is_told_that_they_cannot_nor_given_a_percentage(person, where, today):
    words = " ".join([short(person, where, today), *(text for _, text in said(person, where, today))])

    assert not any(never in words for never in ("%", "cannot", "not allowed", "not eligible", "percent"))
    assert bool(words.strip()) == bool(person)


# At which hours


def minutes_shared(zone: str, other: str, day: date) -> int:
    """Counted, quarter of an hour by quarter of an hour."""
    start = datetime.combine(day, time(9), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    steps = (start + timedelta(minutes=15 * step) for step in range(8 * 4))
    return sum(15 for moment in steps if 9 <= moment.astimezone(ZoneInfo(other)).hour < 17)


def clocks_stand(zone: str, day: date) -> bool:
    moments = [datetime.combine(day + timedelta(days=days), time(12), UTC) for days in (-1, 0, 1, 2)]
    return len({moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments}) == 1


@given(zone=ANY_ZONE, other=ANY_ZONE, today=ANY_DAY, later=st.integers(0, 364))
@settings(max_examples=200, deadline=None)
def test_the_hours_shared_are_those_that_one_counts_on_any_day(zone, other, today, later):
    day = today + timedelta(days=later)
    span = next(span for span in spans(zone, other, today) if span.first <= day <= span.last)

    if clocks_stand(zone, day) and clocks_stand(other, day):
        assert span.shared == timedelta(minutes=minutes_shared(zone, other, day))


@given(zone=ANY_ZONE, other=ANY_ZONE, today=ANY_DAY)
@settings(max_examples=60, deadline=None)
def test_the_parts_of_a_year_follow_each_other_without_gap(zone, other, today):
    year = spans(zone, other, today)

    assert (year[0].first, year[-1].last) == (today, today + timedelta(days=364))
    assert all(
        one.last + timedelta(days=1) == next_.first for one, next_ in zip(year, year[1:], strict=False)
    )
    assert all(timedelta() <= span.shared <= DAY for span in year)


@given(zone=ANY_ZONE, other=ANY_ZONE, today=ANY_DAY, hours=st.integers(1, 8))
@settings(max_examples=100, deadline=None)
def test_the_other_day_that_is_proposed_shares_as_much_as_is_asked_for(zone, other, today, hours):
    span = spans(zone, other, today)[0]
    if span.shared >= timedelta(hours=hours):
        return

    starts, _ = span.day_sharing(timedelta(hours=hours))

    begins = datetime.combine(date(2027, 1, 1), starts)
    theirs = [begins - span.ahead + timedelta(minutes=15 * step) for step in range(8 * 4)]
    assert sum(9 <= moment.hour < 17 for moment in theirs) >= hours * 4


def remote(hours: int, zone: str) -> Where:
    return Where("remote", worldwide=True, overlap_hours=hours, overlap_zone=zone)


def hours_said(zone: str, where: Where, today: date) -> tuple[str, str]:
    return said(Whereabouts(time_zone=zone), where, today)[1]


HOURS = [
    (
        "Europe/Madrid", remote(4, "London"), WINTER, "fits",
        "It asks for 4 hours of the working day in London, 9 to 17 there. "
        "From 9 to 17 where you live you share 7 hours, all year.",
    ),
    (
        "Asia/Kolkata", remote(3, "Europe/London"), WINTER, "differs",
        "It asks for 3 hours of the working day in London, 9 to 17 there. From 9 to 17 where you live you share "
        "2 hours 30 minutes now, and 3 hours 30 minutes from 28 March 2027 to 30 October 2027, when the clocks "
        "differ. Ask whether you may begin earlier or later until then.",
    ),
    (
        "America/Los_Angeles", remote(4, "Europe/London"), WINTER, "differs",
        "It asks for 4 hours of the working day in London, 9 to 17 there. From 9 to 17 where you live you share "
        "no hour. A day from 05:00 to 13:00 would share 4 hours.",
    ),
    (
        "Pacific/Auckland", remote(6, "Australia/Sydney"), SUMMER, "differs",
        "It asks for 6 hours of the working day in Sydney, 9 to 17 there. From 9 to 17 where you live you share "
        "6 hours now, and 5 hours from 26 September 2027 to 2 October 2027, when the clocks differ. "
        "Ask whether that matters.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "where", "today", "kind", "words"), HOURS)
def test_hours_are_said_with_the_day_that_is_meant(zone, where, today, kind, words):
    assert hours_said(zone, where, today) == (kind, words)


def test_when_clocks_change_apart_the_days_are_named():
    kind, words = hours_said("America/New_York", remote(4, "Europe/London"), WINTER)

    assert kind == "differs"
    assert "you share 3 hours now, and 4 hours from 14 March 2027 to 27 March 2027" in words


def test_a_southern_summer_is_another_season():
    kind, words = hours_said("America/Santiago", remote(5, "Europe/London"), SUMMER)

    assert kind == "differs"
    assert "you share 3 hours now, and 5 hours from 31 October 2027 to 25 March 2028" in words


@pytest.mark.parametrize(
    ("zone", "where", "words"),
    [
        ("", remote(3, "London"), "Your profile does not say in which time zone you live."),
        ("Europe/Madrid", remote(3, "the head office"), "Ask which hours these are where you live."),
    ],
)
def test_what_is_not_known_about_hours_is_said(zone, where, words):
    person = Whereabouts("ES", zone, ("ES",))

    assert said(person, where)[1][1].endswith(words)
    assert said(person, where)[1][0] == "ask"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("London", "Europe/London"),
        ("new york", "America/New_York"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("Atlantis", ""),
    ],
)
def test_a_town_is_as_good_as_a_time_zone(name, zone):
    assert zone_called(name) == zone


# On pages


@pytest.fixture
def priya(client, db):
    person = make.user("priya@example.com")
    Candidate.objects.place(person, country="ES", time_zone="Europe/Madrid", may_work_in=["ES"])
    client.force_login(person)
    return person


def test_every_card_and_the_page_say_it_to_who_said_where_they_are(client, priya):
    listing = make.live_listing(countries=["GB"])
    words = "names the UK. Your profile says you may work in Spain."

    board, page = client.get(reverse("board")), client.get(listing.get_absolute_url())

    assert "Names the UK. You may work in Spain." in board.content.decode()
    assert words in page.content.decode()
    assert "You may work in Spain" not in Client().get(reverse("board")).content.decode()


def test_to_others_the_page_of_a_listing_offers_to_say_it_once(client, db):
    listing = make.live_listing()
    address = listing.get_absolute_url()

    assert f"{reverse('where_i_can_work')}?next={address}" in client.get(address).content.decode()


def test_the_three_facts_are_said_on_one_page_and_one_is_back_at_the_listing(client, priya):
    facts = {
        "country": "GB",
        "may_work_in": "UK, Ireland",
        "time_zone": "Europe/London",
        "next": "/listings/?q=a",
    }

    response = client.post(reverse("where_i_can_work"), facts)

    assert response["Location"] == "/listings/?q=a"
    assert Candidate.objects.where_is(priya) == ("GB", "Europe/London", ["GB", "IE"])


def test_what_was_typed_is_kept_when_a_country_is_not_known(client, priya):
    facts = {
        "country": "GB",
        "may_work_in": "Narnia",
        "time_zone": "Europe/London",
        "next": "https://evil.example",
    }

    response = client.post(reverse("where_i_can_work"), facts)

    assert response.status_code == 422
    shown = response.content.decode()
    assert ("We do not know the country “Narnia”" in shown, 'value="Narnia"' in shown) == (True, True)
    assert "evil.example" not in shown


def test_all_of_it_may_be_taken_back(client, priya):
    client.post(reverse("where_i_can_work"), {"country": "", "may_work_in": "", "time_zone": ""})

    assert Candidate.objects.where_is(priya) == ("", "", [])
