"""Deleting an account: asked for, undone, carried out two weeks later, whatever happens in between."""

from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from accounts.models import User
from background import outbox
from background.models import Mail
from candidates import erasing, leaving, periods, retention, talking
from candidates.files import keeping
from candidates.models import Alert, Application, Candidate, Piece, RestingHandle
from candidates.portfolio import addresses
from candidates.states import Stage
from employers import proving, team
from employers.models import Invitation, Membership, Proof
from listings import lifecycle, relay
from listings.models import Listing
from listings.states import Status
from tests import make
from tests.candidates.typed import MARKER, places_with

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / keeping.FOLDER


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def priya() -> User:
    return make.user("priya@example.com", name="Priya")


def published(user: User, **fields) -> Candidate:
    return Candidate.objects.create(user=user, handle="priya", published_at=timezone.now(), **fields)


def alert(email: str, **fields) -> Alert:
    return Alert.objects.create(email=email, words="SEO", confirmed_at=timezone.now(), **fields)


def asked_long_ago(user: User) -> Candidate:
    """Their two weeks are over."""
    leaving.ask(user)
    Candidate.objects.filter(user=user).update(delete_after=timezone.now() - timedelta(minutes=1))
    return user.candidate


# Asking and undoing


def test_asking_hides_the_page_stops_alerts_and_waits(priya, saved):
    published(priya)
    alert(priya.email, user=priya)
    alert("leo@example.com")

    with saved():
        leaving.ask(priya)

    candidate = Candidate.objects.get()
    assert candidate.published_at is None
    assert timedelta(days=13, hours=23) < candidate.delete_after - timezone.now() <= timedelta(days=14)
    assert [one.email for one in Alert.objects.active()] == ["leo@example.com"]
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["priya@example.com"], "We will delete your account")
    ]
    assert leaving.carry_out_due() == 0
    assert User.objects.filter(pk=priya.pk).exists()


def test_asked_twice_is_asked_once(priya, saved):
    with saved():
        first = leaving.ask(priya).delete_after
        assert leaving.ask(priya).delete_after == first

    assert len(mail.outbox) == 1


def test_undone_alerts_go_on_and_the_page_stays_hidden(priya):
    published(priya)
    alert(priya.email, user=priya)
    stopped = alert(priya.email, user=priya, query="q=old", stopped_at=timezone.now())
    leaving.ask(priya)

    assert leaving.undo(priya) is True
    assert leaving.undo(priya) is False

    assert Candidate.objects.get().delete_after is None
    assert Candidate.objects.get().published_at is None
    assert list(Alert.objects.active()) == [Alert.objects.exclude(pk=stopped.pk).get()]
    assert leaving.carry_out_due(timezone.now() + 15 * DAY) == 0


def test_an_alert_that_was_made_again_meanwhile_is_there_once(priya):
    alert(priya.email, user=priya)
    leaving.ask(priya)
    alert(priya.email, user=priya)

    leaving.undo(priya)

    assert Alert.objects.active().count() == 1


def test_somebody_who_never_asked_has_nothing_to_undo(priya):
    assert leaving.undo(priya) is False
    assert leaving.leaves_on(priya) is None


def test_two_days_before_they_are_told_once(priya, saved):
    leaving.ask(priya)
    asked = timezone.now()

    with saved():
        leaving.remind(asked + 11 * DAY)
    assert mail.outbox == []
    with saved():
        leaving.remind(asked + 12 * DAY)
        leaving.remind(asked + 13 * DAY)

    assert [m.subject for m in mail.outbox] == ["2 days until we delete your account"]


# Companies


def test_the_only_owner_hands_over_before_leaving_colleagues(priya):
    company = make.company(priya)
    Membership.objects.create(company=company, user=make.user(), role=Membership.Role.RECRUITER)

    with pytest.raises(leaving.Tied) as refused:
        leaving.ask(priya)

    assert [(tie.company, tie.has_others) for tie in refused.value.ties] == [(company, True)]
    assert not Candidate.objects.leaving()


def test_the_last_member_ends_listings_first(priya):
    company = make.company(priya)
    live = make.live_listing(priya, company=company)

    with pytest.raises(leaving.Tied) as refused:
        leaving.ask(priya)
    assert [(tie.company, tie.has_others) for tie in refused.value.ties] == [(company, False)]

    lifecycle.close(live, by=priya)
    leaving.ask(priya)
    assert Candidate.objects.leaving().exists()


@pytest.mark.parametrize(
    ("fields", "is_tied"),
    [
        ({"status": Status.IN_REVIEW}, True),
        ({"status": Status.DRAFT}, False),
        ({"status": Status.LIVE, "closes_in": -1}, False),
        ({"status": Status.LIVE, "closes_in": -1, "applications_waiting": 1}, True),
        ({"status": Status.PAUSED, "closes_in": 9}, True),
        ({"status": Status.FROZEN, "closes_in": 9}, False),
    ],
)
def test_only_listings_that_somebody_must_look_after_tie_people(priya, fields, is_tied):
    now = timezone.now()
    dates = {"published_at": now, "closes_at": now + fields.pop("closes_in", 30) * DAY}
    make.listing(priya, **dates, **fields)

    assert bool(leaving.ties(priya)) is is_tied


def test_one_of_two_owners_just_goes_and_the_company_goes_on(priya):
    leo = make.user("leo@acme.example")
    company = make.company(priya, leo)
    live = make.live_listing(priya, company=company)
    asked_long_ago(priya)

    leaving.carry_out_due()

    assert [member.email for member in company.members.all()] == ["leo@acme.example"]
    live.refresh_from_db()
    assert live.is_open
    assert live.posted_by is None


def test_the_last_member_leaves_nothing_that_somebody_could_take_up(priya):
    company = make.company(priya, website="https://acme.example")
    draft = make.listing(priya, company=company)
    team.invite(company, "leo@acme.example", "owner", by=priya)
    proving.ask_for_code(company, "dns", by=priya)
    asked_long_ago(priya)

    leaving.carry_out_due()

    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert not Invitation.objects.exists()
    assert not Proof.objects.exists()
    assert not company.memberships.exists()


def test_who_became_the_only_owner_meanwhile_is_told_once_and_waits(priya, saved):
    leo = make.user()
    company = make.company(priya, leo)
    make.live_listing(priya, company=company)
    asked_long_ago(priya)
    team.leave(company.memberships.of_user(leo).get())
    mail.outbox.clear()

    with saved():
        assert leaving.carry_out_due() == 0
        assert leaving.carry_out_due() == 0

    assert [m.subject for m in mail.outbox] == ["We cannot delete your account yet"]
    assert "Acme" in mail.outbox[0].body
    assert User.objects.get(pk=priya.pk).is_active


# Two weeks later


def test_who_waits_is_withdrawn_and_the_employer_is_told(priya, saved):
    listing = make.open_listing(make.user("nadia@acme.example"))
    make.application(listing, priya, why=MARKER)
    asked_long_ago(priya)

    with saved():
        assert leaving.carry_out_due() == 1

    assert not User.objects.filter(email="priya@example.com").exists()
    application = Application.objects.get()
    assert (application.stage, application.user, application.email) == (Stage.WITHDRAWN, None, "")
    assert application.sent_at
    assert application.ended_at
    assert application.steps.get(after=Stage.WITHDRAWN).reason == "account-deleted"
    listing.refresh_from_db()
    assert listing.applications_waiting == 0
    assert not Application.objects.for_member(listing.posted_by)
    assert sorted((m.to[0], m.subject) for m in mail.outbox) == [
        ("nadia@acme.example", "Withdrawn: Social media coordinator at Acme"),
        ("priya@example.com", "Your account is deleted"),
    ]
    assert not any(word in mail.outbox[0].body for word in ("Priya", "priya@example.com"))


def test_an_outcome_stays_as_it_was(priya):
    listing = make.open_listing(make.user())
    hired = make.application(listing, priya)
    Application.objects.filter(pk=hired.pk).update(stage=Stage.HIRED, ended_at=timezone.now())
    asked_long_ago(priya)

    leaving.carry_out_due()

    assert Application.objects.get().stage == Stage.HIRED
    assert Application.objects.get().erased_at


def everything(user: User) -> Listing:
    """All that somebody can type or choose here, each time with a word to look for."""
    listing = make.open_listing(make.user("nadia@acme.example"))
    candidate = published(user, name=MARKER, headline=MARKER, about=MARKER, city=MARKER)
    candidate.old_handles.create(handle=MARKER)
    candidate.links.create(url=f"https://{MARKER}.example", code=MARKER)
    candidate.hidden_from.create(company=listing.company)
    piece = {"file": keeping.put(b"", "image"), "file_kind": "image", "alt_text": MARKER, "client": MARKER}
    Piece.objects.create(candidate=candidate, order=1, kind="post", title=MARKER, my_part=MARKER, **piece)
    user.saved_listings.create(listing=listing)
    user.hidden_things.create(word=MARKER)
    alert(user.email, user=user, query=f"q={MARKER}")
    alert(user.email, query=f"q={MARKER}-2")
    cv = {"cv": keeping.put(b"%PDF-", "pdf"), "cv_kind": "pdf"}
    sent = make.application(listing, user, name=MARKER, why=MARKER, **cv)
    sent.answers.create(asked="Why?", text=MARKER)
    talking.report(talking.say(sent, MARKER, by=user, from_employer=False), why=MARKER)
    sent.notes.create(text=MARKER)
    make.draft(make.open_listing(), user, why=MARKER)
    make.application(make.open_listing(), email=user.email, why=MARKER)
    make.draft(make.open_listing(), email=user.email, why=MARKER, confirmed_at=None)
    letter = relay.Letter(MARKER, user.email, MARKER, sent.token)
    relay.post(letter, make.live_listing(apply_email="jobs@acme.example"), is_confirmed=False)
    acme = make.company(make.user("leo@acme.example"), name="Other")
    team.invite(acme, user.email, "recruiter", by=acme.members.get())
    proving.ask_staff(make.company(user, name="Mine"), MARKER, by=user)
    staff = make.staff()
    about = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=staff, content_type=about, object_id=str(user.pk), object_repr=str(user), action_flag=2
    )
    return listing


def test_nothing_that_somebody_typed_is_left_anywhere(files, saved):
    quokka = make.user(f"{MARKER}@example.com", name=MARKER)
    with saved():
        everything(quokka)
    asked_long_ago(quokka)
    assert len(places_with(MARKER)) > 25
    assert len(list(files.iterdir())) == 2

    with saved():
        leaving.carry_out_due()

    # The mail that says so names its receiver for 30 days, and nothing else.
    assert places_with(MARKER) == {"background_mail.to"}
    assert Mail.objects.get(to__contains=MARKER).subject == "Your account is deleted"
    assert list(files.iterdir()) == []
    assert not Candidate.objects.exists()
    assert not Alert.objects.exists()
    assert Application.objects.sent().count() == 2
    assert not Application.objects.drafts()


def test_nobody_takes_the_address_of_who_left_for_half_a_year_and_no_row_says_it(priya):
    published(priya).old_handles.create(handle="priya-before")
    asked_long_ago(priya)
    leaving.carry_out_due()
    other = make.person(handle="other").user

    for handle in ("priya", "priya-before"):
        with pytest.raises(addresses.NotFree):
            addresses.choose(handle, by=other)
        assert handle not in str(list(RestingHandle.objects.values()))

    later = timezone.now() + periods.HANDLES
    retention.forget(later)
    assert not RestingHandle.objects.exists()
    assert addresses.choose("priya", by=other).handle == "priya"


def test_another_persons_things_stay(priya):
    leo = make.user("leo@example.com")
    listing = everything(leo)
    leo_has = [Alert, Piece, Application, Invitation, Proof, Mail]
    before = {model: model.objects.count() for model in leo_has}
    # Priya wrote down an address that is not hers, and never answered a mail there.
    priya.emailaddress_set.create(email="leo@example.com", verified=False)
    make.application(listing, priya)
    asked_long_ago(priya)
    leaving.carry_out_due()

    leo.refresh_from_db()
    assert [model for model in leo_has if model.objects.count() < before[model]] == []
    assert Application.objects.kept().by_address(leo.email).count() == before[Application]


def test_signed_in_sessions_end_and_those_of_others_go_on(priya):
    here, there, leo = Client(), Client(), Client()
    for client in (here, there):
        client.force_login(priya)
    leo.force_login(make.user())
    asked_long_ago(priya)

    leaving.carry_out_due()

    assert here.get("/account/").status_code == 302
    assert leo.get("/account/").status_code == 200
    assert Session.objects.count() == 1


@pytest.mark.parametrize("steps", range(8))
def test_killed_anywhere_the_next_run_does_the_rest(priya, monkeypatch, steps, saved):
    """Each step is done once, however often the run begins anew."""
    listing = make.open_listing(make.user("nadia@acme.example"))
    for number in range(2):
        make.application(make.open_listing(company=listing.company), priya, why=f"{MARKER} {number}")
    make.draft(listing, priya, why=MARKER)
    asked_long_ago(priya)
    done = []

    def dying(act):
        def act_or_die(*args, **kwargs):
            if len(done) == steps:
                raise KeyboardInterrupt
            result = act(*args, **kwargs)
            done.append(act)
            return result

        return act_or_die

    for module, name in [
        (erasing, "erase"), (erasing, "forget_draft"), (leaving.carrying_out, "withdraw"),
        (leaving.carrying_out, "finish"), (leaving.carrying_out, "end_sessions"), (leaving.traces, "forget"),
    ]:  # fmt: skip
        monkeypatch.setattr(module, name, dying(getattr(module, name)))
    with saved(), suppress(KeyboardInterrupt):
        leaving.carry_out_due()
    monkeypatch.undo()

    with saved():
        leaving.carry_out_due()

    assert not User.objects.filter(pk=priya.pk).exists()
    assert Application.objects.count() == 2
    assert {one.stage for one in Application.objects.all()} == {Stage.WITHDRAWN}
    assert places_with(MARKER) == set()
    done_mails = [m for m in mail.outbox if m.subject == "Your account is deleted"]
    assert len(done_mails) == 1
    assert (
        len([m for m in mail.outbox if m.to == ["nadia@acme.example"] and m.subject.startswith("Withdrawn")])
        == 2
    )


def test_what_was_sent_while_the_clock_was_at_it_goes_too(priya):
    asked_long_ago(priya)
    leaving.carrying_out.begin(priya, timezone.now())
    make.application(make.open_listing(), priya, why=MARKER)

    assert leaving.carrying_out.finish(priya) is False
    leaving.carry_out_due()

    assert not User.objects.filter(pk=priya.pk).exists()
    assert places_with(MARKER) == set()


def test_a_run_that_comes_too_late_for_somebody_who_stayed_does_nothing(priya):
    asked_long_ago(priya)
    now = timezone.now()
    leaving.undo(priya)

    assert leaving.carrying_out.begin(priya, now) is False
    priya.refresh_from_db()
    assert priya.is_active


# By staff, for whoever asks by mail


def told(*words: str) -> str:
    out = StringIO()
    call_command("delete_account", *words, stdout=out)
    return out.getvalue().strip()


def test_staff_ask_for_somebody_and_the_two_weeks_run(priya):
    assert told("Priya@example.com").startswith("Asked for. The worker deletes it on 20")
    assert leaving.leaves_on(priya) > timezone.now() + 13 * DAY


def test_staff_delete_at_once_and_nobody_else(priya):
    leo = make.user()
    leaving.ask(leo)
    make.application(make.open_listing(), priya, why=MARKER)

    assert told("priya@example.com", "--now") == "Deleted."

    assert not User.objects.filter(pk=priya.pk).exists()
    assert User.objects.filter(pk=leo.pk, is_active=True).exists()
    assert places_with(MARKER) == set()


def test_staff_are_told_what_comes_first_and_who_is_not_there(priya):
    make.live_listing(priya)

    with pytest.raises(CommandError, match="only owner of: Acme"):
        told("priya@example.com", "--now")
    with pytest.raises(CommandError, match="Nobody"):
        told("nobody@example.com")
    assert not Candidate.objects.leaving()


def test_nobody_deletes_the_row_alone_in_the_admin(priya, client):
    client.force_login(make.staff())

    assert client.post(f"/admin/accounts/user/{priya.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=priya.pk).exists()


def test_no_table_holds_a_person_back():
    holding = [
        relation.related_model.__name__
        for relation in User._meta.related_objects
        if relation.on_delete not in (models.CASCADE, models.SET_NULL) and not relation.many_to_many
    ]

    assert holding == []


def test_a_letter_to_an_employer_that_waits_is_not_sent(priya):
    outbox.hold(key="letter", to="jobs@acme.example", subject="", text="", headers={"Reply-To": priya.email})
    asked_long_ago(priya)

    leaving.carry_out_due()

    assert outbox.release("letter") is False


def test_an_address_on_ended_listings_goes_and_one_that_is_in_use_stays(priya):
    company = make.company(priya, make.user())
    for status in (Status.CLOSED, Status.LIVE):
        make.live_listing(company=company, apply_by="email", apply_email=priya.email, status=status)
    asked_long_ago(priya)

    leaving.carry_out_due()

    addresses = dict(Listing.objects.values_list("status", "apply_email"))
    assert addresses == {"closed": "", "live": "priya@example.com"}


def test_one_account_that_cannot_go_keeps_no_other(priya, monkeypatch):
    other = make.user("leo@example.com")
    for person in (priya, other):
        asked_long_ago(person)
    begin = leaving.carrying_out.begin
    monkeypatch.setattr(
        leaving.carrying_out,
        "begin",
        lambda user, now: 1 / 0 if user == priya else begin(user, now),
    )

    assert leaving.carry_out_due() == 1
    assert list(User.objects.filter(pk__in=[priya.pk, other.pk])) == [priya]
