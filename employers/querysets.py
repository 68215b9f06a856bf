from typing import Self

from django.db import models


class CompanyQuerySet(models.QuerySet):
    def of_member(self, user) -> Self:
        return self.filter(memberships__user=user)

    def named_like(self, words: str) -> Self:
        return self.filter(name__icontains=words)
