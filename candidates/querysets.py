from collections.abc import Collection

from django.db import models, transaction

from roles.models import Platform, Skill


class CandidateQuerySet(models.QuerySet):
    def skills_of(self, user) -> list[str]:
        """Slugs of the skills that this person saved, by name; none for who is not signed in."""
        return self.saved_by(user, Skill, "skills")

    def platforms_of(self, user) -> list[str]:
        return self.saved_by(user, Platform, "platforms")

    def saved_by(self, user, model: type[models.Model], what: str) -> list[str]:
        if not user.is_authenticated:
            return []
        mine = model.objects.filter(pk__in=self.filter(user=user).values(what))
        return list(mine.values_list("slug", flat=True))

    @transaction.atomic
    def keep(self, user, skills: Collection[str], platforms: Collection[str]) -> None:
        """In place of what was saved before. Unknown slugs are nothing."""
        candidate, _ = self.get_or_create(user=user)
        candidate.skills.set(Skill.objects.filter(slug__in=skills))
        candidate.platforms.set(Platform.objects.filter(slug__in=platforms))
        candidate.save()
