"""What a row of an upload would become: the words of a draft, what the draft would lack, or why there is none."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Self

from django.utils import timezone

from employers.models import Company
from listings.content import Content
from listings.importing.adverts import Advert, Reader, text_of
from listings.importing.files import KNOWN
from listings.importing.rows import BadRow, Faults
from listings.importing.saving import moment
from listings.importing.spreadsheet import Words
from listings.kept import kept
from listings.markdown import render
from listings.markdown import text_of as text_of_html
from listings.models import Listing, UploadRow
from listings.readiness import LONGEST_DAYS, problems

LONGEST = {"title": 200, "description": 20_000, "pay_note": 300}


@dataclass(frozen=True)
class Understood:
    """Either `content`, with what it would still lack, or the reasons why the row makes nothing."""

    content: Content | None = None
    reasons: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def problems(self) -> list[tuple[str, str]]:
        """As an UploadRow keeps them."""
        refused = [(UploadRow.Problem.REFUSED.value, words) for words in self.reasons]
        return refused + [(UploadRow.Problem.LACK.value, words) for words in self.lacks]


class Understanding:
    """Knows the taxonomy. Making one takes a while, so each process keeps one until a name changes."""

    @classmethod
    def present(cls) -> Self:
        return kept.word("understanding", cls)

    def __init__(self) -> None:
        self.reader, self.words = Reader(), Words()

    def of(self, values: dict[str, Any], company: Company) -> Understood:
        try:
            content = self.content_of(values)
        except BadRow as bad:
            return Understood(reasons=tuple(map(sentence, bad.reasons)))
        found = problems(sketch_of(content, company))
        return Understood(content, lacks=tuple(problem.message for problem in found))

    def content_of(self, values: dict[str, Any]) -> Content:
        """BadRow with all reasons, and with the content as far as it could be read."""
        row, faults = self.words.read(values), Faults()
        faults.reasons += what_would_be_cut(row)
        advert: Advert | None = faults.of(self.reader.read, row, "upload")
        if not advert:
            raise BadRow(*faults.reasons)
        facts = advert.content.facts
        if not facts.get("apply_by"):
            there = {"apply_by": Listing.ApplyBy.WEBSITE, "apply_url": advert.url[:200]}
            facts |= there if advert.url else {"apply_by": Listing.ApplyBy.HERE}
        if text_of(row, "apply_url") and not facts.get("apply_url"):
            faults.reasons.append("apply_url is not a full address that starts with https://")
        facts["closes_at"] = faults.of(closing, row, advert)
        content = in_markdown(advert.content)
        faults.refuse(readable=content)
        return content


def what_would_be_cut(row: dict[str, Any]) -> list[str]:
    lengths = {name: len(text_of(row, name)) for name in LONGEST}
    return [
        f"{name} has {length:,} characters; {LONGEST[name]:,} is the most"
        for name, length in lengths.items()
        if length > LONGEST[name]
    ]


def in_markdown(content: Content) -> Content:
    """People go on writing in a form that knows no HTML."""
    if content.format == Listing.Format.HTML:
        html = render(content.description, content.format).replace("<li>", "<li>- ")
        text = re.sub(r"\n+- ", "\n- ", text_of_html(html)).strip()
        content.description, content.format = text, Listing.Format.MARKDOWN
    return content


def closing(row: dict[str, Any], advert: Advert) -> datetime | None:
    if not advert.closes:
        if text := text_of(row, "closes"):
            raise BadRow(f"closes is “{text[:20]}”; write the day as 2027-05-24")
        return None
    if advert.closes > timezone.localdate() + timedelta(days=LONGEST_DAYS):
        raise BadRow(f"closes is more than {LONGEST_DAYS} days away")
    return moment(advert.closes, time(23, 59, 59))


def sentence(reason: str) -> str:
    """A column is called as it is in the file, also at the start."""
    starts_with_column = reason.partition(" ")[0] in KNOWN
    words = reason if starts_with_column else f"{reason[:1].upper()}{reason[1:]}"
    return words if words.endswith("?") else f"{words}."


def sketch_of(content: Content, company: Company) -> Listing:
    listing = Listing(pk=0, company=company)
    content.write_to(listing)
    skills, platforms, places = content.links_of(listing)
    listing._prefetched_objects_cache = {
        "listing_skills": skills,
        "platforms": [link.platform for link in platforms],
        "places": places,
        "questions": [],
    }
    return listing
