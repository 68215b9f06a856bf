"""From the first word to the sent application."""

from datetime import timedelta
from uuid import uuid4

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from candidates import mails, moving
from candidates.applying import snapshot
from candidates.files import keeping
from candidates.models import Application, Candidate
from candidates.states import Stage
from listings.models import Listing

SALT = "application"
CONFIRM_WITHIN = timedelta(days=3)


class NotOpen(Exception):
    """The listing takes no applications any more. The draft is kept."""


class AlreadyApplied(Exception):
    """This person has sent one for this listing."""

    def __init__(self, application: Application):
        self.application = application
        super().__init__("You have applied for this already.")


class OldKey(Exception):
    """It was mailed for other words, for another address, or long ago."""


class Incomplete(Exception):
    """Something that the employer asks for is not there. `missing`: in words."""

    def __init__(self, missing: list[str]):
        super().__init__(f"Before it can be sent, fill in {' and '.join(missing)}.")


def begin(listing: Listing, *, user=None, late: bool = False) -> Application:
    """The one draft of this person, or a guest's new one. Of two presses at once, both get the same. `late`: only to
    keep what somebody wrote while the listing closed."""
    if not listing.takes_applications or listing.is_sample or not (late or listing.is_open):
        raise NotOpen
    if user is None:
        return Application.objects.create(listing=listing)
    if sent := Application.objects.of_person(user).at(listing).sent().first():
        raise AlreadyApplied(sent)
    mine = {"listing": listing, "user": user, "stage": Stage.DRAFT}
    try:
        with transaction.atomic():
            return Application.objects.create(
                **mine, email=user.email.lower(), name=Candidate.objects.name_of(user)
            )
    except IntegrityError:
        return Application.objects.drafts().get(**mine)


def send(application: Application) -> Application:
    """To the employer. Sent twice is sent once. Who has no account must have confirmed the address: see confirm()."""
    with moving.held(application) as now:
        if now.stage != Stage.DRAFT:
            return now
        if not now.listing.is_open or not now.listing.takes_applications:
            raise NotOpen
        if other := sent_before(now):
            raise AlreadyApplied(other)
        if not now.user_id and not now.confirmed_at:
            raise NotOpen
        if missing := what_is_missing(now):
            raise Incomplete(missing)
        snapshot.take(now)
        keep_own_files(now)
        moving.move(now, Stage.SENT, by=now.user)
    return now


def what_is_missing(draft: Application) -> list[str]:
    """In words. The listing may ask more than it did when this was written."""
    told = {"your name": draft.name, "your email address": draft.email, "“why me”": draft.why}
    answered = {answer.question_id for answer in draft.answers.all()}
    asked = [f"“{one.text}”" for one in draft.listing.questions.all() if one.pk not in answered]
    return [words for words, value in told.items() if not value] + asked


def sent_before(draft: Application) -> Application | None:
    """What this person, or this address, has sent for the same listing."""
    sent = Application.objects.at(draft.listing).sent()
    mine = sent.of_person(draft.user).first() if draft.user else None
    return mine or sent.by_address(draft.email).first()


def keep_own_files(application: Application) -> None:
    """What was sent stays as it was, also when the portfolio changes."""
    for piece in application.pieces:
        if piece.get("file"):
            piece["file"] = keeping.copy(piece["file"], piece["file_kind"])
    application.save(update_fields=["skills", "profile", "pieces"])


def ask_to_confirm(draft: Application) -> None:
    """The mail has a link to the page with the button that sends. That somebody at this address has applied before is
    told to the address alone."""
    if other := sent_before(draft):
        mails.applied_before(other, draft)
    else:
        mails.confirm(draft, key_of(draft))


def confirm(key: str) -> Application:
    """Who has the link of the mail reads mail at that address. What they wrote is sent, and has a new token: from now
    on only the mails to that address know it, not who typed the address. OldKey if the words or the address are others
    by now."""
    found = read_key(key)
    if not found:
        raise OldKey
    with moving.held(found) as now:
        if now.stage != Stage.DRAFT:
            return now
        if not read_key(key):  # again, as nobody can write in it any more
            raise OldKey
        now.confirmed_at = now.confirmed_at or timezone.now()
        now.token = uuid4()
        now.save(update_fields=["confirmed_at", "token"])
        return send(now)


def key_of(draft: Application) -> str:
    """Good for these words and this address, and says neither: what a link says is kept in many places."""
    return signing.dumps([draft.pk, mark_of(draft.email), mark_of(draft.changed_at.isoformat())], salt=SALT)


def mark_of(what: str) -> str:
    return salted_hmac(SALT, what, algorithm="sha256").hexdigest()[:32]


def read_key(key: str) -> Application | None:
    """A guest's application, for who has the link of the mail to its address."""
    try:
        number, address, words = signing.loads(key, salt=SALT, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, ValueError):
        return None
    found = Application.objects.guests_own(number)
    if not found or not constant_time_compare(address, mark_of(found.email)):
        return None
    # What was changed after the mail went needs a mail of its own; what is sent is there to be read.
    is_same = constant_time_compare(words, mark_of(found.changed_at.isoformat()))
    return found if is_same or not found.is_draft else None
