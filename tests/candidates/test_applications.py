"""What a candidate sees of applications that were sent, and what they may do with them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from candidates import applying, hiring, talking, unwanted
from candidates.hiring import ending
from candidates.models import Application
from candidates.states import ENDED, WAITING, Stage
from listings.models import Listing
from listings.states import Status
from roles.models import Skill
from tests import make

pytestmark = pytest.mark.django_db
KIND = {"message": "Thank you for your time.", "reason": "others-closer"}


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def nadia():
    return make.user("nadia@acme.example")


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec")


@pytest.fixture
def priya():
    return make.user("priya@example.com", name="Priya R.")


@pytest.fixture
def signed_in(client, priya):
    client.force_login(priya)
    return client


@pytest.fixture
def sent(listing, priya):
    return make.application(listing, priya)


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def moved(application: Application, *stages, by, **said) -> Application:
    for stage in stages:
        hiring.move(application, stage, by=by, **said)
    application.refresh_from_db()
    return application


def days_ago(application: Application, days: int) -> Application:
    Application.objects.filter(pk=application.pk).update(sent_at=timezone.now() - timedelta(days=days))
    return application


def text(response) -> str:
    return " ".join(response.content.decode().split())


# The copy by mail


def test_the_copy_by_mail_has_all_that_was_sent_and_files_by_name_alone(listing, priya, saved):
    candidate = make.person(priya, headline="Strategist", country="GB")
    candidate.skills.set(Skill.objects.filter(slug__in=["seo", "sql"]))
    piece = make.piece(
        candidate, title="Spring", result="41,000 views", result_source="Studio", result_on="2026-05-02"
    )
    question = listing.questions.create(order=1, text="Can you start in May?", kind="text")
    draft = make.draft(
        listing, priya, why="I ran tests.", pieces=[{"id": piece.pk}], cv="0" * 40, cv_kind="pdf"
    )
    draft.answers.create(question=question, asked=question.text, text="Yes, on the 3rd")

    with saved():
        applying.send(draft)

    copy = next(message for message in mail.outbox if message.to == ["priya@example.com"])
    for part in (copy.body, copy.alternatives[0].content):
        for said in (
            "Priya R.", "Strategist", "United Kingdom", "SEO, SQL", "I ran tests.", "Can you start in May?", "Yes, on the 3rd",
            "Spring (Campaign)", "I cut it.", "self-reported: 41,000 views", "a PDF file",
        ):  # fmt: skip
            assert said in part, said
    assert copy.attachments == []


# The list


def test_the_list_says_state_date_and_next_step_in_plain_words(signed_in, sent, nadia):
    moved(sent, Stage.SHORTLISTED, by=nadia)

    page = text(signed_in.get(reverse("applications")))

    assert "You are on the shortlist of Acme." in page
    assert "Acme tells you about the next step." in page
    assert f"{timezone.now():%-d %B %Y}" in page


@pytest.mark.parametrize(("days", "said", "nudge"), [(3, False, False), (8, True, False), (16, True, True)])
def test_the_list_says_for_how_long_nobody_answers(signed_in, sent, days, said, nudge):
    days_ago(sent, days)

    page = text(signed_in.get(reverse("applications")))

    assert (f"No answer yet, {days} days." in page, "Send one nudge" in page) == (said, nudge)


def test_after_a_nudge_the_list_says_when_it_went(signed_in, sent):
    days_ago(sent, 16)
    applying.nudge(sent)

    page = text(signed_in.get(reverse("applications")))

    assert f"You sent a nudge on {timezone.now():%-d %B}." in page
    assert "Send one nudge" not in page


def test_who_was_not_chosen_finds_similar_listings_in_the_list(signed_in, sent, nadia):
    moved(sent, Stage.NOT_SELECTED, by=nadia, **KIND)

    page = text(signed_in.get(reverse("applications")))

    assert f'<a href="{reverse("board")}?role={sent.listing.role.slug}">Similar listings' in page


def test_the_list_shows_ones_own_and_nobody_elses(signed_in, sent):
    make.application(make.open_listing(title="Not mine"), make.user())
    guest = make.application(make.open_listing(title="As a guest"), email="priya@example.com")

    page = text(signed_in.get(reverse("applications")))

    assert "Paid social exec" in page
    assert guest.listing.title in page
    assert "Not mine" not in page


@pytest.mark.parametrize(("show", "titles"), [("open", ["One"]), ("drafts", ["Two"]), ("ended", ["Three"])])
def test_the_list_is_narrowed_to_a_group(signed_in, priya, nadia, show, titles):
    make.application(make.open_listing(title="One"), priya)
    make.draft(make.open_listing(title="Two"), priya)
    moved(make.application(make.open_listing(title="Three"), priya), Stage.NOT_SELECTED, by=nadia, **KIND)

    page = signed_in.get(reverse("applications"), {"show": show})

    assert [one.listing.title for one in page.context["page"]] == titles
    assert "All (3)" in text(page)


def test_the_empty_list_says_where_to_start(signed_in):
    page = text(signed_in.get(reverse("applications")))

    assert "You have not applied yet" in page
    assert "A good first step: one listing where you have most of the skills." in page


def test_nonsense_in_the_address_of_the_list_is_no_error(signed_in, sent):
    assert signed_in.get(reverse("applications"), {"show": "x", "page": "-9"}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    signed_in, priya, django_assert_num_queries, number
):
    for _ in range(number):
        make.application(make.open_listing(), priya)

    with django_assert_num_queries(7):
        signed_in.get(reverse("applications"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_one_asks_the_database_a_fixed_number_of_times(
    signed_in, sent, nadia, django_assert_num_queries, number
):
    for _ in range(number):
        talking.say(sent, "Hello", by=nadia, from_employer=True)
    signed_in.get(sent.get_absolute_url())

    with django_assert_num_queries(10):
        signed_in.get(sent.get_absolute_url())


def test_the_list_is_one_press_from_the_account(signed_in, sent):
    assert f'href="{reverse("applications")}"' in signed_in.get(reverse("account")).content.decode()


# The page


def test_the_page_shows_what_was_sent_each_step_and_the_words_of_the_employer(signed_in, sent, nadia):
    moved(sent, Stage.READ, Stage.NOT_SELECTED, by=nadia, **KIND)
    make.open_listing(title="One like it")

    page = text(signed_in.get(sent.get_absolute_url()))

    for words in (
        "Acme has your application.",
        "Acme has read your application.",
        "Acme has not chosen you this time.",
        "Thank you for your time.",
        "Others have more of the skills that the listing asks for",
        "I ran accounts like yours.",
        "Similar open listings",
        "One like it",
    ):
        assert words in page
    assert "Withdraw" not in page


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_page_that_says_how_it_stands(signed_in, sent, stage):
    times = {"ended_at": timezone.now()} if stage in ENDED else {}
    Application.objects.filter(pk=sent.pk).update(stage=stage, **times)

    page = text(signed_in.get(sent.get_absolute_url()))

    assert ("Withdraw" in page) == (stage in WAITING)
    assert ("Say yes to the offer" in page) == (stage == Stage.OFFERED)
    assert ("Send the message" in page) == (stage in WAITING)


def test_what_the_listing_became_does_not_take_the_page_away(signed_in, sent, listing):
    listing.status = Status.FROZEN
    listing.save()

    assert signed_in.get(sent.get_absolute_url()).status_code == 200


# Mails


def test_the_mail_that_it_is_sent_says_how_soon_the_company_answers(signed_in, listing, priya, saved):
    for _ in range(10):
        other = days_ago(make.application(listing), 20)
        Application.objects.filter(pk=other.pk).update(answered_at=timezone.now() - timedelta(days=16))
    mail.outbox.clear()

    with saved():
        make.application(listing, priya)

    told = next(message for message in mail.outbox if message.to == [priya.email])
    assert "Acme answers 100 %, half of them within 5 days." in told.body


def test_the_mail_of_who_was_not_chosen_has_the_reason_and_three_similar_listings(sent, nadia, priya, saved):
    for number in range(4):
        make.open_listing(title=f"Like it {number}")
    unwanted.hide_listing(priya, make.open_listing(title="Hidden by Priya"))

    with saved():
        moved(sent, Stage.NOT_SELECTED, by=nadia, **KIND)

    (told,) = mail.outbox
    html = told.alternatives[0][0]
    for body in (told.body, html):
        assert "Their reason: Others have more of the skills that the listing asks for." in body
        assert body.count("Like it") == 3
        assert "Hidden by Priya" not in body
        assert "Thank you for your time." in body


# Nudging


def test_after_fourteen_days_one_nudge(signed_in, sent, saved):
    early = text(signed_in.get(sent.get_absolute_url()))
    days_ago(sent, 14)
    late = text(signed_in.get(sent.get_absolute_url()))
    with saved():
        for _ in range(2):
            signed_in.post(reverse("nudge", args=[sent.token]))

    assert "Send one nudge" not in early
    assert "No answer yet." in late
    assert "Send one nudge" in late
    assert [message.subject for message in mail.outbox] == [
        "Somebody waits for you: Paid social exec at Acme"
    ]
    assert "You sent a nudge on" in text(signed_in.get(sent.get_absolute_url()))


@pytest.mark.parametrize(("answered", "said"), [(6, True), (4, False)])
def test_how_soon_most_employers_answer_is_said_if_it_is_true(signed_in, sent, listing, answered, said):
    for number in range(9):
        other = days_ago(make.application(make.open_listing()), 20)
        if number < answered:
            Application.objects.filter(pk=other.pk).update(answered_at=timezone.now() - timedelta(days=16))
    days_ago(sent, 20)

    page = text(signed_in.get(sent.get_absolute_url()))

    assert ("Most employers here answer within 5 days." in page) == said


def test_too_early_for_a_nudge_is_said(signed_in, sent, saved):
    with saved():
        page = text(signed_in.post(reverse("nudge", args=[sent.token]), follow=True))

    assert "You can nudge once, when there was no answer for 14 days." in page
    assert mail.outbox == []


# Withdrawing, and an offer


def test_withdrawing_asks_first(signed_in, sent, saved):
    address = reverse("withdraw_application", args=[sent.token])
    asked = text(signed_in.get(address))
    sent.refresh_from_db()
    before = sent.stage
    with saved():
        answers = [signed_in.post(address, {"message": "I found another job"}) for _ in range(2)]

    sent.refresh_from_db()
    assert "Withdraw your application?" in asked
    assert (before, sent.stage) == (Stage.SENT, Stage.WITHDRAWN)
    assert {answer.url for answer in answers} == {sent.get_absolute_url()}
    assert sent.steps.filter(after=Stage.WITHDRAWN).count() == 1
    assert [message.to for message in mail.outbox] == [["nadia@acme.example"]]


def test_what_has_ended_is_not_withdrawn(signed_in, sent, nadia):
    moved(sent, Stage.NOT_SELECTED, by=nadia, **KIND)
    address = reverse("withdraw_application", args=[sent.token])

    assert "It has ended already" in text(signed_in.get(address))
    assert signed_in.post(address).status_code == 409


def test_an_offer_is_accepted(signed_in, sent, nadia):
    moved(sent, Stage.SHORTLISTED, Stage.OFFERED, by=nadia)

    page = text(signed_in.post(reverse("accept_offer", args=[sent.token]), follow=True))

    assert "You said yes. Acme is told." in page
    assert "You got the job at Acme." in page


def test_an_offer_is_declined_after_a_question(signed_in, sent, nadia):
    moved(sent, Stage.SHORTLISTED, Stage.OFFERED, by=nadia)
    address = reverse("decline_offer", args=[sent.token])

    asked = text(signed_in.get(address))
    page = text(signed_in.post(address, {"message": "Too far away"}, follow=True))

    assert "Say no to the offer?" in asked
    assert "You said no to the offer of Acme." in page
    assert "Too far away" in page


def test_without_an_offer_there_is_nothing_to_say_yes_to(signed_in, sent):
    assert signed_in.post(reverse("accept_offer", args=[sent.token])).status_code == 409
    assert "There is no offer" in text(signed_in.get(reverse("decline_offer", args=[sent.token])))


# Erasing


def test_what_has_ended_is_erased_after_a_question(signed_in, sent, nadia):
    moved(sent, Stage.NOT_SELECTED, by=nadia, **KIND)
    address = reverse("erase_application", args=[sent.token])

    asked = text(signed_in.get(address))
    before = Application.objects.get().why
    answer = signed_in.post(address)

    after = Application.objects.get()
    assert "This cannot be undone." in asked
    assert before
    assert (answer.url, after.why, after.stage) == (reverse("applications"), "", Stage.NOT_SELECTED)
    assert signed_in.get(sent.get_absolute_url()).status_code == 404


def test_what_the_employer_still_has_is_withdrawn_first(signed_in, sent):
    address = reverse("erase_application", args=[sent.token])

    assert "Withdraw it</a> first." in text(signed_in.get(address))
    assert signed_in.post(address).status_code == 409
    assert Application.objects.get().why


# Messages


def test_the_two_write_to_each_other_and_reading_is_noted_for_the_right_side(signed_in, sent, nadia, saved):
    talking.say(sent, "Can you come on Monday?", by=nadia, from_employer=True)
    with saved():
        signed_in.post(reverse("write_message", args=[sent.token]), {"text": "Yes, at ten."})

    page = text(signed_in.get(sent.get_absolute_url()))

    assert "Can you come on Monday?" in page
    assert "Yes, at ten." in page
    theirs, mine = sent.messages.all()
    assert (theirs.read_at is not None, mine.read_at) == (True, None)
    assert [message.to for message in mail.outbox] == [["nadia@acme.example"]]
    assert "Yes, at ten." not in mail.outbox[0].body


def test_new_messages_are_counted_in_the_list_until_they_are_read(signed_in, sent, nadia):
    talking.say(sent, "Hello", by=nadia, from_employer=True)

    before = text(signed_in.get(reverse("applications")))
    signed_in.get(sent.get_absolute_url())

    assert "1 new message" in before
    assert "new message" not in text(signed_in.get(reverse("applications")))


@pytest.mark.parametrize(("words", "said"), [("", "Write your message"), ("x" * 4001, "Use at most 4000")])
def test_a_message_that_says_nothing_or_too_much_is_not_sent(signed_in, sent, words, said):
    response = signed_in.post(reverse("write_message", args=[sent.token]), {"text": words})

    assert response.status_code == 422
    assert said in text(response)
    assert words in text(response)
    assert not sent.messages.exists()


def test_messages_end_with_the_application(signed_in, sent, nadia):
    moved(sent, Stage.NOT_SELECTED, by=nadia, **KIND)

    page = text(
        signed_in.post(reverse("write_message", args=[sent.token]), {"text": "But why?"}, follow=True)
    )

    assert "This application has ended, and its messages with it." in page
    assert not sent.messages.exists()


def test_messages_are_limited(signed_in, sent):
    address = reverse("write_message", args=[sent.token])

    answers = [signed_in.post(address, {"text": "Hello?"}).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]


def test_a_message_is_reported_once_with_a_reason(signed_in, sent, nadia):
    message = talking.say(sent, "Send 50 pounds first", by=nadia, from_employer=True)
    address = reverse("report_message", args=[sent.token, message.pk])

    without = signed_in.post(address, {"more": "Strange"})
    for reason in ("Asks for money or bank details", "Other"):
        signed_in.post(address, {"reason": reason, "more": "For training"})

    message.refresh_from_db()
    assert without.status_code == 422
    assert "Choose what is wrong with it" in text(without)
    assert message.reported_why == "Asks for money or bank details: For training"
    assert "You reported this." in text(signed_in.get(sent.get_absolute_url()))


def test_only_what_the_employer_wrote_here_is_reported(signed_in, sent, nadia, listing):
    own = talking.say(sent, "Mine", by=sent.user, from_employer=False)
    other = talking.say(make.application(listing), "To another", by=nadia, from_employer=True)

    for message in (own, other):
        assert signed_in.get(reverse("report_message", args=[sent.token, message.pk])).status_code == 404


# Drafts


def test_a_draft_is_shown_gone_on_with_and_thrown_away(signed_in, listing, priya):
    draft = make.draft(listing, priya, why="Half a")
    page = text(signed_in.get(draft.get_absolute_url()))

    answer = signed_in.post(reverse("drop_draft", args=[draft.token]))

    assert "Half a" in page
    assert reverse("apply", args=[listing.pk]) in page
    assert answer.url == reverse("applications")
    assert not Application.objects.exists()


def test_what_was_sent_is_not_thrown_away(signed_in, sent):
    signed_in.post(reverse("drop_draft", args=[sent.token]))

    assert Application.objects.get() == sent


# The page of the listing


def test_the_page_of_a_listing_says_how_one_stands_with_it(signed_in, client, listing, priya):
    address, apply = listing.get_absolute_url(), reverse("apply", args=[listing.pk])
    question = listing.questions.create(order=1, text="Camera?", kind="yes-no")

    new = text(signed_in.get(address))
    draft = make.draft(listing, priya)
    begun = text(signed_in.get(address))
    draft.answers.create(question=question, asked=question.text, text="Yes")
    sent = applying.send(draft)
    done = text(signed_in.get(address))
    client.logout()
    stranger = text(client.get(address))

    for page in (new, stranger):
        assert f'href="{apply}?from=direct">Apply – about 7 minutes' in page
    assert "Go on with your draft" in begun
    assert f'You applied on {timezone.now():%-d %B %Y}: <a href="{sent.get_absolute_url()}">Sent</a>' in done
    assert apply not in done


def test_the_page_of_a_listing_asks_three_times_more_only_if_people_apply_here(
    signed_in, listing, django_assert_num_queries
):
    elsewhere = make.confirmed_listing(make.user())
    for one in (listing, elsewhere):
        signed_in.get(one.get_absolute_url())

    with django_assert_num_queries(18):
        signed_in.get(elsewhere.get_absolute_url())
    with django_assert_num_queries(21):
        signed_in.get(listing.get_absolute_url())


def test_who_had_a_message_of_the_employer_sends_no_nudge(listing, priya):
    sent = make.application(listing, priya)
    talking.say(sent, "We look at it next month.", by=listing.posted_by, from_employer=True)
    sent.refresh_from_db()

    assert not applying.may_nudge(sent, timezone.now() + timedelta(days=30))


def test_an_end_by_the_clock_is_not_called_the_candidates_own_act(signed_in, listing, priya):
    sent = make.application(listing, priya)
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(sent, stage, by=listing.posted_by)
    Listing.objects.filter(pk=listing.pk).update(closes_at=timezone.now() - timedelta(days=31))

    ending.end_unanswered()

    page = text(signed_in.get(sent.get_absolute_url()))
    assert "The offer lapsed" in page
    assert "You withdrew" not in page
