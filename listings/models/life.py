"""What a listing's dates allow: is it to be renewed, confirmed, published? The acts ask here, and so do the pages."""

from datetime import datetime, timedelta

from django.utils import timezone

from listings.states import Status
from listings.times import (
    ASKED_AFTER,
    LIFETIME,
    LONGEST_DAYS,
    MOST_RENEWALS,
    RENEWED_AFTER,
    RENEWED_BEFORE,
)


class Life:
    @property
    def edit(self):
        """A change that waits, or was sent back."""
        return getattr(self, "pending_edit", None)

    @property
    def goes_live_later(self) -> bool:
        return bool(self.publish_at and self.publish_at > timezone.now())

    @property
    def is_past_closing(self) -> bool:
        return bool(self.closes_at and self.closes_at <= timezone.now())

    @property
    def may_confirm(self) -> bool:
        """It is live, somebody is here who was asked, and its closing date lies ahead."""
        return self.status == Status.LIVE and bool(self.confirmed_at) and not self.is_past_closing

    @property
    def last_confirmed(self) -> int:
        """In seconds, for links; 0 if never."""
        return int(self.confirmed_at.timestamp()) if self.confirmed_at else 0

    @property
    def is_asked(self) -> bool:
        """Its employer was asked whether it is still open, and has not answered."""
        return self.may_confirm and self.confirmed_at + ASKED_AFTER <= timezone.now()

    @property
    def why_not_renewable(self) -> str:
        """What stands in the way of one more renewal, for the person who wants it; nothing if it may be renewed."""
        now = timezone.now()
        if self.status != Status.LIVE:
            return f"Its state is now “{self.state_label}”."
        if self.renewals >= MOST_RENEWALS:
            return "It was renewed twice already. Copy it as a new listing."
        if now > self.closes_at + RENEWED_AFTER:
            return f"It closed more than {RENEWED_AFTER.days} days ago. Copy it as a new listing."
        if now < self.closes_at - RENEWED_BEFORE:
            return f"It can be renewed in the last {RENEWED_BEFORE.days} days before it closes."
        return "A change of it is not decided yet. Renew it after that." if self.edit else ""

    @property
    def may_renew(self) -> bool:
        return not self.why_not_renewable

    @property
    def renewed_until(self) -> datetime:
        """When it would close if it were renewed now."""
        now = timezone.now()
        return min(max(now, self.closes_at) + LIFETIME, now + timedelta(days=LONGEST_DAYS))
