"""The verbs of applications. Candidates reach theirs through themselves, employers through membership."""

from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from candidates.retention_querysets import RetentionVerbs
from candidates.states import CHOSEN, ENDED, WAITING, Stage
from listings.states import Status

# Whose listing was taken down by staff may not read who applied.
HIDDEN_BY_STAFF = [Status.FROZEN, Status.REJECTED]

GROUPS = {"open": WAITING, "drafts": {Stage.DRAFT}, "ended": ENDED}


class ApplicationQuerySet(RetentionVerbs):
    def kept(self) -> Self:
        """Not erased: somebody is still behind it."""
        return self.filter(erased_at=None)

    def drafts(self) -> Self:
        return self.kept().filter(stage=Stage.DRAFT)

    def sent(self) -> Self:
        """Also those whose personal data was erased: they still count."""
        return self.exclude(stage=Stage.DRAFT)

    def waiting(self) -> Self:
        """The employer has them and nobody said how it ends."""
        return self.filter(stage__in=WAITING)

    def at_stage(self, stages) -> Self:
        return self.filter(stage__in=stages)

    def at(self, listing) -> Self:
        return self.filter(listing=listing)

    def by_address(self, email: str) -> Self:
        return self.kept().filter(email=email.lower())

    # Candidates

    def guests_own(self, number: int):
        """The one that was written without an account; None if there is none."""
        return self.for_person().kept().filter(pk=number, user=None).first()

    def guests_drafts(self, numbers) -> Self:
        """Of people without an account."""
        return self.drafts().filter(pk__in=numbers, user=None).select_related("listing__company")

    def draft_of(self, user, listing):
        return self.drafts().filter(user=user, listing=listing).first()

    def needs_account(self, token) -> bool:
        """Whether this is the address of something that opens for who signs in."""
        return self.kept().filter(token=token, user__isnull=False).exists()

    def of_person(self, user) -> Self:
        """Their own, and what they sent without an account from an address that they confirmed since."""
        guests = Q(user=None, email__in=user.confirmed_emails(), sent_at__isnull=False)
        return self.kept().filter(Q(user=user) | guests)

    def opened_by(self, user, token) -> Self:
        """Who has an account must be signed in; without one, the token of the mail opens it."""
        mine = Q(pk__in=self.of_person(user).values("pk")) if user.is_authenticated else Q(pk=None)
        return self.kept().filter(mine | Q(user=None), token=token)

    def for_person(self) -> Self:
        """All that a candidate's page of one says."""
        skills = "listing__listing_skills__skill"
        return self.select_related("listing__company", "listing__role").prefetch_related(
            "steps", "answers", skills
        )

    def for_list(self) -> Self:
        """All that a candidate's list says, in two queries."""
        unread = Count("messages", filter=Q(messages__from_employer=True, messages__read_at=None))
        return (
            self.select_related("listing__company", "listing__role")
            .prefetch_related("steps")
            .annotate(unread=unread)
        )

    def newest_first(self) -> Self:
        """By what happened last."""
        return self.order_by("-changed_at", "-pk")

    def latest_first(self) -> Self:
        return self.order_by("-pk")

    def in_group(self, group: str) -> Self:
        """ "open", "drafts" or "ended"."""
        return self.filter(stage__in=GROUPS[group])

    def changed_by_others(self, user, since) -> Self:
        """The employer, or the clock, moved them since."""
        steps = self.model._meta.get_field("steps").related_model.objects
        moved = steps.filter(application=OuterRef("pk"), at__gt=since).exclude(by=user)
        return self.sent().filter(Exists(moved))

    def counts(self) -> dict[str, int]:
        """Of each group, in one query."""
        count = {group: Count("pk", filter=Q(stage__in=stages)) for group, stages in GROUPS.items()}
        return self.aggregate(**count)

    # Employers

    def for_member(self, user) -> Self:
        """What was sent to the companies of this person, as long as staff let them hire."""
        theirs = self.sent().kept().filter(listing__company__memberships__user=user)
        return theirs.filter(listing__company__refused_at=None).exclude(listing__status__in=HIDDEN_BY_STAFF)

    def of_candidate(self, user) -> Self:
        """Those that this person sent and did not take back."""
        return self.of_person(user).exclude(stage=Stage.WITHDRAWN)

    def with_choice(self) -> Self:
        """Annotated with whether names are hidden, and whether the person was chosen once; see hiring/hiding.py."""
        steps = self.model._meta.get_field("steps").related_model.objects
        chosen = steps.filter(application=OuterRef("pk"), after__in=CHOSEN)
        return self.annotate(
            names_hidden=Coalesce(F("listing__hiring__hide_names"), False), was_chosen=Exists(chosen)
        )

    def for_employer(self) -> Self:
        """All that the page of one applicant says."""
        listing = ["listing__listing_skills__skill"]
        more = ["answers", "messages__by", "notes__by", "steps__by"]
        return self.select_related("listing__company", "listing__role").prefetch_related(*listing, *more)

    def for_export(self) -> Self:
        return self.order_by("-sent_at", "-pk").prefetch_related("answers")

    def with_cv(self) -> Self:
        return self.exclude(cv="")

    def questions_asked(self):
        """What these people were asked, in the order in which it was first asked."""
        return self.exclude(answers=None).order_by("answers__pk").values_list("answers__asked", flat=True)

    def to_companies(self, numbers) -> Self:
        return self.filter(listing__company__in=numbers)

    def due_an_answer(self, since, patience):
        """(company, sent, answered) of what was sent after `since` and had until `patience` to be answered, or was;
        who withdrew before is nobody's debt."""
        ripe = Q(sent_at__lte=patience) | Q(answered_at__isnull=False)
        owed = self.sent().filter(ripe, sent_at__gte=since)
        owed = owed.exclude(stage=Stage.WITHDRAWN, answered_at=None)
        return owed.order_by("-sent_at").values_list("listing__company", "sent_at", "answered_at")

    def with_news(self) -> Self:
        """Annotated with whether the candidate wrote something that nobody here has opened."""
        messages = self.model._meta.get_field("messages").related_model.objects.to_employer().unread()
        return self.annotate(has_news=Exists(messages.filter(application=OuterRef("pk"))))

    def outline(self):
        """What the order of a pipeline depends on, the newest first."""
        return self.order_by("-sent_at", "-pk").values_list("pk", "stage", "skills", "sent_at")

    def among(self, numbers) -> Self:
        return self.filter(pk__in=numbers)

    def with_name_shown(self) -> Self:
        """But those whose names are hidden from the employer; see hiring/hiding.py."""
        shown = Q(names_hidden=False) | Q(was_chosen=True) | Q(stage__in=CHOSEN)
        return self.with_choice().filter(shown)

    def numbers(self) -> list[int]:
        return list(self.order_by("pk").values_list("pk", flat=True))

    def locked(self, number: int):
        return self.select_for_update(of=["self"]).get(pk=number)


class MessageQuerySet(models.QuerySet):
    def to_employer(self) -> Self:
        return self.filter(from_employer=False)

    def to_candidate(self) -> Self:
        return self.filter(from_employer=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def reported(self) -> Self:
        """What staff have not looked at yet, the oldest report first."""
        return self.ever_reported().filter(judged_at=None).order_by("reported_at", "pk")

    def ever_reported(self) -> Self:
        return self.filter(reported_at__isnull=False).select_related("application__listing__company")

    def mark_judged(self, number: int, now) -> bool:
        """False if it is not among these."""
        return bool(self.filter(pk=number).order_by().update(judged_at=now))
