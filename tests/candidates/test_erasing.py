"""What stays of an application when the person behind it is gone, and what the clock forgets by itself."""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from background.models import Mail
from background.schedule import JOBS
from candidates import applying, erasing, hiring, retention, talking
from candidates.applying import withdraw
from candidates.files import keeping, sweeping
from candidates.models import Alert, Application
from candidates.states import Stage, WrongStage
from listings.models import Listing
from tests import make
from tests.candidates.typed import MARKER, places_with

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / keeping.FOLDER


@pytest.fixture
def listing():
    return make.open_listing(make.user("nadia@acme.example"))


def days(number: int) -> timedelta:
    return timedelta(days=number)


def cv() -> dict[str, str]:
    return {"cv": keeping.put(b"%PDF-", "pdf"), "cv_kind": "pdf"}


def written(listing: Listing) -> Application:
    """With everything that somebody may type or choose, and what was said about it."""
    piece = {"title": MARKER, "file": keeping.put(b"", "image"), "file_kind": "image", "client": MARKER}
    made = make.draft(
        listing, make.user(f"{MARKER}@example.com"), name=MARKER, why=MARKER, pieces=[piece],
        profile={"headline": MARKER}, skills=[MARKER], **cv(),
    )  # fmt: skip
    made.answers.create(asked="How?", text=MARKER)
    made = make.applying.send(made)
    nadia = listing.company.members.get()
    talking.say(made, MARKER, by=made.user, from_employer=False)
    hiring.note(made, f"{MARKER} seems right", by=nadia)
    hiring.not_selected([made], by=nadia, message=f"Dear {MARKER}", reason="others-closer")
    made.refresh_from_db()
    return made


def kept(files) -> list[str]:
    return sorted(file.suffix for file in files.iterdir())


def test_what_was_typed_goes_and_what_counts_stays(listing, files, django_capture_on_commit_callbacks):
    ended = written(listing)
    stays = ["listing_id", "stage", "sent_at", "answered_at", "ended_at"]
    before = {name: getattr(ended, name) for name in stays}
    assert kept(files) == [".pdf", ".webp", ".webp"]

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(ended)

    now = Application.objects.get()
    assert {name: getattr(now, name) for name in stays} == before
    assert now.erased_at
    assert now.token != ended.token
    # The account is still there.
    account = {"accounts_user", "account_emailaddress"}
    assert {place.partition(".")[0] for place in places_with(MARKER)} == account
    # The copy that was sent. The piece in the portfolio stays.
    assert kept(files) == [".webp"]


# What counts, and what nobody can read anything from.
STAYS = {
    "id",
    "listing",
    "token",
    "stage",
    "created_at",
    "changed_at",
    "sent_at",
    "answered_at",
    "ended_at",
    "erased_at",
}
EMPTIED = {"Answer", "Message", "Note", "Step"}


def test_a_new_column_is_blanked_or_says_that_it_stays():
    columns = {column.name for column in Application._meta.concrete_fields}
    related = {relation.related_model.__name__ for relation in Application._meta.related_objects}

    assert columns == set(erasing.BLANK) | STAYS
    assert related == EMPTIED


def test_nobody_sees_an_application_that_was_erased(listing, client):
    ended = written(listing)
    person, nadia = ended.user, listing.company.members.get()
    erasing.erase(ended)

    assert not Application.objects.for_member(nadia)
    assert not Application.objects.of_person(person)
    assert Application.objects.at(listing).sent().count() == 1


def test_erased_twice_is_erased_once(listing):
    ended = written(listing)
    assert erasing.erase(ended) is True
    first = Application.objects.get().erased_at

    assert erasing.erase(ended) is False

    assert Application.objects.get().erased_at == first


def test_nothing_is_erased_while_the_employer_has_it(listing):
    waiting = make.application(listing, make.user(), why=MARKER)

    with pytest.raises(WrongStage):
        erasing.erase(waiting)

    waiting.refresh_from_db()
    assert waiting.why == MARKER


def test_a_draft_that_was_sent_meanwhile_is_not_forgotten(listing):
    draft = make.draft(listing, make.user())
    make.applying.send(draft)

    assert erasing.forget_draft(draft) is False

    assert Application.objects.get().stage == Stage.SENT


def test_the_mail_that_asked_a_guest_to_confirm_goes_with_what_they_wrote(listing):
    thrown_away, sent = (
        make.draft(listing, email=f"{name}@example.com", confirmed_at=None) for name in ("one", "two")
    )
    for draft in (thrown_away, sent):
        applying.ask_to_confirm(draft)
    assert (
        Mail.objects.filter(to__endswith="@example.com", key__startswith="application-confirm").count() == 2
    )

    sent = applying.confirm(applying.key_of(sent))
    withdraw(sent)
    erasing.erase(sent)
    erasing.forget_draft(thrown_away)

    assert not Mail.objects.filter(key__startswith="application-confirm").exclude(to="")


# By the clock


def aged(application: Application, **times) -> Application:
    Application.objects.filter(pk=application.pk).update(**times)
    return application


def left() -> list[str]:
    return sorted(Application.objects.kept().values_list("name", flat=True))


def test_drafts_are_forgotten_when_their_time_is_over(listing):
    guest = {"confirmed_at": None}
    aged(make.draft(listing, name="guest 4", **guest), changed_at=NOW - days(4))
    aged(make.draft(listing, name="guest 2", **guest), changed_at=NOW - days(2))
    aged(make.draft(listing, name="confirmed 4"), changed_at=NOW - days(4))
    aged(make.draft(listing, make.user(), name="member 89"), changed_at=NOW - days(89))
    aged(make.draft(listing, make.user(), name="member 91"), changed_at=NOW - days(91))

    retention.forget(NOW)

    assert left() == ["confirmed 4", "guest 2", "member 89"]


def test_drafts_for_a_listing_that_ended_are_forgotten_a_month_later(listing):
    closed, passed, just = (make.open_listing(company=listing.company) for _ in range(3))
    for number, ended in enumerate([closed, passed, just]):
        make.draft(ended, make.user(), name=f"draft {number}")
    Listing.objects.filter(pk=closed.pk).update(status="closed", ended_at=NOW - days(31))
    Listing.objects.filter(pk=passed.pk).update(closes_at=NOW - days(31))
    Listing.objects.filter(pk=just.pk).update(closes_at=NOW - days(29))

    retention.forget(NOW)

    assert left() == ["draft 2"]


def test_applications_are_erased_half_a_year_after_they_ended(listing):
    for name, age in (("old", 181), ("new", 179)):
        aged(withdraw(make.application(listing, name=name)), ended_at=NOW - days(age))
    aged(make.application(listing, name="waits"), sent_at=NOW - days(400))

    retention.forget(NOW)
    retention.forget(NOW)

    assert left() == ["new", "waits"]
    assert Application.objects.sent().count() == 3


def test_a_run_that_dies_leaves_whole_rows_and_the_next_goes_on(listing, monkeypatch):
    for _ in range(3):
        aged(withdraw(make.application(listing, why=MARKER)), ended_at=NOW - days(200))
    erase, done = erasing.erase, []

    def dies_at_the_second(application):
        erase(application)
        done.append(application)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(erasing, "erase", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        retention.forget(NOW)
    assert Application.objects.kept().count() == 2

    monkeypatch.undo()
    retention.forget(NOW)

    assert not Application.objects.kept()
    assert places_with(MARKER) == set()


def test_alerts_that_nobody_confirmed_or_wants_are_forgotten():
    def alert(email: str, **times) -> None:
        Alert.objects.create(email=email, words="", **times)

    alert("unconfirmed@example.com", created_at=NOW - days(8))
    alert("new@example.com", created_at=NOW - days(6))
    alert("stopped@example.com", confirmed_at=NOW - days(200), stopped_at=NOW - days(91))
    alert("on@example.com", confirmed_at=NOW - days(200), created_at=NOW - days(200))

    retention.forget(NOW)

    assert sorted(Alert.objects.values_list("email", flat=True)) == ["new@example.com", "on@example.com"]


# Files


def test_a_file_whose_row_was_never_saved_goes_after_a_day(listing, files):
    draft = make.draft(listing, make.user(), **cv())
    with suppress(DatabaseError), transaction.atomic():
        make.draft(make.open_listing(), draft.user, **cv())
        raise DatabaseError("the disk is full")
    assert kept(files) == [".pdf", ".pdf"]

    assert sweeping.sweep(NOW - days(1)) == 0
    for file in files.iterdir():
        os.utime(file, times=(0, 0))
    assert sweeping.sweep(NOW - days(1)) == 1

    assert [file.stem for file in files.iterdir()] == [draft.cv]


def test_files_of_portfolios_and_of_sent_pieces_stay(listing, files):
    written(listing)
    for file in files.iterdir():
        os.utime(file, times=(0, 0))

    # The portfolio of this test has no rows: its one image is nobody's.
    assert sweeping.sweep(NOW) == 1
    assert kept(files) == [".pdf", ".webp"]


def test_the_clock_does_it():
    assert {
        "candidates.tasks.forget_what_is_old", "candidates.tasks.delete_accounts",
    } <= set(JOBS)  # fmt: skip


def test_where_nobody_ever_chose_a_file_there_is_nothing_to_sweep():
    assert sweeping.sweep(NOW) == 0
