"""What a page of somebody else says: which pages it links to as its owner's own, and its words.

Parsers of HTML take minutes over pages that are made to hurt them. This looks for what it needs and nothing else, in a
time that grows with the length of the page alone.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import urlsplit

HIDDEN = re.compile(r"<(?:(!--)|(script|style|template|noscript)\b)", re.IGNORECASE)
LINK = re.compile(r"<(?:a|link)\s([^<>]{1,1000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
Address = tuple[str, str]


def shown(html: str) -> str:
    """Without comments, scripts and the like, of which a visitor sees nothing."""
    return "".join(visible_parts(html))


def visible_parts(html: str) -> Iterator[str]:
    lower, at = html.lower(), 0
    while begin := HIDDEN.search(html, at):
        yield html[at : begin.start()]
        end = "-->" if begin[1] else f"</{begin[2].lower()}"
        at = lower.find(end, begin.end())
        if at < 0:
            return
        at += len(end)
    yield html[at:]


def called_mine(visible: str) -> set[Address]:
    """Where links with rel="me" lead. Those that a site marks as a visitor's are no word of its owner."""
    found: set[Address] = set()
    for link in LINK.finditer(visible):
        values = {name.lower(): unescape("".join(value)) for name, *value in ATTRIBUTE.findall(link[1])}
        rel = values.get("rel", "").lower().split()
        if "me" in rel and "ugc" not in rel:
            with suppress(ValueError):  # not every href is an address
                found.add(same_page(values.get("href", "")))
    return found


def same_page(address: str) -> Address:
    """Two ways to write an address are one."""
    parts = urlsplit(address.strip())
    return parts.netloc.lower(), parts.path.rstrip("/").lower()
