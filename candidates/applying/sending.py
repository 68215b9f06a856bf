"""From the first word to the sent application."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from candidates import mails, moving
from candidates.files import keeping
from candidates.models import Application
from candidates.states import Stage
from listings.models import Listing


class NotOpen(Exception):
    """The listing takes no applications any more. The draft is kept."""


class AlreadyApplied(Exception):
    """This person has sent one for this listing."""

    def __init__(self, application: Application):
        self.application = application
        super().__init__("You have applied for this already.")


def begin(listing: Listing, *, user=None) -> Application:
    """The one draft of this person, or a guest's new one. Of two presses at once, both get the same."""
    if not listing.is_open or not listing.takes_applications:
        raise NotOpen
    if user is None:
        return Application.objects.create(listing=listing)
    if sent := Application.objects.of_person(user).at(listing).sent().first():
        raise AlreadyApplied(sent)
    mine = {"listing": listing, "user": user, "stage": Stage.DRAFT}
    try:
        with transaction.atomic():
            return Application.objects.create(**mine, email=user.email, name=user.name)
    except IntegrityError:
        return Application.objects.drafts().get(**mine)


def send(application: Application) -> Application:
    """To the employer. Sent twice is sent once. Who has no account must have confirmed the address: see confirm()."""
    with moving.held(application) as now:
        if now.stage != Stage.DRAFT:
            return now
        if not now.listing.is_open or not now.listing.takes_applications:
            raise NotOpen
        if other := Application.objects.at(now.listing).sent().by_address(now.email).first():
            raise AlreadyApplied(other)
        if not now.user_id and not now.confirmed_at:
            raise NotOpen
        keep_own_files(now)
        moving.move(now, Stage.SENT, by=now.user)
    return now


def keep_own_files(application: Application) -> None:
    """What was sent stays as it was, also when the portfolio changes."""
    for piece in application.pieces:
        if piece.get("file"):
            piece["file"] = keeping.copy(piece["file"], piece["file_kind"])
    application.save(update_fields=["pieces"])


def ask_to_confirm(application: Application) -> None:
    """The mail has the link to the page with the button that sends."""
    mails.confirm(application)


def confirm(application: Application) -> Application:
    """Who opened the link reads mail at that address. What they wrote is sent."""
    with moving.held(application) as now:
        now.confirmed_at = now.confirmed_at or timezone.now()
        now.save(update_fields=["confirmed_at"])
        return send(now)
