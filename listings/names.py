"""What roles, skills and companies are called, kept so that a typed word is found in all names at once."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from itertools import accumulate

from employers.text import searchable
from listings.search.words import Term
from roles.models import Role, Skill


class Names:
    """What roles and skills are called, read once for a search. Small: some 250 rows."""

    def __init__(self, roles: Iterable[Role], skills: Iterable[Skill]):
        self.roles = [(role, name) for role in roles for name in [role.name, *role.titles]]
        self.skills = [
            (skill.slug, name)
            for skill in skills
            for name in [skill.name, *(alias.name for alias in skill.aliases.all())]
        ]
        self.roles_called = Called((role, searchable(name)) for role, name in self.roles)
        self.skills_called = Called((slug, searchable(name)) for slug, name in self.skills)

    @classmethod
    def read(cls) -> "Names":
        return cls(Role.objects.all(), Skill.objects.prefetch_related("aliases"))

    def all_names(self) -> list[str]:
        return [name for _, name in [*self.roles, *self.skills]]

    def roles_with(self, term: Term) -> list[Role]:
        return self.roles_called.having(term)

    def skills_with(self, term: Term) -> list[str]:
        return self.skills_called.having(term)


class Called:
    """Finds who has a term in the name: all names are one text, which is looked through at once."""

    def __init__(self, pairs: Iterable[tuple[Hashable, str]]):
        pairs = list(pairs)
        self.whose = [who for who, _ in pairs]
        self.text = "\n".join(name for _, name in pairs)
        self.starts = list(accumulate((len(name) + 1 for _, name in pairs), initial=0))

    def having(self, term: Term) -> list:
        found = {}
        for needle in term.needles:
            at = self.text.find(needle)
            while at >= 0:
                found[self.whose[bisect_right(self.starts, at) - 1]] = True
                at = self.text.find(needle, at + 1)
        return list(found)
