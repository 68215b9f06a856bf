"""People who seek work. Everything personal about them is in this app and goes with their account."""

from django.conf import settings
from django.db import models

from candidates.querysets import CandidateQuerySet
from roles.models import Platform, Skill


class Candidate(models.Model):
    """What somebody said they can do. There is none until they save their skills."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="candidate")
    skills = models.ManyToManyField(Skill, related_name="+", blank=True)
    platforms = models.ManyToManyField(Platform, related_name="+", blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CandidateQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Candidate {self.pk}"
