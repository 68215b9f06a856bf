"""The moderators' desk: the queue, one listing, the acts, the record."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from listings import lifecycle
from listings.models import Decision, Listing
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

QUEUE = "admin:listings_waitinglisting_changelist"


@pytest.fixture
def olu(client):
    person = make.staff(email="olu@example.com")
    client.force_login(person)
    return person


def rows(response) -> list[str]:
    return [listing.title for listing in response.context["cl"].result_list]


def test_the_queue_shows_what_waits_and_the_oldest_first(client, olu):
    now = timezone.now()
    make.waiting_listing(title="Second", submitted_at=now - timedelta(hours=1))
    make.waiting_listing(title="First", submitted_at=now - timedelta(hours=5))
    make.listing(title="Draft")
    make.live_listing(title="Live")

    response = client.get(reverse(QUEUE))

    assert rows(response) == ["First", "Second"]


@pytest.mark.parametrize("typed", ["welder", "fern", "bronze", "poster@example.com"])
def test_staff_find_a_listing_by_title_company_text_and_poster(client, olu, typed):
    make.live_listing(
        make.user("poster@example.com"),
        title="Welder",
        description="Bronze work.",
        company=make.company(name="Fern"),
    )
    make.live_listing(title="Other", description="Nothing.", company=make.company(name="Zz"))

    response = client.get(reverse("admin:listings_listing_changelist"), {"q": typed})

    assert rows(response) == ["Welder"]


def test_a_row_of_the_queue_opens_the_review_page(client, olu):
    listing = make.waiting_listing()

    response = client.get(reverse("admin:listings_waitinglisting_change", args=[listing.pk]))

    assert response.url == reverse("admin:review_listing", args=[listing.pk])


def test_one_listing_is_seen_as_candidates_will_see_it(client, olu):
    listing = make.waiting_listing(make.user(), title="Welder")

    shown = client.get(reverse("admin:review_listing", args=[listing.pk])).content.decode()

    assert "£24,000 to £28,000 a year" in shown
    assert "Plan and write posts" in shown
    assert "Approve" in shown


def test_approving_leads_to_the_next_that_waits(client, olu):
    first = make.waiting_listing(submitted_at=timezone.now() - timedelta(hours=2))
    following = make.waiting_listing()

    response = client.post(reverse("admin:approve_listing", args=[first.pk]))

    assert list(Listing.objects.live()) == [first]
    assert response.url == reverse("admin:review_listing", args=[following.pk])


def test_the_last_one_leads_back_to_the_queue(client, olu):
    listing = make.waiting_listing()

    response = client.post(reverse("admin:approve_listing", args=[listing.pk]))

    assert response.url == reverse(QUEUE)


def test_approving_twice_tells_the_second_that_somebody_was_faster(client, olu):
    listing = make.waiting_listing()
    approve = reverse("admin:approve_listing", args=[listing.pk])

    first, second = client.post(approve), client.post(approve)

    assert (first.status_code, second.status_code) == (302, 409)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("act", ["approve_listing", "decide_listing"])
def test_decisions_are_post_only(client, olu, act):
    listing = make.waiting_listing()
    args = [listing.pk, "return"] if act == "decide_listing" else [listing.pk]

    assert client.get(reverse(f"admin:{act}", args=args)).status_code == 405


def test_returning_needs_a_reason_and_keeps_the_note(client, olu):
    listing = make.waiting_listing()

    response = client.post(
        reverse("admin:decide_listing", args=[listing.pk, "return"]), {"return-note": "Words I typed."}
    )

    listing.refresh_from_db()
    assert response.status_code == 422
    assert "Words I typed." in response.content.decode()
    assert "Choose a reason." in response.content.decode()
    assert listing.status == Status.IN_REVIEW


def test_a_reason_of_another_act_is_no_reason(client, olu):
    listing = make.waiting_listing()

    response = client.post(
        reverse("admin:decide_listing", args=[listing.pk, "return"]), {"return-reason": "scam"}
    )

    assert response.status_code == 422


def test_a_reason_without_a_note_says_its_standard_words(client, olu):
    listing = make.waiting_listing(make.user("nadia@example.com"))

    client.post(
        reverse("admin:decide_listing", args=[listing.pk, "return"]), {"return-reason": "duties-unclear"}
    )

    assert "Please say what the person will make or do in a normal week." in mail.outbox[0].body
    decision = Decision.objects.get()
    assert (decision.by, decision.act, decision.reason) == (olu, "return", "duties-unclear")


def test_rejecting_keeps_it_unpublished(client, olu):
    listing = make.waiting_listing()

    client.post(reverse("admin:decide_listing", args=[listing.pk, "reject"]), {"reject-reason": "not-a-job"})

    listing.refresh_from_db()
    assert listing.status == Status.REJECTED


def test_many_are_approved_at_once_and_those_that_cannot_be_are_named(client, olu):
    good = [make.waiting_listing(), make.waiting_listing()]
    bad = make.waiting_listing(title="Nowhere", work_mode="remote", countries=[])

    response = client.post(
        reverse(QUEUE),
        {"action": "approve_chosen", "_selected_action": [listing.pk for listing in [*good, bad]]},
        follow=True,
    )

    shown = response.content.decode()
    assert set(Listing.objects.live()) == set(good)
    assert "2 approved." in shown
    assert "Nowhere: Choose which countries people can work from" in shown


def rewritten_after(client, listing, address: str) -> str:
    """The mark of the page that staff opened before the employer wrote something else and sent it again."""
    shown = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    lifecycle.send_back(listing, by=make.staff(email="other@example.com"), reason="duties-unclear", note="")
    listing.refresh_from_db()
    listing.title = "Crypto mule, pay upfront"
    listing.save()
    lifecycle.submit(listing, by=listing.posted_by)
    return seen


@pytest.mark.parametrize("act", ["approve", "return", "reject"])
def test_nobody_decides_about_words_that_they_did_not_read(client, olu, act):
    listing = make.waiting_listing(make.user())
    review = reverse("admin:review_listing", args=[listing.pk])
    typed = {
        "seen": rewritten_after(client, listing, review),
        f"{act}-reason": "duties-unclear" if act == "return" else "not-a-job",
        f"{act}-note": "What does a week look like?",
    }
    decide = reverse("admin:decide_listing", args=[listing.pk, act])
    address = reverse("admin:approve_listing", args=[listing.pk]) if act == "approve" else decide

    answer = client.post(address, typed, follow=True)

    listing.refresh_from_db()
    shown = answer.content.decode()
    assert listing.status == Status.IN_REVIEW
    assert "It was changed after you opened it. Read it again." in shown
    assert "Crypto mule" in shown
    assert act == "approve" or "What does a week look like?" in shown

    typed["seen"] = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    assert client.post(address, typed).status_code == 302


def test_what_was_changed_since_the_list_was_shown_is_not_approved_with_the_others(client, olu):
    listing = make.waiting_listing(make.user())
    seen = rewritten_after(client, listing, reverse(QUEUE))
    chosen = {"action": "approve_chosen", "_selected_action": [listing.pk], "seen": seen}

    answer = client.post(reverse(QUEUE), chosen, follow=True)

    assert "It was changed after you opened it" in answer.content.decode()
    assert not Listing.objects.live()


def test_nothing_is_typed_into_a_listing_in_the_admin(client, olu):
    listing = make.live_listing()

    response = client.post(
        reverse("admin:listings_listing_change", args=[listing.pk]), {"status": "draft", "title": "Changed"}
    )

    listing.refresh_from_db()
    assert response.status_code in (302, 403)
    assert (listing.status, listing.title) == (Status.LIVE, "Social media coordinator")


@pytest.mark.parametrize("page", ["add", "delete", "change"])
def test_nobody_writes_into_the_record(client, olu, page):
    listing = make.waiting_listing()
    client.post(reverse("admin:approve_listing", args=[listing.pk]))
    args = [] if page == "add" else [Decision.objects.get().pk]

    response = client.post(reverse(f"admin:listings_decision_{page}", args=args), {"note": "forged"})

    assert response.status_code == 403
    assert Decision.objects.get().note == ""


def test_the_record_is_a_page(client, olu):
    client.post(reverse("admin:approve_listing", args=[make.waiting_listing().pk]))

    assert client.get(reverse("admin:listings_decision_changelist")).status_code == 200


@pytest.mark.parametrize("model", ["category", "role", "skill", "skillgroup", "platform"])
def test_the_taxonomy_is_kept_in_the_admin(client, olu, model):
    listed = client.get(reverse(f"admin:roles_{model}_changelist"))
    first = listed.context["cl"].result_list[0]

    page = client.get(reverse(f"admin:roles_{model}_change", args=[first.pk]))

    assert page.status_code == 200
    assert client.post(reverse(f"admin:roles_{model}_delete", args=[first.pk])).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, olu, django_assert_num_queries, number
):
    for _ in range(number):
        make.waiting_listing(make.user())

    with django_assert_num_queries(5):
        client.get(reverse(QUEUE))
