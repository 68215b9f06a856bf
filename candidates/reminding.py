"""Two days before something that somebody saved closes, they hear of it once; not if they applied, and not if they
switched it off."""

from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from background import outbox
from candidates.alerting.times import zone_of
from candidates.models import Candidate, SavedListing
from listings.emails import shortened

BEFORE = timedelta(days=2)
BATCH = 500


def remind(now: datetime | None = None) -> int:
    """How many mails are new. The key of a mail has the day that it is about: run twice or late, each goes once."""
    now = now or timezone.now()
    owed = SavedListing.objects.to_remind(now, BEFORE)
    rows = owed.order_by("pk").values_list("pk", "listing__closes_at").iterator(chunk_size=BATCH)
    posted = 0
    while batch := {pk: f"saved-closes:{pk}:{day:%Y-%m-%d}" for pk, day in islice(rows, BATCH)}:
        known = outbox.posted(batch.values())
        fresh = [pk for pk, key in batch.items() if key not in known]
        for saved in owed.numbered(fresh).for_mail():
            posted += post(saved, batch[saved.pk])
    return posted


def post(saved: SavedListing, key: str) -> bool:
    listing, zone = saved.listing, zone_of(Candidate.objects.where_is(saved.user)[1])
    site = settings.SITE_URL
    context = {
        "listing": listing,
        "saved_at": saved.at.astimezone(zone),
        "closes_at": listing.closes_at.astimezone(zone),
        "zone": zone.key.replace("_", " "),
        "page": site + listing.get_absolute_url(),
        "saved_page": site + reverse("saved"),
    }
    subject = f"Closes {context['closes_at']:%A}: {{}}"
    return outbox.post(
        key=key,
        to=saved.user.email,
        subject=shortened(subject, f"{listing.title}, {listing.company.name}"),
        text=render_to_string("emails/saved_closes.txt", context),
        html=render_to_string("emails/saved_closes.html", context),
        sender=settings.ALERTS_FROM_EMAIL,
    )


def switch(user, *, on: bool) -> None:
    Candidate.objects.place(user, reminds_of_saved=on)
