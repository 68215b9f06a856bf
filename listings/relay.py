"""Letters to employers who take applications by mail. Candidates never see the address.

A stranger's letter waits in the outbox until they press a button in a mail to their own address; one that nobody
confirms is forgotten. Nothing else is stored.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.limits import DAY, HOUR, mailbox_of, spend
from background import outbox
from listings.models import Listing

SALT = "letter"
CONFIRM_WITHIN = 3 * DAY


@dataclass(frozen=True)
class Letter:
    name: str
    email: str
    message: str
    number: UUID


def spend_on(letter: Letter, listing: Listing, address: str) -> None:
    """Neither the employer nor a stranger whose address is typed gets many mails by one person."""
    mailbox = mailbox_of(letter.email)
    spend(f"letters from {address}", most=10, within=HOUR)
    spend(f"letters of {mailbox}", most=10, within=DAY)
    spend(f"letters to {listing.pk} of {mailbox}", most=3, within=DAY)
    spend(f"letters to {listing.pk}", most=200, within=DAY)


@transaction.atomic
def post(letter: Letter, listing: Listing, *, is_confirmed: bool) -> None:
    """The same form sent twice is one letter."""
    key = f"letter:{listing.pk}:{letter.number}"
    context = {"letter": letter, "listing": listing, "page": settings.SITE_URL + listing.get_absolute_url()}
    is_new = (outbox.post if is_confirmed else outbox.hold)(
        key=key,
        to=listing.apply_email,
        subject=f"Application: {listing.title}",
        text=render_to_string("emails/letter.txt", context),
        headers={"Reply-To": letter.email, "Auto-Submitted": "no"},
    )
    if is_new and not is_confirmed:
        signed = signing.dumps([listing.pk, str(letter.number)], salt=SALT)
        outbox.post(
            key=f"confirm-{key}",
            to=letter.email,
            subject=f"Send your letter: {listing.title}",
            text=render_to_string(
                "emails/confirm_letter.txt",
                context | {"link": settings.SITE_URL + reverse("send_letter", args=[signed])},
            ),
        )


def read(signed: str) -> tuple[int, str] | None:
    """The listing and the letter of a link in a mail; None if nobody signed it or it is too old."""
    try:
        number, letter = signing.loads(signed, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    return number, f"letter:{number}:{letter}"
