"""A change of a public listing: what has to be read waits, and what was approved stays live until staff decide."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from listings import lifecycle
from listings.content import Content
from listings.deals import Piece, Terms
from listings.models import Decision, Listing, PendingEdit
from listings.states import IllegalMove, Status
from roles.models import Platform
from tests import make

pytestmark = pytest.mark.django_db

NOTE = {"reason": "pay-unclear", "note": "Narrow the range."}


@pytest.fixture
def employer(client):
    person = make.user("nadia@example.com")
    client.force_login(person)
    return person


@pytest.fixture
def olu():
    return make.staff(email="olu@example.com")


def typed(listing: Listing, **changes) -> dict:
    """The form of a listing as the employer finds it, with these fields changed."""
    same = {
        "title": listing.title, "role": listing.role.slug, "level": "entry", "work_mode": "on-site", "place": "Leeds",
        "country": "GB", "contract": "permanent", "hours": "full-time", "pay_model": "salary", "pay_min": "24000",
        "pay_max": "28000", "currency": "GBP", "pay_period": "year", "description": listing.description,
        "skills_required": "Copywriting", "apply_by": "website", "apply_url": listing.apply_url,
        "closes_on": listing.closes_at.date().isoformat(),
    }  # fmt: skip
    return same | changes


def save(client, listing: Listing, **changes):
    return client.post(reverse("edit_listing", args=[listing.pk]), typed(listing, **changes))


def page(client, listing: Listing) -> str:
    return client.get(listing.get_absolute_url(), follow=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({"title": "Another title"}, True),
        ({"pay_max": "33000"}, True),
        ({"role": "brand-manager"}, True),
        ({"apply_url": "https://elsewhere.example/"}, True),
        ({"description": make.DESCRIPTION + " More."}, True),
        ({"hours": "part-time"}, False),
        ({"level": "mid"}, False),
        ({"skills_nice": "SEO"}, False),
        ({"closes_on": (timezone.localdate() + timedelta(days=12)).isoformat()}, False),
        ({}, False),
    ],
)
def test_what_has_to_be_read_waits_and_the_rest_counts_at_once(client, employer, changes, waits):
    listing = make.confirmed_listing(employer)

    response = save(client, listing, **changes)

    assert response.status_code == 302
    assert PendingEdit.objects.waiting().count() == waits
    assert list(Listing.objects.live()) == [listing]


def test_the_approved_version_stays_live_everywhere_until_staff_decide(client, employer):
    listing = make.confirmed_listing(employer, title="Writer")

    save(client, listing, title="Impostor", hours="part-time")

    listing.refresh_from_db()
    board = client.get(reverse("board")).content.decode()
    assert (listing.title, listing.hours) == ("Writer", "full-time")
    assert "Writer" in board
    assert "Impostor" not in board + page(client, listing)


def test_a_new_closing_date_does_not_wait_for_the_words_beside_it(client, employer, olu):
    listing = make.confirmed_listing(employer)
    day = timezone.localdate() + timedelta(days=12)

    save(client, listing, title="Another", closes_on=day.isoformat())
    at_once = Listing.objects.get().closes_at.date()
    later = lifecycle.revise(
        listing, Content.of(listing).closing(timezone.now() + timedelta(days=20)), by=employer
    )

    assert at_once == day
    assert later.closes_at.date() == timezone.localdate() + timedelta(days=20)


def test_approving_puts_all_of_the_new_words_in_place_at_once(employer, olu):
    listing = make.confirmed_listing(employer, title="Writer")
    edit = make.edit(listing, by=employer, title="Editor", hours="part-time", pay_max=30_000)

    lifecycle.approve_edit(edit, by=olu)

    listing.refresh_from_db()
    assert (listing.title, listing.hours, listing.pay_max, listing.status) == (
        "Editor",
        "part-time",
        30_000,
        "live",
    )
    assert not PendingEdit.objects.exists()
    assert list(Decision.objects.order_by("pk").values_list("act", "before", "after", "title")) == [
        ("edit", "live", "live", "Editor"),
        ("approve edit", "live", "live", "Editor"),
    ]


def test_a_renewal_or_a_new_date_meanwhile_is_not_undone_by_approving(employer, olu):
    listing = make.confirmed_listing(employer)
    edit = make.edit(listing, by=employer, title="Editor")
    later = timezone.now() + timedelta(days=40)
    Listing.objects.from_pks([listing.pk]).update(closes_at=later)

    lifecycle.approve_edit(edit, by=olu)

    listing.refresh_from_db()
    assert listing.closes_at == later


def test_a_change_is_returned_with_a_reason_mended_and_goes_live(client, employer, olu):
    listing = make.confirmed_listing(employer, title="Writer")
    save(client, listing, title="Writer and more", pay_max="33000")

    client.force_login(olu)
    edit = PendingEdit.objects.get()
    client.post(
        reverse("admin:decide_edit", args=[edit.pk, "return"]),
        {"return-reason": "pay-unclear", "return-note": "Narrow the range."},
    )
    client.force_login(employer)
    form = client.get(reverse("edit_listing", args=[listing.pk])).content.decode()
    save(client, listing, title="Writer and more", pay_max="31000")
    client.force_login(olu)
    client.post(reverse("admin:approve_edit", args=[PendingEdit.objects.get().pk]))

    listing.refresh_from_db()
    assert "Narrow the range." in form
    assert 'value="Writer and more"' in form
    assert [m.subject for m in mail.outbox] == [
        "Your change needs work: Writer and more",
        "Changed: Writer and more",
    ]
    assert (listing.title, listing.pay_max, listing.status) == ("Writer and more", 31_000, "live")


def test_a_rejected_change_is_gone_and_the_employer_is_told(client, employer, olu):
    listing = make.confirmed_listing(employer, title="Writer")
    edit = make.edit(listing, title="Pay me first")
    client.force_login(olu)

    client.post(reverse("admin:decide_edit", args=[edit.pk, "reject"]), {"reject-reason": "not-a-job"})

    listing.refresh_from_db()
    assert mail.outbox[0].to == ["nadia@example.com"]
    assert mail.outbox[0].subject == "Change not published: Pay me first"
    assert (listing.title, PendingEdit.objects.count()) == ("Writer", 0)


def test_nobody_decides_about_words_that_were_replaced(client, employer, olu):
    listing = make.confirmed_listing(employer, title="Writer")
    seen = make.edit(listing, title="Honest words")
    make.edit(listing, title="Other words")
    client.force_login(olu)

    response = client.post(reverse("admin:approve_edit", args=[seen.pk]))
    with pytest.raises(IllegalMove):
        lifecycle.approve_edit(seen, by=olu)

    listing.refresh_from_db()
    assert response.status_code == 409
    assert listing.title == "Writer"
    assert PendingEdit.objects.get().content["title"] == "Other words"


@pytest.mark.parametrize("act", ["approve_edit", "return_edit", "reject_edit"])
def test_of_two_moderators_the_second_is_told(act, employer, olu):
    edit = make.edit(make.confirmed_listing(employer), title="Editor")
    do, words = getattr(lifecycle, act), {} if act == "approve_edit" else NOTE

    do(edit, by=olu, **words)
    with pytest.raises(IllegalMove):
        do(edit, by=olu, **words)

    assert Decision.objects.exclude(act="edit").count() == 1


def test_an_employer_drops_a_change(client, employer):
    listing = make.confirmed_listing(employer, title="Writer")
    make.edit(listing, title="Editor")

    answers = [client.post(reverse("drop_edit", args=[listing.pk])).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert not PendingEdit.objects.exists()
    assert listing.decisions.first().act == "drop edit"


def test_saving_what_is_live_again_takes_the_change_back(client, employer):
    listing = make.confirmed_listing(employer, title="Writer")
    make.edit(listing, title="Editor")

    save(client, listing, title="Writer")

    assert not PendingEdit.objects.exists()


def test_a_change_that_breaks_a_rule_is_refused_with_its_words_kept(client, employer):
    listing = make.confirmed_listing(employer)

    response = save(client, listing, title="Another", apply_by="email")

    assert response.status_code == 422
    assert "Enter the email address for applications" in response.content.decode()
    assert not PendingEdit.objects.exists()


def test_a_listing_that_ends_takes_its_change_along(employer):
    listing = make.confirmed_listing(employer)
    make.edit(listing, title="Editor")

    lifecycle.close(listing, by=employer)

    assert not PendingEdit.objects.exists()


def test_a_planned_listing_that_says_something_new_goes_back_to_the_queue(employer):
    day = timezone.now() + timedelta(days=3)
    planned = make.listing(employer, status=Status.SCHEDULED, publish_at=day)
    content = Content.of(planned)
    content.title = "Another"

    lifecycle.revise(planned, content, by=employer)

    assert list(Listing.objects.waiting()) == [planned]


def test_staff_see_the_old_and_the_new_words_beside_each_other(client, employer, olu):
    listing = make.confirmed_listing(employer, title="Writer")
    edit = make.edit(listing, title="Editor", pay_max=30_000)
    client.force_login(olu)

    response = client.get(reverse("admin:review_edit", args=[edit.pk]))

    shown = {change.label: (change.before, change.after) for change in response.context["differences"]}
    assert shown == {
        "Title": ("Writer", "Editor"),
        "Pay": ("£24,000 to £28,000 a year", "£24,000 to £30,000 a year"),
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_changes_that_wait_are_a_list(client, olu, django_assert_num_queries, number):
    for _ in range(number):
        make.edit(make.confirmed_listing(make.user()), title="Editor")
    returned = make.edit(make.confirmed_listing(make.user()), title="Old")
    lifecycle.return_edit(returned, by=olu, **NOTE)
    client.force_login(olu)

    with django_assert_num_queries(5):
        response = client.get(reverse("admin:listings_pendingedit_changelist"))

    assert response.context["cl"].result_count == number


def test_a_content_comes_back_from_its_data_as_it_was(employer):
    listing = make.listing(employer, nice=["seo"], platforms=["tiktok"], publish_at=timezone.now())
    content = Content.of(listing)
    content.answers = {"on_camera": "no"}
    content.questions = [("Why?", "text")]
    content.deal = Terms({"use": "ads", "months": 3}, [Piece("post", 2, Platform.objects.get(slug="x"))])

    again = Content.from_data(content.as_data())

    assert again == content


def test_a_listing_shown_with_other_content_is_not_changed(employer):
    listing = make.listing(employer, title="Writer", skills=["seo"])
    other = make.listing(employer, title="Editor", skills=["copywriting"], platforms=["tiktok"])
    content = Content.of(other)
    content.deal = Terms({"use": "ads"}, [Piece("post")])
    content.answers = {"on_camera": "no"}

    shown = content.shown_on(listing)

    assert (shown.pk, shown.title, [skill.slug for skill in shown.required_skills]) == (
        listing.pk,
        "Editor",
        ["copywriting"],
    )
    assert [platform.slug for platform in shown.platforms.all()] == ["tiktok"]
    assert [piece.kind for piece in shown.deal.deliverables.all()] == ["post"]
    assert {fact.name: fact.value for fact in shown.facts.all()} == {"on_camera": "no", "deal_use": "ads"}
    assert (listing.title, [skill.slug for skill in listing.required_skills]) == ("Writer", ["seo"])
    assert not listing.facts.exists()
