"""How much a text counts on a platform, in the platform's own unit. static/js/counting.js says the same, and
tests/roles/data/count_vectors.json holds both to it.

A text is taken apart into pieces that are never cut in two: a link, an emoji, a letter with its accents.
Each piece has a cost; a text counts the sum.
"""

import unicodedata
from collections.abc import Callable
from itertools import accumulate

import regex

from roles.links import far_mentions, links_on_mastodon, links_on_x, outside_links

Piece = tuple[str, int]
Whole = tuple[int, int, int]

LINK = 23
# What counts one on X; all else counts two.
LIGHT = [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)]
# \X looks back over all the flags before each flag, so a long row of them takes minutes: pairs are found first.
GRAPHEME = regex.compile(r"\p{RI}\p{RI}?[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*|\X")
HALF = regex.compile(r"[\ud800-\udfff]")
PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|(?=\p{Emoji})\p{Extended_Pictographic}\ufe0f?)"
    r"(?:[\U000e0020-\U000e007e]+\U000e007f)?"
)
EMOJI = regex.compile(
    rf"[0-9#*]\ufe0f?\u20e3|\p{{RI}}\p{{RI}}|{PICTURE}(?:\u200d{PICTURE})+"
    rf"|(?=\p{{Emoji_Presentation}}|\p{{Emoji_Modifier_Base}}\p{{Emoji_Modifier}}|\p{{Emoji}}\ufe0f){PICTURE}"
    r"|\p{Emoji_Presentation}"
)


def clean(text: str) -> str:
    """One sign for the end of a line, and no half characters: what a browser counts is what arrives here."""
    return HALF.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def weight(grapheme: str) -> int:
    if len(grapheme) == 1 and ord(grapheme) <= LIGHT[0][1]:
        return 1
    rest, emoji = EMOJI.subn("", grapheme)
    return 2 * emoji + sum(1 if is_light(character) else 2 for character in rest)


def is_light(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in LIGHT)


def in_bytes(grapheme: str) -> int:
    return len(grapheme.encode())


def in_utf16(grapheme: str) -> int:
    return len(grapheme.encode("utf-16-le")) // 2


def emoji_in_bytes(grapheme: str) -> int:
    rest = EMOJI.sub("", grapheme)
    return in_bytes(grapheme) - in_bytes(rest) + len(rest)


def take_apart(text: str, cost: Callable[[str], int], whole: list[Whole]) -> list[Piece]:
    """Graphemes, each with its cost, and between them the parts that have a cost as a whole."""
    pieces: list[Piece] = []
    at = 0
    for start, end, price in [*whole, (len(text), len(text), 0)]:
        pieces += [(found, cost(found)) for found in GRAPHEME.findall(text[at:start])]
        if end > start:
            pieces.append((text[start:end], price))
        at = end
    return pieces


def weighted(text: str) -> list[Piece]:
    text = unicodedata.normalize("NFC", text)
    return take_apart(text, weight, [(start, end, LINK) for start, end in links_on_x(text)])


def mastodon(text: str) -> list[Piece]:
    links = links_on_mastodon(text)
    whole = [(start, end, LINK) for start, end in links] + far_mentions(text)
    return take_apart(text, one, apart(whole))


def apart(whole: list[Whole]) -> list[Whole]:
    """In order; what begins inside another is left out."""
    kept: list[Whole] = []
    for span in sorted(whole):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def one(grapheme: str) -> int:
    return 1


def by(cost: Callable[[str], int]) -> Callable[[str], list[Piece]]:
    return lambda text: take_apart(text, cost, [])


COUNTINGS: dict[str, Callable[[str], list[Piece]]] = {
    "weighted": weighted,
    "mastodon": mastodon,
    "graphemes": by(one),
    "characters": by(len),
    "utf16": by(in_utf16),
    "bytes": by(in_bytes),
    "threads": by(emoji_in_bytes),
}


def count(text: str, counting: str) -> int:
    return total(COUNTINGS[counting](clean(text)))


def total(pieces: list[Piece]) -> int:
    return sum(cost for _, cost in pieces)


def fitting(pieces: list[Piece], most: int) -> int:
    """How many of the pieces fit."""
    return sum(used <= most for used in accumulate(cost for _, cost in pieces))


def cut(text: str, counting: str, most: int) -> tuple[str, str]:
    """The part that fits, and the part that does not."""
    pieces = COUNTINGS[counting](clean(text))
    fits = fitting(pieces, most)
    return joined(pieces[:fits]), joined(pieces[fits:])


def joined(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def facts(text: str) -> set[str]:
    """What is in a text that some platform counts in a way of its own."""
    text = unicodedata.normalize("NFC", clean(text))
    emoji = [found[0] for found in EMOJI.finditer(text)]
    holds = {
        "link": bool(links_on_x(text)),
        "full-link": bool(links_on_mastodon(text)),
        "far-mention": bool(far_mentions(text)),
        "emoji": bool(emoji),
        "parts": any(len(one) > 1 for one in emoji),
        "wide": not all(is_light(character) for character in EMOJI.sub("", outside_links(text))),
        "not-ascii": not text.isascii(),
        "beyond-16-bits": any(ord(character) > 0xFFFF for character in text),
        "angle": "<" in text or ">" in text,
    }
    return {name for name, true in holds.items() if true}
