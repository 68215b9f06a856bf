from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models, transaction

from candidates.vocabulary import Frequency
from roles.models import Platform, Skill


class CandidateQuerySet(models.QuerySet):
    def skills_of(self, user) -> list[str]:
        """Slugs of the skills that this person saved, by name; none for who is not signed in."""
        return self.saved_by(user, Skill, "skills")

    def platforms_of(self, user) -> list[str]:
        return self.saved_by(user, Platform, "platforms")

    def with_profile(self) -> Self:
        """All that an employer may be shown."""
        return self.prefetch_related("skills", "platforms", "pieces", "pieces__skills", "pieces__platforms")

    def of_user(self, number: int | None):
        """What this person said about themselves; None if nothing, or if there is no account."""
        return self.filter(user=number).first() if number else None

    def saved_by(self, user, model: type[models.Model], what: str) -> list[str]:
        if not user.is_authenticated:
            return []
        mine = model.objects.filter(pk__in=self.filter(user=user).values(what))
        return list(mine.values_list("slug", flat=True))

    def locked_of(self, user):
        """Theirs, held until the end of the transaction; None if they never saved anything."""
        return self.select_for_update(of=["self"]).filter(user=user).first()

    def name_of(self, user) -> str:
        """As they are called on their page, or else in their account."""
        return self.filter(user=user).values_list("name", flat=True).first() or user.name

    def leaving(self) -> Self:
        """They asked us to delete their account, and may still undo it."""
        return self.filter(delete_after__isnull=False).select_related("user")

    def leaving_by(self, moment: datetime) -> Self:
        return self.leaving().filter(delete_after__lte=moment)

    def where_is(self, user) -> tuple[str, str, list[str]]:
        """(country, time zone, countries where they may work) as they said; nothing if they did not."""
        return self.filter(user=user).values_list("country", "time_zone", "may_work_in").first() or (
            "",
            "",
            [],
        )

    def with_calendar(self, key) -> Self:
        """Whose calendar this key opens, as long as they stay."""
        return self.filter(calendar_key=key, user__is_active=True, delete_after=None)

    @transaction.atomic
    def place(self, user, **facts) -> None:
        """Where they live and may work, in place of what was said before."""
        candidate, _ = self.get_or_create(user=user)
        for name, value in facts.items():
            setattr(candidate, name, value)
        candidate.save(update_fields=[*facts, "changed_at"])

    @transaction.atomic
    def keep(self, user, skills: Collection[str], platforms: Collection[str]) -> None:
        """In place of what was saved before. Unknown slugs are nothing."""
        candidate, _ = self.get_or_create(user=user)
        candidate.skills.set(Skill.objects.filter(slug__in=skills))
        candidate.platforms.set(Platform.objects.filter(slug__in=platforms))
        candidate.save()

    # The profile and the page that shows it

    def own(self, user):
        """What this person said of themselves. Not saved yet if they said nothing."""
        return self.filter(user=user).first() or self.model(user=user)

    def started(self, user):
        """The same for acts: saved at least once, and held until the end of the transaction."""
        candidate, _ = self.get_or_create(user=user)
        return self.select_for_update().get(pk=candidate.pk)

    def locked(self, pk: int):
        return self.select_for_update().get(pk=pk)

    def with_handle(self, handle: str):
        return self.select_related("user").filter(handle=handle.lower()).first()

    def led_from(self, handle: str):
        """Who had this address before and lets it lead to the new one."""
        before = self.filter(old_handles__handle=handle.lower(), old_handles__leads_on=True)
        return before.select_related("user").first()

    def taking(self, handle: str) -> Self:
        return self.filter(handle=handle)

    def others_than(self, candidate) -> Self:
        return self.exclude(pk=candidate.pk)


class AlertQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.confirmed().running()

    def of_user(self, user) -> Self:
        return self.filter(user=user, stopped_at=None)

    def running(self) -> Self:
        return self.filter(stopped_at=None)

    def for_address(self, email: str, query: str):
        return self.running().filter(email=email, query=query).first()

    def unconfirmed_yet(self) -> Self:
        return self.filter(confirmed_at=None)

    def unconfirmed(self, email: str) -> Self:
        return self.unconfirmed_yet().filter(email=email)

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def nobodys(self, addresses: Collection[str]) -> Self:
        """Asked for without an account, at these addresses."""
        return self.filter(user=None, email__in=addresses)

    def of_person(self, user, addresses: Collection[str]) -> Self:
        """Theirs, and those that they asked for without an account."""
        return self.filter(models.Q(user=user) | models.Q(email__in=addresses))

    def stopped_at_moment(self, moment: datetime) -> Self:
        return self.filter(stopped_at=moment)

    def made_before(self, moment: datetime) -> Self:
        return self.filter(created_at__lte=moment)

    def stopped_before(self, moment: datetime) -> Self:
        return self.filter(stopped_at__lte=moment)

    def idle_since(self, moment: datetime) -> Self:
        return self.active().filter(used_at__lt=moment, asked_at=None)

    def asked_before(self, moment: datetime) -> Self:
        return self.active().filter(asked_at__lt=moment)

    def with_key(self, keys: Collection[str]) -> Self:
        """Those that can find a listing with these keys; each once. Keys are sent in parts: databases bound them."""
        found: set[int] = set()
        sorted_keys = sorted(keys)
        key_model = self.model.keys.rel.related_model
        for start in range(0, len(sorted_keys), 500):
            part = sorted_keys[start : start + 500]
            found.update(key_model.objects.filter(key__in=part).values_list("alert", flat=True))
        return self.among(found)

    def among(self, numbers: Collection[int]) -> Self:
        return self.filter(pk__in=numbers)

    def due(self, now: datetime) -> Self:
        """Who wants to know at once does not wait behind those of the hour."""
        by_the_hour = models.Case(models.When(frequency=Frequency.INSTANT, then=0), default=1)
        return self.active().filter(due_at__lte=now).order_by(by_the_hour, "due_at", "pk")

    def numbers(self) -> models.QuerySet:
        return self.values_list("pk", flat=True)

    def taken(self, numbers: Collection[int]) -> list:
        """Those that are still there and that nobody else has, held until the end of the transaction."""
        skip = {"skip_locked": True} if self.db_supports_skipping else {}
        return list(self.select_for_update(**skip).among(numbers))

    def held(self, numbers: Collection[int]) -> list:
        """The same, after waiting for whoever has them."""
        return list(self.select_for_update().among(numbers).order_by("pk"))

    @property
    def db_supports_skipping(self) -> bool:
        return transaction.get_connection(self.db).features.has_select_for_update_skip_locked


class AlertMatchQuerySet(models.QuerySet):
    def pairs_with(self, listings: Collection[int]) -> set[tuple[int, int]]:
        """(alert, listing) that are written down already."""
        return set(self.filter(listing__in=list(listings)).values_list("alert", "listing"))

    def to_send(self, alerts: Collection) -> Self:
        return self.filter(alert__in=alerts, mailed_at=None)

    def last_mails(self, alerts: Collection) -> dict[int, datetime]:
        """When each of these alerts was last mailed, if ever."""
        mailed = self.filter(alert__in=alerts, mailed_at__isnull=False).values("alert")
        return dict(mailed.annotate(last=models.Max("mailed_at")).values_list("alert", "last"))

    def last_mailed(self, alert) -> Self:
        """What came with the last mail of this alert."""
        last = self.filter(alert=alert).aggregate(last=models.Max("mailed_at"))["last"]
        return self.filter(alert=alert, mailed_at=last, mailed_at__isnull=False)

    def new_to(self, user, since: datetime) -> Self:
        """Found since then by alerts of theirs that are on."""
        alerts = self.model._meta.get_field("alert").related_model.objects
        return self.filter(alert__in=alerts.of_user(user).active(), found_at__gt=since)

    def number_of_listings(self) -> int:
        return self.values("listing").distinct().count()

    def mailed_with(self, alert, listing) -> set[int]:
        """What came with the same mail as this listing, itself too; empty if no mail had it."""
        this = self.filter(alert=alert, listing=listing, mailed_at__isnull=False)
        same = self.filter(alert=alert, mailed_at__in=this.values("mailed_at"))
        return set(same.values_list("listing", flat=True))

    def mark_mailed(self, matches: Collection, listings: Collection[int], now: datetime) -> None:
        """What is not among these listings is open no more, and forgotten."""
        sent = [match.pk for match in matches if match.listing_id in listings]
        self.filter(pk__in=sent).update(mailed_at=now)
        self.filter(pk__in=[match.pk for match in matches if match.listing_id not in listings]).delete()


class WatermarkQuerySet(models.QuerySet):
    def at(self, name: str, last: int) -> int:
        """Where it stands; the first time, at the last change."""
        return self.get_or_create(name=name, defaults={"at": last})[0].at

    def move(self, name: str, to: int) -> None:
        """Forwards only: whoever was slower does not take it back."""
        self.filter(name=name, at__lt=to).update(at=to)
