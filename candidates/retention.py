"""What the clock forgets. Each row is taken by itself and looked at again while it is held: a run that is killed leaves
whole rows, and the next one goes on. How long is in periods.py."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from candidates import erasing, periods
from candidates.files import sweeping
from candidates.models import Alert, Application, RestingHandle


def forget(now: datetime | None = None) -> None:
    now = now or timezone.now()
    applications = Application.objects
    one_by_one(applications.drafts_to_forget(now), erasing.forget_draft)
    one_by_one(applications.to_erase(now), erasing.erase)
    Alert.objects.unconfirmed_yet().made_before(now - periods.UNCONFIRMED_ALERTS).delete()
    Alert.objects.stopped_before(now - periods.STOPPED_ALERTS).delete()
    RestingHandle.objects.over(now).delete()
    sweeping.sweep(now - periods.LOST_FILES)


def one_by_one(rows, act: Callable[[Application], bool]) -> None:
    for number in rows.numbers():
        with transaction.atomic():
            if row := rows.taken(number):
                act(row)
