"""Which alerts can a new listing be for at all? Found by a key, so that a hundred thousand others are never looked at.

Each search has keys of its most particular filter: a company, a role, a skill, a word, a platform, a category. A
listing has a key for everything it is. Where they share none, the search cannot find the listing; where they share one,
the search is really asked. A search without any such filter has the key of everything.
"""

from collections.abc import Iterable, Iterator

from employers.text import analyse
from listings.models import Listing
from listings.search.query import SearchQuery
from listings.search.words import parse
from roles.models import Role, Skill

EVERYTHING = "*"
LONGEST_KEY = 80


def keys_of(query: SearchQuery) -> set[str]:
    for group in ("company", "role"):
        if chosen := getattr(query, group):
            return named(group, chosen)
    if query.skill:
        return named("skill", query.skill[:1] if query.skills == "all" else query.skill)
    if query.fit:
        return named("skill", query.have)
    if words := whole_words(query.q):
        return named("word", words)
    for group in ("platform", "category"):
        if chosen := getattr(query, group):
            return named(group, chosen)
    return {EVERYTHING}


def named(group: str, values: Iterable[str]) -> set[str]:
    return {f"{group}:{value}"[:LONGEST_KEY] for value in values}


def whole_words(typed: str) -> set[str]:
    """One stem for each way of meeting the most particular group of the typed words; a last word that may be unfinished
    stands for too many."""
    whole = [
        {max(term.stems, key=len) for term in group}
        for group in parse(typed).groups
        if not any(term.start for term in group)
    ]
    return max(whole, key=lambda stems: min(map(len, stems)), default=set())


def keys_of_listings(listings: Iterable[Listing]) -> set[str]:
    """Everything that these listings are, in keys. Words are those of title, text, company, role and skills, also by
    their other names."""
    aliases = {
        skill.pk: [skill.name, *map(str, skill.aliases.all())]
        for skill in Skill.objects.prefetch_related("aliases")
    }
    titles = {role.pk: [role.name, *role.titles] for role in Role.objects.all()}
    found = {EVERYTHING}
    for listing in listings:
        found |= set(keys_of_listing(listing, aliases, titles))
    return found


def keys_of_listing(
    listing: Listing, aliases: dict[int, list[str]], titles: dict[int, list[str]]
) -> Iterator[str]:
    skills = list(listing.skills.all())
    yield from named("company", [listing.company.slug])
    yield from named("skill", [skill.slug for skill in skills])
    yield from named("platform", [platform.slug for platform in listing.platforms.all()])
    names = [name for skill in skills for name in aliases[skill.pk]]
    if listing.role:
        yield from named("role", [listing.role.slug])
        yield from named("category", [listing.role.category.slug])
        names += titles[listing.role.pk]
    yield from named(
        "word", f"{listing.search_title} {listing.search_text} {listing.company.search_name}".split()
    )
    yield from named("word", analyse(" ".join(names)))
