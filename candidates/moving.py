"""The one way in which an application changes its stage, and what goes with it: a step that stays, the number of those
who wait at the listing, and a mail in plain words. The acts in applying/ and hiring/ call it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from candidates import mails
from candidates.models import Application, Step
from candidates.states import ANSWERS, ENDED, Stage, WrongStage
from listings import lifecycle
from listings.models import Listing


@contextmanager
def held(application: Application) -> Iterator[Application]:
    """The application as it is now. Its listing is held first, always in this order, and counted anew afterwards."""
    with transaction.atomic():
        listing = lifecycle.hold(application.listing)
        now = Application.objects.locked(application.pk)
        now.listing = listing
        yield now
        count(listing)


def count(listing: Listing) -> None:
    lifecycle.set_waiting(listing, Application.objects.at(listing).waiting().count())


def move(application: Application, stage: Stage, *, by=None, reason: str = "", message: str = "") -> Step:
    """Of an application that is held. WrongStage if the table has no such move: somebody was faster."""
    now = timezone.now()
    before = application.stage
    if application.erased_at:
        raise WrongStage(Stage(before))
    application.move_to(stage)
    if stage == Stage.SENT:
        application.sent_at = now
    if stage in ANSWERS and by is not None:
        application.answered_at = application.answered_at or now
    if stage in ENDED:
        application.ended_at = now
    application.save(update_fields=["stage", "sent_at", "answered_at", "ended_at", "changed_at"])
    step = Step.objects.create(
        application=application, by=by, before=before, after=stage, reason=reason, message=message
    )
    mails.moved(application, step)
    return step
