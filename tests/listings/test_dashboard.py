"""An employer's desk: what needs them, the table of listings, and the numbers of one of them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import PendingEdit
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<th scope="row"><a href="[^"]*">([^<]*)</a>')
NOW = timezone.now()


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(employer):
    return make.company(employer)


def desk(client, query: str = "") -> str:
    return client.get(reverse("desk") + query).content.decode()


def rows(client, query: str = "") -> list[str]:
    return [unescape(title) for title in ROW.findall(desk(client, query))]


def cells(client, label: str) -> list[str]:
    found = re.findall(rf'<td[^>]*data-label="{label}">(.*?)</td>', desk(client), re.DOTALL)
    return [re.sub(r"<span.*|<[^>]*>", "", cell).strip() for cell in found]


def needs(client) -> list[str]:
    line = desk(client).split("Needs you:</strong>")[1].split("</p>")[0]
    return [unescape(words).strip() for words in re.sub(r"<[^>]*>", "", line).split(" · ")]


def count(listing, *, days_ago: int = 0, source: str = "here", **numbers) -> None:
    listing.day_counts.create(
        day=timezone.localdate() - timedelta(days=days_ago), came_from=source, **numbers
    )


def test_a_person_without_a_company_is_led_to_add_one(client, employer):
    shown = desk(client)

    assert "Nothing posted yet" in shown
    assert f'href="{reverse("new_company")}">Add your company' in shown


def test_a_company_without_listings_is_led_to_write_one(client, acme):
    shown = desk(client)

    assert "Nothing posted yet" in shown
    assert f'href="{reverse("post")}">Write a listing' in shown
    assert "Needs you" not in shown


def test_the_desk_shows_the_listings_of_ones_companies_and_no_others(client, employer, acme):
    make.live_listing(company=acme, title="Ours")
    make.live_listing(title="Of strangers")

    assert rows(client) == ["Ours"]


def test_what_needs_somebody_is_said_first_and_leads_to_those_rows(client, acme):
    make.listing(company=acme, title="Sketch")
    make.listing(company=acme, title="Second sketch")
    make.listing(company=acme, status=Status.RETURNED, title="Sent back")
    make.live_listing(company=acme, closes_at=NOW + timedelta(days=3), title="Soon over")
    make.live_listing(company=acme, confirmed_at=NOW - timedelta(days=11), title="Unsure")
    make.live_listing(
        company=acme,
        confirmed_at=NOW - timedelta(days=18),
        confirm_by=NOW - timedelta(days=1),
        title="Hidden",
    )
    changed = make.live_listing(company=acme, title="Changed")
    PendingEdit.objects.create(listing=changed, content={}, returned_at=NOW)
    make.live_listing(company=acme, closes_at=NOW - timedelta(minutes=1), title="Over")

    assert needs(client) == [
        "1 needs a change",
        "1 change was sent back",
        "2 to confirm as open",
        "1 closes within 7 days",
        "2 drafts are not sent",
    ]
    assert 'href="/employer/?state=returned&amp;company=acme"' in desk(client)
    assert rows(client, "?state=returned") == ["Sent back"]
    assert rows(client, "?state=change-returned") == ["Changed"]
    assert rows(client, "?state=unconfirmed&sort=title") == ["Hidden", "Unsure"]
    assert rows(client, "?state=closing") == ["Soon over"]
    assert rows(client, "?state=draft&sort=title") == ["Second sketch", "Sketch"]
    assert rows(client, "?state=passed") == ["Over"]
    assert rows(client, "?state=live&sort=title") == ["Changed", "Soon over", "Unsure"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"confirmed_at": None}, "prove the company, then you may post"),
        ({"confirmed_at": None, "refused_at": NOW}, "our staff took back that you may post"),
    ],
)
def test_a_company_that_may_not_post_is_led_to_prove_itself(client, employer, fields, words):
    company = make.company(employer, **fields)

    assert needs(client) == [words]
    assert f'href="{reverse("company_proof", args=[company.slug])}"' in desk(client)


def test_people_who_wait_are_said_and_lead_to_their_listings(client, acme):
    waits, fresh = (
        make.open_listing(company=acme, title="Waits"),
        make.open_listing(company=acme, title="Fresh"),
    )
    for _ in range(2):
        old = make.application(waits)
        type(old).objects.filter(pk=old.pk).update(stage="read", sent_at=NOW - timedelta(days=8))
    make.application(fresh)

    assert needs(client) == ["2 people wait over 7 days", "1 new application"]
    assert rows(client, "?state=silent") == ["Waits"]
    assert rows(client, "?state=new") == ["Fresh"]


def test_the_table_has_what_was_saved_and_who_applied(client, acme):
    listing = make.open_listing(company=acme)
    count(listing, saves=3)
    make.draft(listing)
    make.application(listing)
    read = make.application(listing)
    type(read).objects.filter(pk=read.pk).update(stage="read")

    assert [cells(client, label) for label in ("Saved", "Applied", "New")] == [["3"], ["2"], ["1"]]
    assert f"{reverse('applicants', args=[listing.pk])}?stage=sent" in desk(client)


def test_where_people_apply_elsewhere_nobody_applied_here(client, acme):
    make.live_listing(company=acme)

    assert [cells(client, label) for label in ("Applied", "New")] == [["–"], ["–"]]


def test_where_nothing_needs_anybody_it_is_said(client, acme):
    make.live_listing(company=acme)

    assert needs(client) == ["nothing now."]


def test_each_company_has_its_own_line(client, employer, acme):
    fern = make.company(employer, name="Fern")
    make.listing(company=acme, title="At Acme")
    make.live_listing(company=fern, title="At Fern")

    shown = desk(client)

    assert re.findall(r"<h2>(.*?)</h2>", shown) == ["Acme", "Fern", "All listings"]
    assert shown.count("Needs you:") == 2
    assert rows(client, "?company=fern") == ["At Fern"]
    assert sorted(rows(client)) == ["At Acme", "At Fern"]


def test_the_company_of_strangers_is_no_filter(client, acme):
    make.company(make.user(), name="Rival")
    make.listing(company=acme, title="Ours")

    assert rows(client, "?company=rival") == ["Ours"]


def test_words_of_a_title_find_it(client, acme):
    make.listing(company=acme, title="Marketing lead, Leeds")
    make.listing(company=acme, title="Video editor")

    assert rows(client, "?q=lead+market") == ["Marketing lead, Leeds"]
    assert rows(client, "?q=zebra") == []
    assert "None of your listings is like this" in desk(client, "?q=zebra")


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", ["apple", "Banana", "Cherry"]),
        ("seen", ["Banana", "apple", "Cherry"]),
        ("left", ["Cherry", "Banana", "apple"]),
        ("closes", ["Cherry", "apple", "Banana"]),
        ("", ["Cherry", "Banana", "apple"]),
        ("nonsense", ["Cherry", "Banana", "apple"]),
    ],
)
def test_the_table_is_put_in_order(client, acme, sort, order):
    made = {
        title: make.live_listing(company=acme, title=title, closes_at=NOW + timedelta(days=days))
        for title, days in (("apple", 20), ("Banana", 30), ("Cherry", 10))
    }
    count(made["apple"], views=5)
    count(made["Banana"], views=9, leaves=1)
    count(made["Cherry"], leaves=4)

    assert rows(client, f"?sort={sort}") == order


def test_numbers_are_those_of_the_last_thirty_days_from_every_source(client, acme):
    listing = make.live_listing(company=acme)
    count(listing, views=4, leaves=1)
    count(listing, source="search", views=3)
    count(listing, days_ago=29, views=2)
    count(listing, days_ago=30, views=100)

    assert cells(client, "Seen") == ["9"]
    assert cells(client, "Left for your site") == ["1"]


def test_what_was_never_public_has_no_numbers(client, acme):
    make.listing(company=acme)

    assert cells(client, "Seen") == ["–"]


def test_twenty_five_rows_are_on_a_page_and_the_rest_on_the_next(client, acme):
    for number in range(28):
        make.listing(company=acme, title=f"Number {number}", skills=[])

    assert len(rows(client)) == 25
    assert len(rows(client, "?page=2")) == 3
    assert len(rows(client, "?page=99")) == 3
    assert 'href="/employer/?sort=title&amp;page=2"' in desk(client, "?sort=title")


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=-1", "?page=²", "?state=nonsense", "?q=%00%27", "?sort="]
)
def test_a_broken_address_shows_the_desk(client, acme, query):
    make.listing(company=acme, title="Ours")

    assert client.get(reverse("desk") + query).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, employer, django_assert_num_queries, number
):
    for name in ("Acme", "Fern")[:number]:
        company = make.company(employer, name=name)
        for _ in range(number):
            make.live_listing(company=company)

    with django_assert_num_queries(9):
        client.get(reverse("desk"))


# The numbers of one listing


def numbers(client, listing, query: str = "") -> str:
    return client.get(reverse("listing_numbers", args=[listing.pk]) + query).content.decode()


def sources(shown: str) -> list[list[str]]:
    rows = shown.split('id="by-source"')[1].split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
    return [re.findall(r"<t[hd][^>]*>([^<]*)", row) for row in rows if row.strip()]


def test_a_listing_has_its_numbers_by_day_and_by_source(client, acme):
    listing = make.live_listing(company=acme)
    count(listing, source="search", views=7, leaves=2, saves=1)
    count(listing, days_ago=1, source="here", views=3)
    count(listing, days_ago=40, source="social", views=5)

    shown = numbers(client, listing)

    assert "Seen: 10 in all" in shown
    assert "Left for your site: 2 in all" in shown
    assert sources(shown) == [
        ["This board", "3", "0", "0"],
        ["Search engines", "7", "1", "2"],
        ["Social media", "0", "0", "0"],
        ["Other sites", "0", "0", "0"],
        ["Address, mail or app", "0", "0", "0"],
    ]
    assert "Seen: 15 in all" in numbers(client, listing, "?days=90")
    assert "Seen: 10 in all" in numbers(client, listing, "?days=nonsense")


def test_the_chart_has_a_column_for_each_day(client, acme):
    listing = make.live_listing(company=acme)
    count(listing, views=1)

    response = client.get(reverse("listing_numbers", args=[listing.pk]))

    assert len(response.context["numbers"].days) == 30
    assert response.context["numbers"].days[-1][1] == [1, 0, 0]


def test_where_people_apply_here_applications_are_counted_and_nobody_leaves(client, acme):
    listing = make.open_listing(company=acme)
    count(listing, source="social", views=4, saves=2, applications=1)

    response = client.get(reverse("listing_numbers", args=[listing.pk]))

    assert response.context["numbers"].totals == [("Seen", 4), ("Saved", 2), ("Applied", 1)]
    assert sources(response.content.decode())[2] == ["Social media", "4", "2", "1"]


def test_a_listing_that_nobody_opened_says_so(client, acme):
    assert "Nobody has opened it in these 30 days" in numbers(client, make.live_listing(company=acme))


def test_a_draft_is_counted_from_the_day_it_goes_live(client, acme):
    assert "It is counted from the day it goes live." in numbers(client, make.listing(company=acme))


def test_decisions_stand_below_the_numbers(client, acme):
    listing = make.listing(company=acme, status=Status.RETURNED)
    listing.decisions.create(
        act="return",
        before="in-review",
        after="returned",
        reason="pay-unclear",
        note="Give a range.",
        title="x",
    )

    shown = unescape(numbers(client, listing))

    assert "from “Waiting for review” to “Needs a change”. Pay missing or too wide: Give a range." in shown


def test_numbers_are_for_members_alone(client, employer):
    assert client.get(reverse("listing_numbers", args=[make.live_listing().pk])).status_code == 404


@pytest.mark.parametrize("days", [1, 60])
def test_the_numbers_ask_the_same_number_of_questions_for_any_number_of_days(
    client, acme, django_assert_num_queries, days
):
    listing = make.live_listing(company=acme)
    for ago in range(days):
        count(listing, days_ago=ago, views=1)

    with django_assert_num_queries(5):
        numbers(client, listing, "?days=90")
