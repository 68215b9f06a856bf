"""Who sees which parts of a profile: the rules, before any page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from candidates import applying, hiring
from candidates.hiring import hiding
from candidates.models import Candidate
from candidates.showing import Viewer, is_there, parts_for, viewer_of
from candidates.states import Stage
from candidates.vocabulary import PARTS, Visibility
from employers import proving
from tests import make

pytestmark = pytest.mark.django_db

CHOICES = {
    "headline": "public",
    "skills": "employers",
    "pieces": "applied-to",
    "links": "only-me",
    "languages": "nonsense",
}
ALL_ELSE = {part: "only-me" for part in PARTS if part not in CHOICES}


@pytest.fixture
def leo():
    return make.person(visibility=CHOICES | ALL_ELSE)


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (Viewer.OWNER, set(PARTS)),
        (Viewer.APPLIED_TO, {"headline", "skills", "pieces"}),
        (Viewer.EMPLOYER, {"headline", "skills"}),
        (Viewer.ANYONE, {"headline"}),
        (Viewer.BLOCKED, set()),
    ],
)
def test_each_viewer_sees_what_the_choices_let_them(leo, viewer, seen):
    assert parts_for(leo, viewer) == seen
    assert is_there(leo, viewer) == bool(seen)


def test_at_first_employers_applied_to_see_most_and_nobody_else_anything():
    new = Candidate()

    assert parts_for(new, Viewer.APPLIED_TO) == set(PARTS) - {"city", "contact"}
    assert parts_for(new, Viewer.EMPLOYER) == parts_for(new, Viewer.ANYONE) == set()


def test_without_publishing_there_is_a_page_for_the_owner_alone(leo):
    leo.published_at = None

    assert [viewer for viewer in Viewer if is_there(leo, viewer)] == [Viewer.OWNER]


def test_every_choice_lets_in_no_fewer_than_the_one_before():
    seen = []
    for choice in Visibility:
        person = Candidate(visibility=dict.fromkeys(PARTS, choice), published_at=timezone.now())
        seen.append({viewer for viewer in Viewer if parts_for(person, viewer)})

    assert all(narrow < wide for narrow, wide in zip(seen, seen[1:], strict=False))
    assert all(Viewer.BLOCKED not in viewers for viewers in seen)


def test_who_somebody_is(leo):
    proved, unproved, refused, applied = (make.user() for _ in range(4))
    make.company(proved)
    make.company(unproved, confirmed_at=None)
    proving.take_back(make.company(refused), by=make.staff())
    make.application(make.open_listing(applied), leo.user)

    seen = [
        viewer_of(leo, user)
        for user in (AnonymousUser(), make.user(), make.staff(), unproved, refused, proved, applied, leo.user)
    ]

    anyone = Viewer.ANYONE
    assert seen == [anyone] * 5 + [Viewer.EMPLOYER, Viewer.APPLIED_TO, Viewer.OWNER]


def test_hidden_from_wins_over_an_application_and_over_other_companies(leo):
    member = make.user()
    make.company(member)
    make.application(make.open_listing(member), leo.user)
    leo.hidden_from.create(company=make.company(member, name="Present employer"))

    assert viewer_of(leo, member) == Viewer.BLOCKED


def test_who_founded_a_company_and_hides_from_it_is_still_the_owner_of_their_page(leo):
    leo.hidden_from.create(company=make.company(leo.user))

    assert viewer_of(leo, leo.user) == Viewer.OWNER


def test_an_application_taken_back_or_written_only_opens_nothing(leo):
    first, second = make.user(), make.user()
    applying.withdraw(make.application(make.open_listing(first), leo.user))
    make.draft(make.open_listing(second), leo.user)

    assert viewer_of(leo, first) == viewer_of(leo, second) == Viewer.EMPLOYER


def test_an_employer_refused_since_the_application_is_anyone(leo):
    member = make.user()
    listing = make.open_listing(member)
    make.application(listing, leo.user)

    proving.take_back(listing.company, by=make.staff())

    assert viewer_of(leo, member) == Viewer.ANYONE


def test_who_hides_names_learns_from_no_page_who_applied(leo):
    nadia = make.user()
    sent = make.application(make.open_listing(nadia), leo.user)
    hiding.hide_names(sent.listing, True)

    before = viewer_of(leo, nadia)
    hiring.move(sent, Stage.SHORTLISTED, by=nadia)

    assert (before, viewer_of(leo, nadia)) == (Viewer.EMPLOYER, Viewer.APPLIED_TO)
