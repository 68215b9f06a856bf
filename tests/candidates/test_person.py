"""The page of a person: who gets which of it, what is not there for whom, previews, files and letters."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from candidates.catalogue import catalogue
from candidates.files import keeping
from candidates.models import Candidate
from candidates.portfolio import addresses, publishing
from candidates.vocabulary import PARTS
from employers import proving
from roles.models import Skill
from tests import make

pytestmark = pytest.mark.django_db

# One thing of each part that stands nowhere else on the page.
MARKS = {
    "headline": "Marker headline",
    "skills": "Copywriting",
    "pieces": "Marker piece",
    "links": "https://marker.example/me",
    "languages": "Polish: first language",
    "terms": "Within three months",
    "country": "Europe/Warsaw",
    "city": "Markertown",
    "contact": "Write to Leo M.",
}
BAR = re.compile(r'<aside class="preview-bar".*?</aside>', re.DOTALL)


def person(**fields) -> Candidate:
    """With something in every part."""
    said = {
        "headline": MARKS["headline"],
        "about": "I cut.",
        "languages": [["pl", "first"]],
        "availability": "quarter",
        "country": "PL",
        "time_zone": "Europe/Warsaw",
        "city": MARKS["city"],
    }
    made = make.person(**{"handle": "leo-m"} | said | fields)
    made.skills.set(Skill.objects.filter(name=MARKS["skills"]))
    made.links.create(url=MARKS["links"], code="secret-code")
    make.piece(made, title=MARKS["pieces"], link="https://acme.example/spring")
    return made


def address(candidate: Candidate) -> str:
    return reverse("person", args=[candidate.handle])


def seen(response) -> set[str]:
    shown = response.content.decode()
    return {part for part, mark in MARKS.items() if mark in shown}


def same_page(response) -> str:
    """Without what is new for each request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


@pytest.fixture
def viewers(client):
    """What to do to look as each of them at what this person shows."""

    def look_as(who: str, candidate: Candidate):
        client.logout()
        if who != "anyone":
            member = make.user()
            company = make.company(
                member, name=f"Company of {who}", confirmed_at=None if who == "unproved" else timezone.now()
            )
            if who in ("applied", "blocked"):
                make.application(make.open_listing(company=company), candidate.user)
            if who == "blocked":
                publishing.hide_from(company, by=candidate.user)
            if who == "refused":
                proving.take_back(company, by=make.staff())
            client.force_login(member)
        return client.get(address(candidate))

    return look_as


# Who gets what


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    ("choice", "who_sees"),
    [
        ("only-me", set()),
        ("applied-to", {"applied"}),
        ("employers", {"applied", "employer"}),
        ("public", {"applied", "employer", "anyone", "unproved", "refused"}),
    ],
)
def test_each_part_is_seen_by_whom_it_was_given_to_and_by_nobody_else(viewers, part, choice, who_sees):
    other = "city" if part != "city" else "languages"
    leo = person(visibility=dict.fromkeys(PARTS, "only-me") | {other: "public", part: choice})

    got = {
        who
        for who in ("anyone", "unproved", "refused", "employer", "applied")
        if part in seen(viewers(who, leo))
    }

    assert got == who_sees


def test_whom_one_hides_from_gets_nothing_although_one_applied_there(viewers):
    leo = person()

    response = viewers("blocked", leo)

    assert response.status_code == 404
    assert seen(response) == set()


@pytest.mark.parametrize("who", ["anyone", "unproved", "refused", "employer", "applied", "blocked"])
@pytest.mark.parametrize("why", ["not published", "nothing for them", "leaving", "locked out"])
def test_what_is_not_there_is_as_if_nobody_was(client, viewers, who, why):
    leo = person()
    if why == "not published":
        leo.published_at = None
    if why == "nothing for them":
        leo.visibility = dict.fromkeys(PARTS, "only-me")
    if why == "leaving":
        leo.delete_after = timezone.now()
    leo.save()
    leo.user.is_active = why != "locked out"
    leo.user.save()

    response = viewers(who, leo)

    nobody = client.get(reverse("person", args=["nobody-here"]))
    assert (response.status_code, same_page(response)) == (404, same_page(nobody))
    assert (set(response.headers), response.get("Cache-Control")) == (
        set(nobody.headers),
        nobody.get("Cache-Control"),
    )


def test_a_page_on_which_nothing_is_to_be_seen_is_not_there(client):
    leo = make.person(headline="", visibility=dict.fromkeys(PARTS, "public") | {"contact": "only-me"})

    assert client.get(address(leo)).status_code == 404


def test_its_owner_is_led_to_the_preview_also_before_it_is_published(client):
    leo = person(published_at=None)
    client.force_login(leo.user)

    assert client.get(address(leo)).url == reverse("preview_profile")


def test_capital_letters_lead_to_the_same_page(client):
    person()

    assert client.get("/people/Leo-M/").status_code == 200


@pytest.mark.parametrize("email", ["leo@example.com", "secret-code"])
def test_address_and_codes_are_nowhere_on_it(client, email):
    leo = person(of=make.user("leo@example.com"))

    assert email not in client.get(address(leo)).content.decode()


# How it is given out


def test_links_that_lead_out_say_nothing_of_where_one_came_from(client):
    leo = person()

    shown = client.get(address(leo)).content.decode()

    out = re.findall(r"<a [^>]*href=\"https:[^>]*>", shown)
    assert len(out) == 2
    assert all('rel="nofollow ugc noopener noreferrer"' in link for link in out)


@pytest.mark.parametrize(
    ("listed", "public", "noindex"),
    [(True, "public", False), (False, "public", True), (True, "employers", True)],
)
def test_search_engines_may_list_it_only_if_its_owner_says_so(client, listed, public, noindex):
    leo = person(in_search_engines=listed, visibility=dict.fromkeys(PARTS, public))

    response = client.get(address(leo))

    assert ('content="noindex"' in response.content.decode()) == noindex


def test_no_cache_keeps_it(client):
    leo = person()

    kept = client.get(address(leo))["Cache-Control"]

    assert "private" in kept
    assert "no-store" in kept


def test_texts_stay_texts(client):
    bad = "<script>alert(1)</script>"
    leo = person(name=bad, about=bad, city=bad)
    make.piece(
        leo, title=bad, my_part=bad, client=bad, result=bad, result_source=bad, result_on=timezone.now()
    )

    shown = client.get(address(leo)).content.decode()

    assert bad not in shown
    assert shown.count("&lt;script&gt;") >= 8


def test_a_result_says_that_it_is_self_reported_from_where_and_when(client):
    leo = person()
    make.piece(leo, result="41,000 views", result_source="TikTok Studio", result_on="2026-05-20")

    shown = client.get(address(leo)).content.decode()

    assert "(self-reported; from TikTok Studio, read on 20 May 2026)" in shown


def test_a_confidential_client_is_called_so(client):
    make.piece(person(), client="Acme", confidential=True)

    shown = client.get("/people/leo-m/").content.decode()

    assert "Confidential client" in shown
    assert "Acme" not in shown


@pytest.mark.parametrize("pieces", [1, 3])
def test_questions_of_the_page(client, pieces, assert_questions):
    leo = make.person()
    for _ in range(pieces):
        make.piece(leo, skills=["seo"])
        leo.links.create(url=f"https://leo{_}.example", code="x")

    catalogue()

    with assert_questions(8):
        client.get(address(leo))


# Old addresses


def test_an_old_address_leads_on_only_if_its_owner_wished(client):
    leo = person()
    addresses.choose("leo-cuts", by=leo.user, leads_on=True)
    addresses.choose("leo-edits", by=leo.user)

    assert client.get("/people/leo-m/").url == "/people/leo-edits/"
    assert client.get("/people/leo-cuts/").status_code == 404


def test_it_leads_nowhere_for_whom_the_page_is_not_there(client, viewers):
    leo = person()
    addresses.choose("leo-cuts", by=leo.user, leads_on=True)
    leo.refresh_from_db()

    viewers("blocked", leo)

    assert client.get("/people/leo-m/").status_code == 404


# Previews


@pytest.mark.parametrize(
    ("who", "name"), [("anyone", "anyone"), ("employer", "employer"), ("applied", "applied")]
)
@pytest.mark.parametrize("choice", ["only-me", "applied-to", "employers", "public"])
def test_a_preview_is_what_they_get_but_for_the_bar(client, viewers, who, name, choice):
    leo = person(visibility=dict.fromkeys(PARTS, choice))
    theirs = viewers(who, leo)

    client.force_login(leo.user)
    preview = client.get(reverse("preview_profile"), {"as": name})

    assert preview.status_code == 200
    assert BAR.sub("", preview.content.decode()) == theirs.content.decode()


def test_a_preview_as_a_company_one_hides_from_is_that_nobody_is_there(client, viewers):
    leo = person()
    theirs = viewers("blocked", leo)
    client.force_login(leo.user)

    preview = client.get(reverse("preview_profile"), {"as": "hidden-company-of-blocked"})

    assert BAR.sub("", preview.content.decode()) == theirs.content.decode()
    assert "as if nobody was there" in preview.content.decode()


def test_the_bar_names_every_company_one_hides_from(client):
    leo = person()
    for name in ("Fern", "Moss"):
        publishing.hide_from(make.company(name=name), by=leo.user)
    client.force_login(leo.user)

    shown = client.get(reverse("preview_profile"), {"as": "nonsense"}).content.decode()

    assert "Fern (hidden from)" in shown
    assert "Moss (hidden from)" in shown
    assert '<option value="anyone" selected>' in shown


def test_before_publishing_the_preview_says_that_nobody_gets_this_yet(client):
    leo = person(published_at=None)
    client.force_login(leo.user)

    shown = client.get(reverse("preview_profile"))

    assert "Your page is off" in shown.content.decode()
    assert seen(shown) == set(MARKS)


def test_without_an_address_one_chooses_it_first(client):
    client.force_login(make.user())

    assert client.get(reverse("preview_profile")).url == reverse("profile_address")


# Files


@pytest.mark.parametrize(
    ("choice", "statuses"),
    [("public", [200, 200, 200, 404]), ("employers", [404, 200, 200, 404]), ("only-me", [404] * 4)],
)
def test_files_are_given_to_whom_the_page_shows_them(client, viewers, settings, tmp_path, choice, statuses):
    settings.MEDIA_ROOT = tmp_path
    leo = person(visibility=dict.fromkeys(PARTS, "public") | {"pieces": choice})
    piece = make.piece(leo, file=keeping.put(b"picture", "image"), file_kind="image", alt_text="A field")
    got = []

    for who in ("anyone", "employer", "applied", "blocked"):
        viewers(who, leo)
        got.append(client.get(piece.file_address).status_code)

    assert got == statuses
    client.force_login(leo.user)
    assert client.get(piece.file_address).status_code == 200


def test_files_of_a_page_that_is_off_are_their_owners_alone(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    leo = person(published_at=None)
    piece = make.piece(leo, file=keeping.put(b"picture", "image"), file_kind="image", alt_text="A field")

    assert client.get(piece.file_address).status_code == 404
    assert client.get(reverse("piece_file", args=[piece.pk, "0" * 40])).status_code == 404
    client.force_login(leo.user)
    answer = client.get(piece.file_address)
    assert answer["Content-Type"] == "image/webp"
    assert "no-store" in answer["Cache-Control"]


# Letters

LETTER = {"name": "Nadia", "message": "We like your work.\n\nShall we talk?"}


@pytest.fixture
def nadia(client):
    sender = make.user("nadia@acme.example", name="Nadia")
    client.force_login(sender)
    return sender


def write(client, leo, **more):
    form = client.get(reverse("write_to_person", args=[leo.handle])).context["form"]
    data = LETTER | {"number": str(form["number"].value())} | more
    return client.post(reverse("write_to_person", args=[leo.handle]), data), data


def test_a_letter_reaches_the_person_and_the_answer_its_writer(client, nadia):
    leo = person(of=make.user("leo@example.com"))

    response, _ = write(client, leo)

    assert response.url == address(leo)
    letter = mail.outbox[0]
    assert (letter.to, letter.reply_to or [letter.extra_headers["Reply-To"]]) == (
        ["leo@example.com"],
        [nadia.email],
    )
    assert "Shall we talk?" in letter.body
    assert "leo@example.com" not in client.get(response.url).content.decode()


def test_the_same_form_sent_twice_is_one_letter(client, nadia):
    leo = person()
    _, data = write(client, leo)

    client.post(reverse("write_to_person", args=[leo.handle]), data)

    assert len(mail.outbox) == 1


def test_an_empty_letter_is_not_sent(client, nadia):
    response, _ = write(client, person(), message="")

    assert response.status_code == 422
    assert mail.outbox == []


def test_a_header_cannot_be_smuggled_into_a_letter(client, nadia):
    write(client, person(), name="Nadia\r\nBcc: all@example.com")

    assert mail.outbox[0].bcc == []
    assert "\n" not in mail.outbox[0].subject


def test_one_writes_to_somebody_three_times_a_day(client, nadia):
    leo = person()

    answers = [write(client, leo)[0] for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302] * 3 + [429]
    assert "Shall we talk?" in answers[-1].content.decode()
    assert len(mail.outbox) == 3


def test_who_did_not_confirm_their_address_does_so_first(client, nadia):
    nadia.emailaddress_set.update(verified=False)

    response, _ = write(client, person())

    assert "Confirm it" in response.content.decode()
    assert "Shall we talk?" in response.content.decode()
    assert mail.outbox == []


def test_who_is_not_signed_in_is_asked_to_whoever_it_is_for(client):
    person()

    answers = [client.get(reverse("write_to_person", args=[handle])) for handle in ("leo-m", "nobody-here")]

    assert all("/account/login/" in answer.url for answer in answers)


@pytest.mark.parametrize("why", ["contact is closed", "not published"])
def test_where_contact_is_not_seen_no_letter_is_taken(client, nadia, why):
    leo = person(
        visibility=dict.fromkeys(PARTS, "public")
        | ({"contact": "only-me"} if why == "contact is closed" else {})
    )
    if why == "not published":
        publishing.unpublish(by=leo.user)

    response = client.post(reverse("write_to_person", args=[leo.handle]), LETTER)

    assert response.status_code == 404
    assert mail.outbox == []


def test_a_company_one_hides_from_cannot_write(client, nadia):
    leo = person()
    publishing.hide_from(make.company(nadia), by=leo.user)

    assert client.post(reverse("write_to_person", args=[leo.handle]), LETTER).status_code == 404
    assert mail.outbox == []
