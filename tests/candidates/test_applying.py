"""Writing and sending an application: what is kept, what the employer will see, and who has sent what."""

import re
import threading
from functools import partial

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.urls import reverse

from candidates import applying
from candidates.applying import sending
from candidates.files import cv, keeping
from candidates.forms import people
from candidates.models import Application, Candidate
from candidates.states import Stage
from listings import counting, lifecycle
from listings.models import Listing
from roles import vocabulary as taxonomy
from tests import make
from tests.candidates.papers import docx, pdf, upload

pytestmark = pytest.mark.django_db
WHY = "I ran paid social for two shops."


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Limits are counted anew, and a test may be quick."""
    cache.clear()
    monkeypatch.setattr(people, "is_younger", lambda stamp: False)


@pytest.fixture
def listing():
    return make.open_listing(make.user("nadia@acme.example"), title="Paid social exec")


@pytest.fixture
def priya():
    return make.user("priya@example.com", name="Priya R.")


@pytest.fixture
def signed_in(client, priya):
    client.force_login(priya)
    return client


def address(listing) -> str:
    return reverse("apply", args=[listing.pk])


def stamp(client, listing) -> str:
    return re.search(r'name="stamp" value="([^"]+)"', client.get(address(listing)).content.decode())[1]


def write(client, listing, button: str = "check", **typed):
    """Press a button of the form as a browser would."""
    words = {"name": "Priya R.", "email": "priya@example.com", "why": WHY, "stamp": stamp(client, listing)}
    return client.post(address(listing), words | {button: "1"} | typed)


def link_of(message) -> str:
    return re.search(r"https?://[^/]+(/applications/\S+)", message.body)[1]


def piece(candidate, title: str, **fields):
    fields = {"kind": "post", "my_part": "All of it", "order": candidate.pieces.count() + 1} | fields
    return candidate.pieces.create(title=title, **fields)


# With an account


def test_opening_the_page_makes_no_draft(signed_in, listing):
    response = signed_in.get(address(listing))

    assert response.status_code == 200
    assert 'value="Priya R."' in response.content.decode()
    assert not Application.objects.exists()


def test_the_form_begins_with_the_name_of_ones_page(signed_in, listing, priya):
    make.person(priya, name="Leo M.")

    page = signed_in.get(address(listing)).content.decode()

    assert 'value="Leo M."' in page
    assert "Priya R." not in page


def test_apply_check_and_send(signed_in, listing, priya):
    checked = write(signed_in, listing)
    draft = Application.objects.get()
    preview = signed_in.get(checked.url)
    sent = signed_in.post(checked.url)

    assert (draft.stage, draft.user, draft.email) == (Stage.DRAFT, priya, "priya@example.com")
    assert WHY in preview.content.decode()
    assert sent.url == reverse("application_sent", args=[draft.token])
    draft.refresh_from_db()
    assert (draft.stage, draft.why) == (Stage.SENT, WHY)
    page = signed_in.get(sent.url).content.decode()
    assert "What happens next" in page
    assert reverse("withdraw_application", args=[draft.token]) in page


def test_the_address_of_the_account_is_fixed_and_nothing_else_can_be_posted_along(signed_in, listing):
    write(
        signed_in, listing, email="boss@acme.example", stage="hired", confirmed_at="2020-01-01", skills="seo"
    )

    draft = Application.objects.get()
    assert (draft.email, draft.stage, draft.confirmed_at, draft.skills) == (
        "priya@example.com",
        "draft",
        None,
        [],
    )


def test_what_is_missing_is_said_and_what_was_typed_is_kept(signed_in, listing):
    listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    listing.questions.create(order=2, text="Which tools do you use?", kind="text")

    response = write(signed_in, listing, why="x" * 601, name="")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Error: Apply" in page
    for words in (
        "Enter your name",
        "Use at most 600 characters. You have 601",
        "Do you own a camera?",
        "x" * 601,
    ):
        assert words in page
    assert "Answer the question “Which tools do you use?”" in page


def test_answers_are_kept_with_the_words_of_the_question(signed_in, listing):
    yes_no = listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    text = listing.questions.create(order=2, text="Which tools?", kind="text")
    answers = {f"answer_{yes_no.pk}": "Yes", f"answer_{text.pk}": "Figma\r\nand CapCut"}

    checked = write(signed_in, listing, **answers)

    draft = Application.objects.get()
    said = [(answer.asked, answer.text) for answer in draft.answers.all()]
    assert said == [("Do you own a camera?", "Yes"), ("Which tools?", "Figma\nand CapCut")]
    assert "Figma<br>and CapCut" in signed_in.get(checked.url).content.decode()


def test_a_question_that_was_added_since_is_answered_before_it_is_sent(signed_in, listing):
    checked = write(signed_in, listing)
    listing.questions.create(order=1, text="New one?", kind="text")

    response = signed_in.post(checked.url)

    assert response.url == address(listing)
    assert not Application.objects.sent().exists()


def test_lines_count_as_one_character_as_the_counter_says(signed_in, listing):
    assert write(signed_in, listing, why="a\r\n" * 300).status_code == 302


def test_a_draft_may_have_gaps_and_waits_where_it_was(signed_in, listing):
    saved = write(signed_in, listing, "save", why="Half a")

    page = signed_in.get(address(listing)).content.decode()
    assert saved.url == address(listing)
    assert "Half a" in page
    assert Application.objects.get().is_draft


def test_the_script_keeps_what_is_typed_and_makes_one_draft(signed_in, listing, priya):
    keep = reverse("keep_application", args=[listing.pk])
    form = signed_in.get(address(listing)).context
    typed_by = re.search(
        r'name="typed_by" value="([^"]+)"', signed_in.get(address(listing)).content.decode()
    )[1]

    nothing = signed_in.post(keep, {"name": "Priya R.", "why": "", "typed_by": typed_by})
    for why in ("I r", "I ran"):
        kept = signed_in.post(keep, {"name": "", "why": why, "typed_by": typed_by})
    long = signed_in.post(keep, {"name": "", "why": "y" * 601, "typed_by": typed_by})

    assert form["listing"] == listing
    assert "Not saved yet" in nothing.content.decode()
    assert "Draft saved" in kept.content.decode()
    assert "Not saved, because something is wrong there: Why me" in long.content.decode()
    assert Application.objects.get().why == "I ran"
    assert signed_in.get(keep).status_code == 405


def seen_by(client, listing) -> str:
    """When the draft that the page shows was saved, as the page says of itself."""
    return re.search(r'name="seen" value="([^"]*)"', client.get(address(listing)).content.decode())[1]


def test_of_two_windows_the_second_is_told_and_loses_nothing(signed_in, listing):
    write(signed_in, listing, "save", why="Begun")
    seen = seen_by(signed_in, listing)
    write(signed_in, listing, "save", why="From the first window", seen=seen)

    second = write(signed_in, listing, why="From the second window", seen=seen)
    kept = Application.objects.get().why
    page = second.content.decode()
    again = re.search(r'name="seen" value="([^"]*)"', page)[1]
    write(signed_in, listing, "save", why="From the second window", seen=again)

    assert second.status_code == 409
    assert "Another window saved this draft" in page
    assert "From the second window" in page
    assert kept == "From the first window"
    assert Application.objects.get().why == "From the second window"


def test_what_is_shown_again_with_a_mistake_was_not_overtaken(signed_in, listing):
    wrong = write(signed_in, listing, name="")
    seen = re.search(r'name="seen" value="([^"]+)"', wrong.content.decode())[1]

    assert write(signed_in, listing, seen=seen).status_code == 302


def test_the_script_of_the_second_window_is_told_too(signed_in, listing, priya):
    write(signed_in, listing, "save", why="Begun")
    page = signed_in.get(address(listing)).content.decode()
    typed = {"seen": seen_by(signed_in, listing), "name": "Priya R."}
    typed["typed_by"] = re.search(r'name="typed_by" value="([^"]+)"', page)[1]
    keep = reverse("keep_application", args=[listing.pk])

    first = signed_in.post(keep, typed | {"why": "From the first window"})
    second = signed_in.post(keep, typed | {"why": "From the second window"})
    goes_on = re.search(r'data-saved="([^"]+)"', first.content.decode())[1]
    third = signed_in.post(keep, typed | {"why": "The first window goes on", "seen": goes_on})

    assert (first.status_code, second.status_code, third.status_code) == (200, 409, 200)
    assert "Another window saved this draft" in second.content.decode()
    assert Application.objects.get().why == "The first window goes on"


def test_the_script_of_who_was_signed_out_begins_no_draft_of_a_stranger(signed_in, client, listing):
    page = signed_in.get(address(listing)).content.decode()
    typed_by = re.search(r'name="typed_by" value="([^"]+)"', page)[1]
    client.logout()

    response = client.post(
        reverse("keep_application", args=[listing.pk]), {"why": "I ran", "typed_by": typed_by}
    )

    assert response.status_code == 409
    assert "You were signed out" in response.content.decode()
    assert not Application.objects.exists()


def test_who_was_signed_out_signs_in_and_the_text_is_there(signed_in, client, listing, priya):
    page = signed_in.get(address(listing)).content.decode()
    typed_by = re.search(r'name="typed_by" value="([^"]+)"', page)[1]
    client.logout()

    asked = client.post(address(listing), {"why": "I ran it all", "typed_by": typed_by, "check": "1"})
    client.post(reverse("account_login"), {"login": priya.email, "password": make.PASSWORD})

    assert "/account/login/" in asked.url
    assert "I ran it all" in client.get(address(listing)).content.decode()


# Pieces and profile


def test_up_to_five_pieces_of_ones_own_are_chosen(signed_in, listing, priya):
    mine = Candidate.objects.create(user=priya)
    theirs = Candidate.objects.create(user=make.user())
    pieces = [piece(mine, f"Piece {number}").pk for number in range(6)]
    other = piece(theirs, "Not mine").pk

    many = write(signed_in, listing, pieces=pieces)
    foreign = write(signed_in, listing, pieces=[other])
    fine = write(signed_in, listing, pieces=pieces[:5])

    assert "Choose at most 5 pieces. You chose 6" in many.content.decode()
    assert foreign.status_code == 422
    assert fine.status_code == 302
    assert [chosen["id"] for chosen in Application.objects.get().pieces] == pieces[:5]


def profile(priya) -> Candidate:
    candidate = Candidate.objects.create(
        user=priya, headline="Paid social", about="Six years", city="Leeds", country="GB", time_zone="Europe/London",
        languages=[["en", "native"]], work_modes=["remote"], availability="now", may_work_in=["GB"], handle="priya",
    )  # fmt: skip
    Candidate.objects.keep(priya, ["seo", "copywriting"], ["tiktok"])
    return candidate


def test_what_is_sent_is_what_the_profile_shows_to_employers_applied_to(signed_in, listing, priya):
    candidate = profile(priya)
    candidate.visibility = {"terms": "only-me", "languages": "public"}
    candidate.save()

    sent = make.application(listing, priya)

    sent.refresh_from_db()
    assert sorted(sent.skills) == ["copywriting", "seo"]
    assert sent.profile == {
        "headline": "Paid social", "about": "Six years", "languages": [["en", "native"]], "country": "GB",
        "time_zone": "Europe/London", "may_work_in": ["GB"], "platforms": ["tiktok"],
    }  # fmt: skip


def test_skills_kept_to_oneself_are_not_sent_and_a_city_only_if_it_is_shown(listing, priya):
    candidate = profile(priya)
    candidate.visibility = {"skills": "only-me", "city": "applied-to"}
    candidate.save()

    sent = make.application(listing, priya)

    assert (sent.skills, sent.profile.get("platforms"), sent.profile["city"]) == ([], None, "Leeds")


def test_what_was_sent_stays_when_the_portfolio_changes(listing, priya):
    candidate = profile(priya)
    shown = piece(
        candidate, "Launch", confidential=True, client="Secret Ltd", file=keeping.put(b"picture", "image"),
        file_kind="image", alt_text="A poster", result="9 % more", result_source="Own count", result_on="2026-01-02",
    )  # fmt: skip
    sent = make.application(listing, priya, pieces=[{"id": shown.pk}])

    shown.delete()
    default_storage.delete(keeping.path_of(shown.file, "image"))

    sent.refresh_from_db()
    (kept,) = sent.pieces
    assert (kept["title"], kept["client"], kept["confidential"]) == ("Launch", "", True)
    assert kept["result_on"] == "2026-01-02"
    assert default_storage.open(keeping.path_of(kept["file"], "image")).read() == b"picture"


def test_the_preview_is_what_is_sent(signed_in, listing, priya):
    candidate = profile(priya)
    question = listing.questions.create(order=1, text="Camera?", kind="yes-no")
    shown = piece(candidate, "Launch", link="https://example.com/launch")
    piece(candidate, "Not chosen")

    checked = write(
        signed_in, listing, pieces=[shown.pk], **{f"answer_{question.pk}": "Yes"}, cv=upload(pdf())
    )
    preview = section(signed_in.get(checked.url))
    signed_in.post(checked.url)
    sent = Application.objects.get()
    own = section(signed_in.get(sent.get_absolute_url()))
    signed_in.force_login(listing.posted_by)
    employer = section(signed_in.get(reverse("applicant", args=[sent.pk])))

    assert "Launch" in preview
    assert "Not chosen" not in preview
    assert preview == own
    assert words(preview) == words(employer)


def section(response) -> str:
    page = response.content.decode()
    start = page.index('<section class="application"')
    return page[start : page.index("</section>", start)]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# CV


def test_a_cv_is_kept_under_our_name_downloaded_replaced_and_removed(
    signed_in, listing, django_capture_on_commit_callbacks
):
    write(signed_in, listing, cv=upload(pdf(), "../../priya salary.pdf"))
    first = Application.objects.get()
    got = signed_in.get(reverse("own_cv", args=[first.token]))
    with django_capture_on_commit_callbacks(execute=True):
        write(signed_in, listing, "save", cv=upload(docx(), "cv.docx"))
    second = Application.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        write(signed_in, listing, "remove_cv")
    third = Application.objects.get()

    assert re.fullmatch("[0-9a-f]{40}", first.cv)
    assert b"".join(got) == pdf()
    assert got["Content-Disposition"] == 'attachment; filename="my-cv.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert (second.cv_kind, third.cv, third.why) == ("docx", "", WHY)
    for gone in (first, second):
        assert not default_storage.exists(keeping.path_of(gone.cv, gone.cv_kind))
    assert signed_in.get(reverse("own_cv", args=[first.token])).status_code == 404


def test_what_is_no_cv_is_said_beside_the_field_and_not_kept(signed_in, listing):
    before = len(files())

    response = write(signed_in, listing, cv=upload(b"<svg onload=alert(1)>"))

    assert response.status_code == 422
    assert "Choose a PDF or Word file (DOCX) smaller than 5 MB" in response.content.decode()
    assert (len(files()), Application.objects.get().cv) == (before, "")
    assert Application.objects.get().why == WHY


def files() -> list[str]:
    try:
        return default_storage.listdir(keeping.FOLDER)[1]
    except FileNotFoundError:
        return []


def test_a_good_cv_stays_when_something_else_is_wrong(signed_in, listing):
    response = write(signed_in, listing, why="", cv=upload(pdf()))

    assert response.status_code == 422
    assert Application.objects.get().cv_kind == "pdf"


def test_uploads_are_limited(signed_in, listing):
    answers = [write(signed_in, listing, "save", cv=upload(pdf())).status_code for _ in range(31)]

    assert answers == [302] * 30 + [429]


# Not open, not here, not twice


@pytest.mark.parametrize("fields", [{"apply_by": "website", "apply_url": "https://acme.example/jobs"}, {}])
def test_a_listing_that_takes_no_applications_here_says_how(signed_in, listing, fields):
    listing = make.live_listing(**fields) if fields else make.open_listing(source=make.source(is_sample=True))

    for response in (
        signed_in.get(address(listing)),
        signed_in.post(address(listing), {"why": WHY, "check": "1"}),
    ):
        assert response.url == listing.get_absolute_url()
    assert not Application.objects.exists()


def test_a_listing_that_nobody_may_see_is_not_there(signed_in):
    hidden = make.listing(apply_by="here")

    assert signed_in.get(address(hidden)).status_code == 404
    assert signed_in.post(reverse("keep_application", args=[hidden.pk])).status_code == 404


def test_closed_meanwhile_is_told_and_the_text_is_kept(signed_in, listing):
    checked = write(signed_in, listing)
    lifecycle.close(listing, by=listing.posted_by, outcome="nobody")

    again = signed_in.post(address(listing), {"why": "One word more", "name": "Priya R.", "check": "1"})
    sent = signed_in.post(checked.url, follow=True)

    assert again.status_code == 409
    assert (
        "This listing closed while you were writing. Your text is saved in your drafts."
        in again.content.decode()
    )
    assert "One word more" in again.content.decode()
    assert "cannot be sent" in sent.content.decode()
    assert Application.objects.get().why == "One word more"
    assert Application.objects.get().is_draft


def test_text_that_was_never_saved_is_kept_too_when_the_listing_closed(signed_in, listing):
    lifecycle.close(listing, by=listing.posted_by, outcome="nobody")

    signed_in.post(address(listing), {"why": "All of it", "name": "Priya R.", "check": "1"})

    assert Application.objects.get().why == "All of it"
    assert signed_in.get(address(listing)).status_code == 200


def test_a_closed_listing_without_a_draft_leads_to_its_page(signed_in, listing):
    lifecycle.close(listing, by=listing.posted_by, outcome="nobody")

    assert signed_in.get(address(listing)).url == listing.get_absolute_url()


def test_who_applied_is_shown_that_application(signed_in, listing, priya):
    sent = make.application(listing, priya)

    for response in (
        signed_in.get(address(listing)),
        signed_in.post(address(listing), {"why": "Again", "check": "1"}),
        signed_in.get(reverse("check_application", args=[sent.token])),
    ):
        assert response.url == sent.get_absolute_url()
    assert Application.objects.count() == 1


def test_sent_twice_is_one_application(signed_in, listing):
    checked = write(signed_in, listing)

    answers = [signed_in.post(checked.url) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert Application.objects.sent().count() == 1


def test_a_filled_in_trap_is_said_and_nothing_is_sent(client, listing):
    response = write(client, listing, website="https://spam.example")

    assert response.status_code == 422
    assert (
        "fields that people do not see" in words(response.content.decode())
        or "field" in response.content.decode()
    )
    assert 'value="https://spam.example"' not in response.content.decode()


# Without an account


def asked(client, listing, **typed):
    checked = write(client, listing, **typed)
    return client.post(checked.url)


def test_a_guest_is_not_told_of_pieces_that_only_a_profile_has(client, listing):
    shown = client.get(reverse("apply", args=[listing.pk])).content.decode()

    assert "Everything is needed but the CV." in shown


def test_a_guest_sends_by_the_link_in_the_mail(client, listing, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = asked(client, listing, email="Leo@Example.com")
    (asking,) = mail.outbox
    before = Application.objects.get()
    opened = client.get(link_of(asking))
    after_opening = Application.objects.get().stage
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(link_of(asking))
    after = Application.objects.get()

    assert response.url == reverse("look_in_mail")
    assert address(listing) in client.get(response.url).content.decode()
    assert asking.to == ["leo@example.com"]
    assert WHY in opened.content.decode()
    assert after_opening == Stage.DRAFT
    assert (after.stage, after.user) == (Stage.SENT, None)
    assert sent.url == reverse("application_sent", args=[after.token])
    assert after.token != before.token
    assert client.get(reverse("application", args=[before.token])).status_code == 404
    assert client.get(link_of(asking)).url == after.get_absolute_url()
    assert client.get(after.get_absolute_url()).status_code == 200


def test_who_typed_anothers_address_cannot_send_for_them(client, listing):
    asked(client, listing, email="victim@example.com")
    draft = Application.objects.get()

    client.post(reverse("check_application", args=[draft.token]))
    made_up = client.post(reverse("confirm_application", args=[f"{draft.pk}:victim@example.com"]))

    assert made_up.status_code == 404
    assert Application.objects.get().is_draft


def test_a_guests_draft_is_that_of_the_browser_and_can_be_changed_until_it_is_sent(client, listing, settings):
    asked(client, listing)
    asked(client, listing, why="Better words", email="other@example.com")

    other_browser = type(client)()
    assert Application.objects.get().why == "Better words"
    assert "Better words" in client.get(address(listing)).content.decode()
    assert "Better words" not in other_browser.get(address(listing)).content.decode()


def test_a_link_to_another_address_sends_nothing_after_the_address_changed(client, listing):
    asked(client, listing)
    old = reverse("confirm_application", args=[applying.key_of(Application.objects.get())])
    asked(client, listing, email="other@example.com")

    assert client.post(old).status_code == 404
    assert Application.objects.get().is_draft


def test_a_link_sends_the_words_that_it_was_mailed_for_and_shows_no_address(client, listing):
    asked(client, listing, email="leo@example.com")
    key = applying.key_of(Application.objects.get())
    asked(client, listing, email="leo@example.com", why="Other words")

    assert client.post(reverse("confirm_application", args=[key])).status_code == 404
    assert Application.objects.get().is_draft
    assert "leo" not in str(signing.loads(key, salt="application"))


def test_an_address_that_is_changed_while_the_link_is_pressed_is_not_confirmed(client, listing, monkeypatch):
    asked(client, listing, email="mallory@example.com")
    draft = Application.objects.get()
    key = applying.key_of(draft)
    hold = sending.moving.held

    def held(application):
        write(client, listing, "save", email="victim@example.com")
        return hold(application)

    monkeypatch.setattr(sending.moving, "held", held)
    answer = client.post(reverse("confirm_application", args=[key]))

    assert answer.status_code == 404
    draft.refresh_from_db()
    assert (draft.email, draft.stage, draft.confirmed_at) == ("victim@example.com", Stage.DRAFT, None)


def test_pressed_twice_is_one_mail_and_changed_words_are_another(
    client, listing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        checked = write(client, listing)
        client.post(checked.url)
        client.post(checked.url)
        asked(client, listing, why="Better words")

    assert [message.to for message in mail.outbox] == [["priya@example.com"]] * 2


def test_a_guest_learns_nothing_of_who_has_applied(
    client, listing, priya, django_capture_on_commit_callbacks
):
    make.application(listing, priya)
    with django_capture_on_commit_callbacks(execute=True):
        known = asked(client, listing, email="priya@example.com")
    told = mail.outbox[-1]
    with django_capture_on_commit_callbacks(execute=True):
        unknown = asked(type(client)(), listing, email="new@example.com")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert told.to == ["priya@example.com"]
    assert told.subject == "Applied already: Paid social exec at Acme"
    assert Application.objects.sent().count() == 1


def test_two_drafts_of_one_guest_are_one_application(client, listing):
    keys = []
    for browser in (client, type(client)()):
        asked(browser, listing)
        keys.append(applying.key_of(Application.objects.order_by("-pk")[0]))

    first, second = (client.post(reverse("confirm_application", args=[key])) for key in keys)

    sent = Application.objects.sent().get()
    assert first.url == reverse("application_sent", args=[sent.token])
    assert second.url == sent.get_absolute_url()


def test_a_guest_is_told_that_it_closed_and_keeps_the_text(client, listing):
    asked(client, listing)
    key = applying.key_of(Application.objects.get())
    lifecycle.close(listing, by=listing.posted_by, outcome="nobody")

    response = client.post(reverse("confirm_application", args=[key]))

    assert "This listing closed while you were writing" in response.content.decode()
    assert WHY in response.content.decode()
    assert Application.objects.get().is_draft


def test_a_guest_who_was_asked_more_meanwhile_answers_before_it_is_sent(client, listing):
    asked(client, listing)
    confirm = reverse("confirm_application", args=[applying.key_of(Application.objects.get())])
    listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    in_the_mail = type(client)()

    answer = in_the_mail.post(confirm, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == address(listing)
    assert "Before it can be sent, fill in “Do you own a camera?”." in page
    assert WHY in page
    assert Application.objects.get().is_draft


def test_who_sends_too_many_files_is_stopped_before_they_are_looked_at(client, listing, monkeypatch):
    looked_at = []
    read = cv.read
    monkeypatch.setattr(cv, "read", lambda file: looked_at.append(file.name) or read(file))

    answers = {write(client, listing, "save", cv=upload(pdf(), "cv.pdf")).status_code for _ in range(32)}

    assert answers == {302, 429}
    assert len(looked_at) == 30


def test_mails_to_an_address_are_limited(client, listing):
    answers = []
    for _ in range(9):
        checked = write(client, listing)
        answers.append(client.post(checked.url).status_code)

    assert answers == [302] * 8 + [429]


def test_who_signs_in_takes_the_draft_along(client, listing, priya):
    write(client, listing, "save", why="Before I signed in", email="")
    client.post(reverse("account_login"), {"login": priya.email, "password": make.PASSWORD})

    draft = Application.objects.get()
    assert (draft.user, draft.email, draft.why) == (priya, priya.email, "Before I signed in")
    assert "Before I signed in" in client.get(address(listing)).content.decode()


def test_the_mail_of_somebody_with_an_account_asks_to_sign_in(client, listing, priya):
    sent = make.application(listing, priya)

    response = client.get(sent.get_absolute_url())

    assert response.url == f"{reverse('account_login')}?next={sent.get_absolute_url()}"


# At once


def at_once(acts) -> list:
    """What each of these answers, or raises, when all start together."""
    start, answers = threading.Barrier(len(acts)), []

    def go(act) -> None:
        start.wait()
        try:
            answers.append(act())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["a person", "a guest in two browsers", "a guest and a person"])
def test_two_posts_at_once_are_one_application(who):
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite is in memory and has one connection")
    taxonomy.load()
    listing = make.open_listing(make.user())
    priya = make.user("priya@example.com")
    guests = [make.draft(listing, email=priya.email, confirmed_at=None) for _ in range(2)]
    if who == "a person":
        draft = make.draft(listing, priya)
        acts = [partial(applying.send, draft)] * 2
    elif who == "a guest in two browsers":
        acts = [partial(applying.confirm, applying.key_of(draft)) for draft in guests]
    else:
        acts = [
            partial(applying.confirm, applying.key_of(guests[0])),
            partial(applying.send, make.draft(listing, priya)),
        ]

    answers = at_once(acts)

    assert all(isinstance(answer, Application | applying.AlreadyApplied) for answer in answers)
    assert len(answers) == 2
    assert Application.objects.sent().count() == 1
    listing.refresh_from_db()
    assert listing.applications_waiting == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_words_at_once_are_one_draft():
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite is in memory and has one connection")
    taxonomy.load()
    listing, priya = make.open_listing(make.user()), make.user()

    answers = at_once([partial(applying.begin, listing, user=priya)] * 2)

    assert {answer.pk for answer in answers} == {Application.objects.get().pk}


def test_nobody_applies_to_a_company_that_they_speak_for(client, listing):
    client.force_login(listing.posted_by)

    for response in (client.get(address(listing)), client.post(address(listing), {"why": WHY, "check": "1"})):
        assert response.url == reverse("applicants", args=[listing.pk])
    assert not Application.objects.exists()


def test_of_people_who_state_no_skills_none_is_called_missing(client, listing):
    sent = make.application(listing)
    client.force_login(listing.posted_by)

    page = client.get(reverse("applicant", args=[sent.pk])).content.decode()

    assert "None stated in a profile." in page
    assert "Missing:" not in page


def test_a_sent_application_is_counted_by_where_the_person_came_from(client, signed_in, listing):
    visitor = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "sec-fetch-site": "same-origin"}
    page = f"{address(listing)}?from=search"
    signed_in.post(page, {"name": "Priya R.", "why": WHY, "stamp": stamp(signed_in, listing), "check": "1"})
    check = reverse("check_application", args=[Application.objects.get().token])

    signed_in.post(f"{check}?from=search", headers=visitor)
    signed_in.post(f"{check}?from=search", headers=visitor)
    counting.tally.write()

    assert [(row.came_from, row.applications) for row in listing.day_counts.all()] == [("search", 1)]


@pytest.mark.parametrize("status", ["paused", "frozen"])
def test_what_is_written_for_a_listing_that_is_taken_off_meanwhile_is_kept(
    client, signed_in, listing, status
):
    proof = stamp(signed_in, listing)
    Listing.objects.filter(pk=listing.pk).update(status=status)

    response = signed_in.post(
        address(listing), {"name": "Priya R.", "why": WHY, "stamp": proof, "check": "1"}
    )

    assert response.status_code == 409
    assert "This listing closed while you were writing." in response.content.decode()
    assert Application.objects.get().why == WHY
    client.logout()
    assert client.get(address(listing)).status_code == 404


def test_who_comes_to_send_hears_what_is_missing(client, signed_in, listing, priya):
    draft = make.draft(listing, priya, why="")
    listing.questions.create(order=1, text="On camera?", kind="yes-no")

    page = signed_in.get(reverse("check_application", args=[draft.token]), follow=True).content.decode()

    assert "Before it can be sent, fill in “why me” and “On camera?”." in page
