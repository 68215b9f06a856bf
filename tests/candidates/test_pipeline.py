"""An employer's applicants, many at a time: who is shown, in which order, and what is done with several at once."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from candidates import hiring, talking
from candidates.files import keeping
from candidates.hiring import hiding
from candidates.models import Application, Hiring
from candidates.states import Stage
from tests import make
from tests.candidates.pictures import picture

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KIND = {"message": "Thank you for your time.", "reason": "others-closer"}


@pytest.fixture
def nadia(client):
    person = make.user("nadia@acme.example", name="Nadia")
    client.force_login(person)
    return person


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec", skills=["copywriting", "meta-ads"])


def applied(listing, name: str, *, stage: str = "sent", days_ago: int = 1, **fields) -> Application:
    made = make.application(listing, name=name, **fields)
    ended = {"ended_at": NOW} if stage in ("withdrawn", "not-selected", "hired") else {}
    Application.objects.filter(pk=made.pk).update(
        stage=stage, sent_at=NOW - timedelta(days=days_ago), **ended
    )
    made.refresh_from_db()
    return made


def page(client, listing, query: str = "") -> str:
    return unescape(client.get(reverse("applicants", args=[listing.pk]) + query).content.decode())


def names(client, listing, query: str = "") -> list[str]:
    return re.findall(r"data-open>([^<]*)</a>", page(client, listing, query))


@pytest.mark.parametrize("view", ["", "?view=columns"])
def test_pictures_are_shown_small_and_hidden_with_the_names(client, listing, view):
    kept = keeping.put(picture("WEBP", (1600, 900)), "image")
    pieces = [
        {"kind": "video", "title": "A reel", "my_part": "All of it"},
        {"kind": "post", "title": "Spring", "file": kept, "file_kind": "image", "alt_text": "Tulips"},
    ]
    one = applied(listing, "Priya R.", pieces=pieces)
    small = reverse("small_piece", args=[one.pk, 1])

    assert f'src="{small}" alt="Tulips"' in page(client, listing, view)
    answer = client.get(small)
    assert Image.open(BytesIO(answer.content)).size == (96, 96)
    assert answer["Cache-Control"] == "private, max-age=86400"
    assert client.get(reverse("small_piece", args=[one.pk, 0])).status_code == 404

    hiding.hide_names(listing, True)
    assert "Tulips" not in page(client, listing, view)
    assert small not in page(client, listing, view)
    assert client.get(small).status_code == 404


def test_a_row_says_what_an_employer_looks_at_first(client, listing):
    piece = {"kind": "video", "title": "A reel", "my_part": "All of it"}
    applied(
        listing, "Priya R.", why="I ran tests.\nMany.", skills=["copywriting"], pieces=[piece, piece],
        profile={"platforms": ["tiktok"]},
    )  # fmt: skip

    shown = page(client, listing)

    for words in ("Priya R.", "I ran tests.", "1 of 2", "TikTok", "2 × Video or reel", ">New</span>"):
        assert words in shown
    assert "Many." not in shown


def test_a_message_that_nobody_opened_is_marked(client, listing):
    one = applied(listing, "Priya R.")
    assert "new message" not in page(client, listing)

    talking.say(one, "On Tuesday?", by=None, from_employer=False)

    for query in ("", "?view=columns"):
        assert "new message" in page(client, listing, query)
    client.get(reverse("applicant", args=[one.pk]))
    assert "new message" not in page(client, listing)


def test_the_newest_come_first_or_those_with_most_required_skills(client, listing):
    applied(listing, "Old", days_ago=9, skills=["copywriting", "meta-ads", "seo"])
    applied(listing, "New", days_ago=1, skills=[])
    applied(listing, "Middle", days_ago=5, skills=["copywriting", "seo", "canva"])

    assert names(client, listing) == ["New", "Middle", "Old"]
    assert names(client, listing, "?sort=skills") == ["Old", "Middle", "New"]
    assert "most of the required skills come first" in page(client, listing, "?sort=skills")
    assert names(client, listing, "?sort=score") == ["New", "Middle", "Old"]


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("", ["New", "Read", "Chosen", "Ended"]),
        ("sent", ["New"]),
        ("waiting", ["New", "Read", "Chosen"]),
        ("silent", ["Read"]),
        ("withdrawn", []),
        ("nonsense", ["New", "Read", "Chosen", "Ended"]),
    ],
)
def test_one_stage_can_be_looked_at_alone(client, listing, stage, found):
    applied(listing, "New", days_ago=1)
    applied(listing, "Read", stage="read", days_ago=8)
    applied(listing, "Chosen", stage="shortlisted", days_ago=9)
    applied(listing, "Ended", stage="not-selected", days_ago=10)

    assert names(client, listing, f"?stage={stage}") == found


def test_there_are_25_on_a_page(client, listing):
    for number in range(27):
        applied(listing, f"P{number}")

    assert len(names(client, listing)) == 25
    assert len(names(client, listing, "?page=2")) == 2


def test_columns_hold_each_stage_and_lead_to_the_rest(client, listing):
    applied(listing, "New")
    applied(listing, "Offered", stage="offered")
    applied(listing, "Ended", stage="withdrawn")

    shown = page(client, listing, "?view=columns")

    columns = re.findall(r'<h2 id="column-\d">(\w+) <span class="quiet numbers">(\d+)', shown)
    assert columns == [
        ("New", "1"), ("Read", "0"), ("Shortlist", "0"), ("Interview", "0"), ("Offer", "1"), ("Ended", "1"),
    ]  # fmt: skip
    assert re.findall(r"data-open>([^<]*)</a>", shown) == ["New", "Offered", "Ended"]


def test_a_full_column_leads_to_its_list(client, listing):
    for number in range(27):
        applied(listing, f"P{number}")

    shown = page(client, listing, "?view=columns")

    assert "2 more in the list" in shown
    assert 'href="/employer/listings/' in shown
    assert "?stage=sent" in shown


def test_every_card_has_a_control_that_moves_it(client, listing):
    new, over = applied(listing, "New"), applied(listing, "Over", stage="withdrawn")

    for query in ("", "?view=columns"):
        shown = page(client, listing, query)
        assert f'action="{reverse("move_applicant", args=[new.pk])}"' in shown
        assert f'action="{reverse("move_applicant", args=[over.pk])}"' not in shown
        options = re.findall(r'<option value="([\w-]+)"', shown)
        assert options == ["read", "shortlisted", "not-selected"]


def test_a_card_is_moved_and_the_list_stays_where_it_was(client, listing, nadia):
    new = applied(listing, "New")
    place = {"from_list": "1", "view": "columns", "sort": "skills", "list_stage": "", "page": "1"}

    response = client.post(
        reverse("move_applicant", args=[new.pk]), {"stage": "shortlisted", "seen": "sent"} | place
    )

    new.refresh_from_db()
    assert new.stage == Stage.SHORTLISTED
    assert response.url == f"/employer/listings/{listing.pk}/applicants/?view=columns&sort=skills#a{new.pk}"


def test_a_card_moved_to_no_is_asked_for_words(client, listing):
    new = applied(listing, "New")

    response = client.post(
        reverse("move_applicant", args=[new.pk]), {"stage": "not-selected", "seen": "sent", "from_list": "1"}
    )

    assert response.url == f"/employer/listings/{listing.pk}/applicants/no/?a={new.pk}.sent"


@pytest.mark.parametrize("query", ["", "?view=columns", "?sort=skills"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, listing, assert_questions, rows, query
):
    for number in range(rows):
        applied(listing, f"P{number}", stage=["sent", "shortlisted", "sent"][number], skills=["copywriting"])
    page(client, listing)

    with assert_questions(10):
        client.get(reverse("applicants", args=[listing.pk]) + query)


# Nobody


def test_where_nobody_applied_it_is_said_how_many_saw_it_and_what_helps(client, listing):
    listing.day_counts.create(day=timezone.localdate(), came_from="here", views=40, saves=3)

    shown = page(client, listing)

    assert "Nobody has applied yet" in shown
    assert "seen 40 times and saved 3 times" in shown
    assert shown.count("<li><strong>") == 2


def test_where_people_apply_elsewhere_it_is_said(client, nadia):
    shown = page(client, make.live_listing(nadia))

    assert "People apply elsewhere" in shown


@pytest.mark.parametrize("what", ["frozen", "rejected", "refused"])
def test_nobody_reads_who_applied_while_staff_hold_the_listing_or_its_company(client, listing, nadia, what):
    one = applied(listing, "Priya R.", why="I keep ferrets")
    if what == "refused":
        type(listing.company).objects.filter(pk=listing.company_id).update(refused_at=NOW, confirmed_at=None)
    else:
        type(listing).objects.filter(pk=listing.pk).update(status=what)

    shown = page(client, listing)

    assert "Nobody can read who applied" in shown
    assert "Priya" not in shown
    for name in ("applicant", "application_cv"):
        assert client.get(reverse(name, args=[one.pk])).status_code == 404
    for name in ("export_applicants", "export_cvs"):
        response = client.get(reverse(name, args=[listing.pk]))
        assert b"ferrets" not in b"".join(response)
    client.post(reverse("move_applicant", args=[one.pk]), {"stage": "read", "seen": "sent"})
    one.refresh_from_db()
    assert one.stage == Stage.SENT


# Hidden names


def test_names_are_hidden_by_a_switch_and_shown_again(client, listing):
    one = applied(listing, "Priya Rahman", why="Priya here.", pieces=[{"kind": "post", "title": "Rahman's"}])
    one.answers.create(asked="Who are you?", text="Rahman, that is me.")
    talking.say(one, "Priya here again.", by=None, from_employer=False)
    chosen = applied(listing, "Tom Abel", stage="shortlisted")
    switch = reverse("hide_names", args=[listing.pk])

    client.post(switch, {"hide": "1"})

    for address in (
        reverse("applicants", args=[listing.pk]),
        reverse("applicants", args=[listing.pk]) + "?view=columns",
        reverse("applicant", args=[one.pk]),
        reverse("not_selected", args=[listing.pk]) + f"?a={one.pk}.sent",
        reverse("close_with_answers", args=[listing.pk]),
    ):
        shown = client.get(address).content.decode()
        assert f"Applicant {one.pk}" in shown
        assert "Priya" not in shown
        assert "Rahman" not in shown
        assert one.email not in shown
    assert f"Applicant {one.pk}" in names(client, listing)
    assert "Tom Abel" in names(client, listing)
    assert client.get(reverse("applicant", args=[chosen.pk])).content.decode().count("Tom Abel")
    client.post(switch)
    assert "Priya Rahman" in names(client, listing)
    assert not Hiring.objects.get().hide_names


def test_a_hidden_name_is_in_no_message_and_comes_with_the_shortlist(client, listing, nadia):
    one = applied(listing, "Priya Rahman")
    hiding.hide_names(listing, True)

    response = client.post(
        reverse("move_applicant", args=[one.pk]), {"stage": "read", "seen": "sent"}, follow=True
    )
    assert "Priya" not in response.content.decode()

    response = client.post(
        reverse("move_applicant", args=[one.pk]), {"stage": "shortlisted", "seen": "read"}, follow=True
    )
    assert "Priya Rahman: Shortlist." in response.content.decode()


# Many at once


def act(client, listing, act: str, *chosen: Application, **more):
    data = {"act": act, "a": [f"{one.pk}.{one.stage}" for one in chosen]} | more
    return client.post(reverse("decide_selected", args=[listing.pk]), data)


def test_several_go_on_the_shortlist_and_who_moved_meanwhile_is_named(client, listing, nadia):
    first, second, third = (applied(listing, name) for name in ("Ada", "Ben", "Cyd"))
    Application.objects.filter(pk=third.pk).update(stage="withdrawn", ended_at=NOW)

    response = client.get(act(client, listing, "shortlist", first, second, third).url)

    shown = unescape(response.content.decode())
    assert "2 people are on the shortlist." in shown
    assert "Left as they were, because they are at another stage by now: Cyd." in shown
    assert [m.subject for m in mail.outbox[-2:]] == ["Shortlisted: Paid social exec at Acme"] * 2


def test_who_selects_nobody_is_told(client, listing):
    response = client.get(act(client, listing, "shortlist").url)

    assert "Select at least one person first." in response.content.decode()


def test_a_no_to_several_asks_for_a_message_and_a_reason(client, listing):
    first, second = applied(listing, "Ada"), applied(listing, "Ben", stage="read")

    response = act(client, listing, "not-selected", first, second)
    shown = unescape(client.get(response.url).content.decode())

    assert "2 people are told that they were not chosen" in shown
    assert "Thank you for applying" in shown
    assert "Others have more of the skills that the listing asks for" in shown


def test_a_no_to_several_is_kind_gives_a_reason_and_leaves_who_moved(client, listing, nadia):
    first, second, third = (applied(listing, name) for name in ("Ada", "Ben", "Cyd"))
    hiring.move(third, Stage.SHORTLISTED, by=nadia)
    mail.outbox.clear()

    response = client.post(
        reverse("not_selected", args=[listing.pk]),
        {"a": [f"{one.pk}.sent" for one in (first, second, third)]} | KIND,
        follow=True,
    )

    stages = dict(Application.objects.values_list("name", "stage"))
    assert stages == {"Ada": "not-selected", "Ben": "not-selected", "Cyd": "shortlisted"}
    assert "they are at another stage by now: Cyd." in response.content.decode()
    assert sorted(m.to for m in mail.outbox) == sorted([[first.email], [second.email]])
    assert "Thank you for your time." in mail.outbox[0].body
    assert "Their reason: Others have more of the skills that the listing asks for." in mail.outbox[0].body


def test_a_no_without_words_keeps_what_was_typed(client, listing):
    one = applied(listing, "Ada")

    response = client.post(
        reverse("not_selected", args=[listing.pk]), {"a": [f"{one.pk}.sent"], "message": "My own words"}
    )

    assert response.status_code == 422
    shown = response.content.decode()
    assert "My own words" in shown
    assert "Choose the reason" in shown
    assert "There is a problem" in shown
    one.refresh_from_db()
    assert one.stage == Stage.SENT


def test_pressed_twice_tells_once(client, listing):
    one = applied(listing, "Ada")
    mail.outbox.clear()
    data = {"a": [f"{one.pk}.sent"]} | KIND

    for _ in range(2):
        response = client.post(reverse("not_selected", args=[listing.pk]), data)

    assert response.status_code == 422
    assert len(mail.outbox) == 1


def test_people_of_another_listing_are_no_ones_to_choose(client, listing):
    stranger = applied(make.open_listing(), "Eve")

    response = client.post(reverse("not_selected", args=[listing.pk]), {"a": [f"{stranger.pk}.sent"]} | KIND)

    assert response.status_code == 422
    stranger.refresh_from_db()
    assert stranger.stage == Stage.SENT


@pytest.mark.parametrize("value", ["", "x", "9" * 30, "1.", ".sent", "1.nonsense", "-1.sent"])
def test_any_value_is_answered(client, listing, value):
    assert client.get(reverse("not_selected", args=[listing.pk]), {"a": value}).status_code == 200
    assert act(client, listing, "nonsense", a=[value]).status_code == 302
