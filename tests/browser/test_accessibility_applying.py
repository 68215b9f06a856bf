"""The pages of applying, light and dark, on a phone and a desk: no fault that an automatic checker can find."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates import applying, hiring, talking
from candidates.models import Application, Candidate
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_accessibility import check, check_as_it_is


def hopeful() -> tuple[Application, Application]:
    """A draft and a sent application of priya@example.com, with all that they can hold."""
    priya, nadia = make.user("priya@example.com", name="Priya R."), make.user("nadia@example.com")
    candidate = Candidate.objects.create(user=priya, headline="Paid social", about="Six years", country="GB")
    Candidate.objects.keep(priya, ["seo"], ["tiktok"])
    piece = candidate.pieces.create(
        order=1, kind="video", title="An" + "extremely" * 9 + "long title", my_part="All", transcript="Words"
    )
    made = []
    for title in ("Draft", "Sent"):
        listing = make.open_listing(nadia, title=title, skills=["seo", "copywriting"])
        question = listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
        draft = make.draft(listing, priya, pieces=[{"id": piece.pk}])
        draft.answers.create(question=question, asked=question.text, text="Yes")
        made.append(draft)
    return made[0], applying.send(made[1])


@pytest.mark.parametrize("name", ["apply", "check_application", "application"])
def test_an_application_that_is_written_has_no_fault(site, live_server, name):
    draft, _ = hopeful()
    sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + reverse(name, args=[draft.listing.pk if name == "apply" else draft.token]))
    if name == "apply":
        site.get_by_label("Why me").fill("x" * 601)
        site.get_by_role("button", name="Check before sending").click()
        site.locator("[data-error-summary]").wait_for()
        check_as_it_is(site)


@pytest.mark.parametrize("state", ["sent", "silent", "offered", "not-selected"])
def test_an_application_that_was_sent_has_no_fault(site, live_server, state):
    _, sent = hopeful()
    nadia = sent.listing.posted_by
    talking.say(sent, "Can you come on Monday?", by=nadia, from_employer=True)
    talking.say(sent, "Yes, at ten.", by=sent.user, from_employer=False)
    if state == "silent":
        Application.objects.filter(pk=sent.pk).update(sent_at=timezone.now() - timedelta(days=20))
    if state == "offered":
        hiring.move(sent, "shortlisted", by=nadia, message="We liked your video.")
        hiring.move(sent, "offered", by=nadia)
    if state == "not-selected":
        hiring.move(sent, "not-selected", by=nadia, message="Thank you.", reason="others-closer")
    sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + sent.get_absolute_url())
    check(site, live_server.url + reverse("applications"))


@pytest.mark.parametrize(
    "name",
    ["application_sent", "withdraw_application", "decline_offer", "report_message", "erase_application"],
)
def test_what_is_done_with_an_application_has_no_fault(site, live_server, name):
    _, sent = hopeful()
    if name == "decline_offer":
        hiring.move(sent, "shortlisted", by=sent.listing.posted_by)
        hiring.move(sent, "offered", by=sent.listing.posted_by)
    message = talking.say(sent, "Send 50 pounds", by=sent.listing.posted_by, from_employer=True)
    sign_in(site, live_server.url, "priya@example.com")
    more = [message.pk] if name == "report_message" else []

    check(site, live_server.url + reverse(name, args=[sent.token, *more]))


def test_an_application_without_an_account_has_no_fault(site, live_server):
    listing = make.open_listing()
    draft = make.draft(listing, confirmed_at=None)

    check(site, live_server.url + reverse("apply", args=[listing.pk]))
    check(site, live_server.url + reverse("confirm_application", args=[applying.key_of(draft)]))


def test_a_reported_message_has_no_fault(site, live_server):
    _, sent = hopeful()
    message = talking.say(sent, "Send 50 pounds", by=sent.listing.posted_by, from_employer=True)
    talking.report(message, why="Asks for money")
    make.staff(email="olu@example.com")
    sign_in(site, live_server.url, "olu@example.com")

    check(site, live_server.url + reverse("admin:judge_message", args=[message.pk]))


@pytest.mark.parametrize("path", ["/me/applications/", "/applications/asked/", "/applications/confirm/old/"])
def test_what_is_empty_or_too_old_has_no_fault(site, live_server, path):
    make.user("priya@example.com")
    if path.startswith("/me/"):
        sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + path)
