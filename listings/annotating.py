"""What is found in adverts, and by which words: role, skills and platforms, for whoever wants to check it."""

from collections.abc import Iterable, Iterator

from listings.importing.adverts import Advert, BadRow, Reader
from listings.importing.rows import Row


def annotate(rows: Iterable[Row], source: str) -> Iterator[tuple[int, dict | str]]:
    """(number of the row, annotation), or (number, why there is none)."""
    reader = Reader()
    for row in rows:
        try:
            if row.error:
                raise BadRow(row.error)
            yield row.number, annotation(reader, reader.read(row.values, source))
        except BadRow as reason:
            yield row.number, str(reason)


def annotation(reader: Reader, advert: Advert) -> dict:
    """Found in title and text alone: what a source states about role or skills is not looked at."""
    text = reader.text_of(advert.content)
    role = reader.role_of.explain(advert.content.title)
    return {
        "source": advert.source,
        "source_id": advert.key,
        "role": {"slug": role[0].slug, "words": role[1]} if role else None,
        "skills": [
            {"slug": skill.slug, "words": words} for skill, words in reader.skills_in.find(text).items()
        ],
        "platforms": [
            {"slug": platform.slug, "words": words}
            for platform, words in reader.platforms_in.find(text).items()
        ],
    }
