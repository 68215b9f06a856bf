"""A listing ends with an answer for everybody: from the desk, from a mail, by staff and by the clock."""

from html import unescape

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from candidates import hiring
from candidates.models import Application
from candidates.states import Stage
from listings import lifecycle, signed
from listings.models import Listing
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WORDS = {"message": "Thank you for your time.", "reason": "filled"}


@pytest.fixture
def nadia(client):
    person = make.user("nadia@acme.example", name="Nadia")
    client.force_login(person)
    return person


@pytest.fixture
def listing(nadia):
    return make.open_listing(nadia, title="Paid social exec")


def text(response) -> str:
    return unescape(response.content.decode())


def stages() -> list[str]:
    return sorted(Application.objects.values_list("stage", flat=True))


def offered(listing, by) -> Application:
    application = make.application(listing, name="Olu")
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(application, stage, by=by)
    return application


# The plain page


@pytest.mark.parametrize(
    ("plain", "answers", "outcome"),
    [("close", "close_with_answers", "nobody"), ("mark_filled", "fill_with_answers", "here")],
)
def test_a_listing_with_people_who_wait_is_not_ended_just_so(client, listing, plain, answers, outcome):
    make.application(listing)
    make.application(listing)
    address = reverse(plain, args=[listing.pk])

    asked, pressed = client.get(address), client.post(address, {"outcome": outcome})

    assert (asked.status_code, pressed.status_code) == (200, 409)
    for response in (asked, pressed):
        assert "2 people wait for an answer." in text(response)
        assert f'href="{reverse(answers, args=[listing.pk])}"' in text(response)
    listing.refresh_from_db()
    assert listing.status == "live"


def test_the_desk_leads_there_at_once(client, listing):
    assert reverse("close", args=[listing.pk]) in text(client.get(reverse("desk")))

    make.application(listing)

    shown = text(client.get(reverse("desk")))
    assert f'"{reverse("close_with_answers", args=[listing.pk])}"' in shown
    assert f'"{reverse("fill_with_answers", args=[listing.pk])}"' in shown


# The page with answers


@pytest.mark.parametrize(
    ("name", "outcome", "status"),
    [("close_with_answers", "nobody", "closed"), ("fill_with_answers", "elsewhere", "filled")],
)
def test_everybody_is_told_and_the_listing_ends_in_one(client, listing, nadia, name, outcome, status):
    ada, ben = make.application(listing, name="Ada"), make.application(listing, name="Ben")
    hiring.move(ben, Stage.SHORTLISTED, by=nadia)
    address = reverse(name, args=[listing.pk])
    assert "Ada" in text(client.get(address))
    assert "2 people wait" in text(client.get(address))
    mail.outbox.clear()

    response = client.post(address, WORDS | {"outcome": outcome})

    assert response.url == reverse("desk")
    listing.refresh_from_db()
    assert (listing.status, listing.applications_waiting, listing.outcome) == (status, 0, outcome)
    assert stages() == ["not-selected", "not-selected"]
    assert sorted(m.to[0] for m in mail.outbox) == sorted([ada.email, ben.email])
    assert "Their reason: Somebody else got the job." in mail.outbox[0].body


def test_without_a_reason_nothing_ends_and_the_words_stay(client, listing):
    make.application(listing)

    response = client.post(reverse("close_with_answers", args=[listing.pk]), {"message": "My own words"})

    assert response.status_code == 422
    assert "My own words" in text(response)
    assert "Choose the reason" in text(response)
    assert stages() == ["sent"]


def test_who_has_an_offer_is_named_first_and_nobody_is_told_before(client, listing, nadia):
    one = offered(listing, nadia)
    make.application(listing)
    address = reverse("close_with_answers", args=[listing.pk])
    mail.outbox.clear()

    asked, pressed = client.get(address), client.post(address, WORDS)

    assert (asked.status_code, pressed.status_code) == (200, 409)
    for response in (asked, pressed):
        assert "1 person has an offer." in text(response)
        assert f'href="{reverse("applicant", args=[one.pk])}">Olu</a>' in text(response)
    assert stages() == ["offered", "sent"]
    assert mail.outbox == []


def test_pressed_twice_it_ends_once(client, listing):
    make.application(listing)
    address = reverse("close_with_answers", args=[listing.pk])
    mail.outbox.clear()

    answers = [client.post(address, WORDS).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert len(mail.outbox) == 1


def test_who_applies_while_somebody_writes_is_answered_too(client, listing):
    make.application(listing)
    address = reverse("close_with_answers", args=[listing.pk])
    client.get(address)
    make.application(listing)

    client.post(address, WORDS)

    assert stages() == ["not-selected", "not-selected"]


def test_strangers_end_nothing(client, listing):
    make.application(listing)
    rival = make.user()
    make.company(rival, name="Rival")
    client.force_login(rival)

    for name in ("close_with_answers", "fill_with_answers"):
        assert client.post(reverse(name, args=[listing.pk]), WORDS).status_code == 404
    assert stages() == ["sent"]


def test_where_nobody_waits_the_page_just_closes(client, listing):
    client.post(reverse("close_with_answers", args=[listing.pk]), WORDS)

    listing.refresh_from_db()
    assert listing.status == "closed"


# Other ways to end


def test_the_link_of_a_mail_says_who_waits_and_leads_to_sign_in(client, listing):
    make.application(listing)
    client.logout()
    address = reverse("not_hiring", args=[signed.to_confirm(listing)])

    asked, pressed = client.get(address), client.post(address)

    assert (asked.status_code, pressed.status_code) == (200, 409)
    for response in (asked, pressed):
        assert "1 person waits for an answer." in text(response)
        assert f'href="{reverse("close_with_answers", args=[listing.pk])}"' in text(response)
        assert "<button" not in text(response).split("<main")[1].split("</main>")[0]
    assert "/account/login/" in client.get(reverse("close_with_answers", args=[listing.pk])).url


def test_a_returned_listing_is_not_withdrawn_while_people_wait(client, listing):
    make.application(listing)
    Listing.objects.filter(pk=listing.pk).update(status="returned")

    response = client.post(reverse("withdraw", args=[listing.pk]), follow=True)

    assert "1 person waits for an answer. Answer everybody who applied, then withdraw it." in text(response)
    listing.refresh_from_db()
    assert listing.status == "returned"


def test_no_ended_listing_has_an_application_without_an_outcome(listing, nadia):
    """Whatever act an employer has: it ends with everybody answered, or not at all."""
    acts = [
        lambda one: lifecycle.close(one, by=nadia),
        lambda one: lifecycle.mark_filled(one, by=nadia),
        lambda one: hiring.close(one, by=nadia, outcome="", message="Thank you."),
        lambda one: hiring.mark_filled(one, by=nadia, outcome="here", message="Thank you."),
    ]
    for number, act in enumerate(acts):
        one = make.open_listing(company=listing.company, posted_by=nadia)
        for path in ([], [Stage.READ], [Stage.SHORTLISTED], [Stage.SHORTLISTED, Stage.INTERVIEW]):
            application = make.application(one)
            for stage in path:
                hiring.move(application, stage, by=nadia)
        try:
            act(one)
        except lifecycle.PeopleWait:
            assert number < 2

    ended = Listing.objects.at_desk_state("closed") | Listing.objects.at_desk_state("filled")
    assert ended.count() == 2
    assert not any(one.applications.all().waiting().exists() for one in ended)
