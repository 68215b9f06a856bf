"""Adverts as (role, text), from this board or from files, for roles/measuring.py to count."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from listings.importing.adverts import BadRow, Reader
from listings.importing.rows import read_rows
from listings.markdown import text_of
from listings.models import Listing


def of_board() -> Iterator[tuple[str | None, str]]:
    """Every imported advert that is real, whatever became of it."""
    for role, title, html in Listing.objects.real_adverts().words_for_measuring().iterator(500):
        yield role, f"{title}\n\n{text_of(html)}"


def of_files(paths: Iterable[Path], mapping: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """The adverts of files that import_listings can read; rows that it would refuse are passed over."""
    reader = Reader()
    for path in paths:
        for row in read_rows(path, mapping):
            try:
                advert = None if row.error else reader.read(row.values, path.name.partition(".")[0])
            except BadRow:
                advert = None
            if advert:
                role = advert.content.facts["role"]
                yield role.slug if role else None, reader.text_of(advert.content)
