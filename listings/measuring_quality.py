"""How often hints are given to adverts that nobody wrote for this board."""

from collections import Counter
from collections.abc import Iterable, Iterator

from employers.models import Company
from listings.distribution import Refusal, refusals
from listings.hints import Hint
from listings.importing.adverts import Advert, BadRow, Reader
from listings.importing.drafts import sketch_of
from listings.importing.rows import Row
from listings.models import Listing
from listings.quality import RULES
from listings.quality.reading import Draft


def unsaved_adverts(rows: Iterable[Row]) -> Iterator[Listing]:
    """As listings that are kept nowhere; rows that the importer would refuse are passed over."""
    reader = Reader()
    for row in rows:
        try:
            advert = None if row.error else reader.read(row.values, "file")
        except BadRow:
            advert = None
        if advert:
            yield unsaved(advert)


def unsaved(advert: Advert) -> Listing:
    company = Company(name=advert.company, website=advert.company_facts.get("website", ""))
    return sketch_of(advert.content, company)


class Flagged(Counter):
    """How many adverts each rule flags, by its name."""

    adverts = 0
    stopped = 0

    def add(self, listing: Listing, wanted: str = "") -> list[Hint]:
        """Count one advert; answers what the wanted rule said of it."""
        draft, said = Draft(listing), {}
        for rule in RULES:
            for hint in rule(draft):
                said.setdefault(name_of(rule.__name__, hint), []).append(hint)
        for refusal in refusals(listing):
            said.setdefault(name_of_refusal(refusal), []).append(refusal)
        self.update(said.keys())
        self.adverts += 1
        self.stopped += any(hint.hard for hints in said.values() for hint in hints)
        return said.get(wanted, [])


def name_of_refusal(refusal: Refusal) -> str:
    return f"{refusal.by}: {refusal.message.partition(':')[0]}"


def name_of(rule: str, hint: Hint) -> str:
    return f"{rule} {hint.field}{' (hard)' if hint.hard else ''}"
