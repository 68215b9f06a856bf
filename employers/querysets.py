from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from employers.text import stem


class CompanyQuerySet(models.QuerySet):
    def of_member(self, user) -> Self:
        return self.filter(memberships__user=user)

    def of_owner(self, user) -> Self:
        return self.filter(memberships__user=user, memberships__role="owner")

    def owned_by_nobody_but(self, user) -> Self:
        owners = self.model._meta.get_field("memberships").related_model.objects.owners()
        return self.of_owner(user).exclude(Exists(owners.exclude(user=user).filter(company=OuterRef("pk"))))

    def with_slugs(self, slugs) -> Self:
        return self.filter(slug__in=slugs)

    def slugs_of(self, pks) -> models.QuerySet:
        """(number, slug)"""
        return self.filter(pk__in=pks).values_list("pk", "slug")

    def search_names(self) -> models.QuerySet:
        """(slug, searchable name)"""
        return self.values_list("slug", "search_name")

    def called(self, needles: list[str]) -> Self:
        """Companies whose searchable name has one of these."""
        wanted = models.Q()
        for needle in needles:
            wanted |= models.Q(search_name__contains=needle)
        return self.filter(wanted)

    def starting_with(self, words: list[str]) -> Self:
        """Companies whose name has these words or words that start so, all of them."""
        found = self
        for word in words:
            starts, whole = f" {word}", f" {stem(word)} "
            found = found.filter(
                models.Q(search_name__contains=starts) | models.Q(search_name__contains=whole)
            )
        return found

    def at_domains(self, domains: list[str]) -> Self:
        """Those whose website or proof names one of these domains; a name like it is among them too."""
        wanted = models.Q(proof__domain__in=domains)
        for domain in domains:
            wanted |= models.Q(website__icontains=domain)
        return self.filter(wanted).select_related("proof") if domains else self.none()

    def without_members(self) -> Self:
        """Companies known from adverts alone: nobody here speaks for them yet."""
        return self.filter(memberships=None)

    def with_logo(self, name: str) -> Self:
        return self.filter(logo=name)

    def same_as(self, company, *, founder) -> Self:
        """What this person founded under this very name."""
        return self.of_owner(founder).filter(name=company.name)

    def locked(self, pk: int):
        """The company, held until the end of the transaction: one act on its team or its proof at a time.
        Listings may be written meanwhile."""
        return self.select_for_update(no_key=True, of=["self"]).get(pk=pk)

    def for_page(self) -> Self:
        """All that the public page says of the company itself, in two queries."""
        return self.select_related("proof").prefetch_related("accounts")

    # What staff see

    def for_staff(self) -> Self:
        team = self.model._meta.get_field("memberships").related_model.objects.select_related("user")
        return self.select_related("proof").prefetch_related(Prefetch("memberships", team), "proofs")

    def asking_staff(self) -> Self:
        """They wait for a yes, the longest first."""
        waiting = self.filter(proofs__kind="staff", proofs__proved_at=None)
        return waiting.order_by("proofs__asked_at", "pk")

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None, refused_at=None).exclude(memberships=None)

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def refused(self) -> Self:
        return self.filter(refused_at__isnull=False)


class MembershipQuerySet(models.QuerySet):
    def of_user(self, user) -> Self:
        return self.filter(user=user)

    def of_company(self, company) -> Self:
        """The team: owners first, then by how long they have been here."""
        return self.filter(company=company).select_related("user").order_by("role", "joined_at", "pk")

    def owners(self) -> Self:
        return self.filter(role="owner")

    def others_than(self, membership) -> Self:
        return self.exclude(pk=membership.pk)

    def without_user(self, user) -> Self:
        return self.exclude(user=user)

    def at_address(self, email: str) -> Self:
        """Members who sign in with it or have confirmed it."""
        mine = models.Q(user__email=email) | models.Q(
            user__emailaddress__email__iexact=email, user__emailaddress__verified=True
        )
        return self.filter(mine).distinct()

    def speaking_for(self, company) -> Self:
        """Who can be written to about what the company does here; those who came first come first."""
        active = self.filter(company=company, user__is_active=True)
        return active.select_related("user").order_by("joined_at", "pk")


class ProofQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(proved_at=None)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def standing(self) -> Self:
        return self.filter(proved_at__isnull=False, taken_back_at=None)


class InvitationQuerySet(models.QuerySet):
    def pending(self) -> Self:
        """Neither accepted nor too old."""
        return self.filter(accepted_at=None, created_at__gt=timezone.now() - self.model.LASTS)

    def open(self) -> Self:
        """Not accepted, perhaps too old."""
        return self.filter(accepted_at=None)

    def at_addresses(self, emails) -> Self:
        return self.filter(email__in=emails)

    def to_people_at(self, emails) -> Self:
        return self.pending().filter(email__in=emails).select_related("company", "invited_by")

    def hashed(self, digest: str) -> Self:
        return self.filter(token_hash=digest).select_related("company", "invited_by")
