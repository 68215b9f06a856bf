"""Which parts of a text become links and mentions on X and on Mastodon. static/js/counting.js says the same."""

from pathlib import Path

import regex

Span = tuple[int, int]

LONGEST_LINK = 4096
LONGEST_LABEL = 63
LONGEST_TOP_LEVEL = 24
TOP_LEVEL = frozenset((Path(__file__).parent / "data" / "top_level_domains.txt").read_text("utf-8").split())

LATIN = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289"
    r"\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
NOT_IN_NAMES = (
    r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$\u0009-\u000d\u0020\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029"
    r"\u202f\u205f\u3000\ufffe\ufeff\uffff\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
)
NOT_BEFORE = r"A-Za-z0-9@\uff20$#\uff03\ufeff"
PLAIN = rf"0-9A-Za-z{LATIN}"

# With http:// any name may follow; without it only one in Latin letters.
START = regex.compile(
    rf"(?<![{NOT_BEFORE}])[Hh][Tt][Tt][Pp][Ss]?://((?:[^{NOT_IN_NAMES}]|[_\-.])+)"
    rf"|(?<![@$#\ufeff\-_./{PLAIN}])([{PLAIN}][\-{PLAIN}]*(?:\.[\-{PLAIN}]+)+)"
)
PUNYCODE = regex.compile(r"[Xx][Nn]--[\-0-9A-Za-z]+")
GOES_ON = regex.compile(r"[0-9A-Za-z@+\-]")
PORT = r"(?::[0-9]+)?"


def path_of(inside: str, last: str) -> str:
    """An address may hold pairs of brackets, one in another, and does not end with a full stop or a comma."""
    pair = rf"\((?:{inside}+|{inside}*\({inside}+\){inside}*)\)"
    return rf"(?:/(?:(?:{inside}|{pair})*(?:{last}|{pair}))?)?"


REST_ON_X = regex.compile(
    PORT
    + path_of(
        rf"[a-zA-Z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}]",
        rf"[+\-a-zA-Z\u0400-\u04ff0-9=_#/{LATIN}]",
    )
    + r"(?:\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/])?"
)
REST_ON_MASTODON = regex.compile(
    PORT
    + path_of(r"[^\p{White_Space}<>()?]", r"[^\p{White_Space}()?!*\"'\u300c\u300d<>;:=,.$%\[\]~&|@]")
    + r"(?:\?[a-zA-Z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^\u00a0-\U0010ffff]*[a-zA-Z0-9_&=#/\-\u00a0-\U0010ffff])?"
)
WORD = r"\p{L}\p{M}\p{Nd}\p{Pc}"
MENTION = regex.compile(rf"(?<![=/{WORD}])@([A-Za-z0-9_]+(?:[.\-]+[A-Za-z0-9_]+)*)@[.\-{WORD}]+[{WORD}]")
NOT_AFTER_MENTION = regex.compile(rf"[@\uff20{LATIN}]|://")
IN_TAGS = rf"{WORD}\u200c\u200d\u00b7\u30fb"
HASHTAG = regex.compile(rf"(?<![&{IN_TAGS}])[#\uff03](?!\ufe0f|\u20e3)([{IN_TAGS}]+)")
LETTER = regex.compile(r"\p{L}")


def links_on_x(text: str) -> list[Span]:
    return links(text, REST_ON_X, bare=True)


def links_on_mastodon(text: str) -> list[Span]:
    return links(text, REST_ON_MASTODON, bare=False)


def links(text: str, rest: regex.Pattern, *, bare: bool) -> list[Span]:
    found: list[Span] = []
    at = 0
    while start := START.search(text, at):
        at = start.start() + 1
        group = 1 if start[1] is not None else 2
        if group == 2 and not bare:
            continue
        if length := domain_length(start[group], text[start.end() : start.end() + 1]):
            domain = start.start(group) + length
            more = rest.match(text, domain)
            # Without http:// a port or a query counts only with a path.
            end = more.end() if group == 1 or "/" in more[0] else domain
            if end - start.start() <= LONGEST_LINK:
                found.append((start.start(), end))
                at = end
    return found


def domain_length(names: str, following: str) -> int:
    """How much of "a.b.c" is a domain: all up to the last label that begins with a known top-level domain."""
    labels = names.split(".")
    length = position = 0
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        if after is None or not is_label(label):
            break
        position += len(label) + 1
        last = position + len(after) == len(names)
        if "_" not in label and (ending := top_level_length(after, following if last else ".")):
            length = position + ending
    return length


def is_label(label: str) -> bool:
    return 0 < len(label) <= LONGEST_LABEL and label[0] not in "-_" and label[-1] not in "-_"


def top_level_length(label: str, following: str) -> int:
    """ "com" in "com", and in "com" before a sign that is no letter, digit, @, + or hyphen."""
    if punycode := PUNYCODE.match(label):
        return punycode.end()
    for length in range(min(len(label), LONGEST_TOP_LEVEL), 1, -1):
        after = label[length : length + 1] or following
        if label[:length].lower() in TOP_LEVEL and not GOES_ON.match(after):
            return length
    return 0


def far_mentions(text: str) -> list[tuple[int, int, int]]:
    """@name@server on Mastodon: from, to, and how long @name is."""
    return [
        (found.start(), found.end(), len(found[1]) + 1)
        for found in MENTION.finditer(text)
        if not NOT_AFTER_MENTION.match(text, found.end())
    ]


def outside_links(text: str) -> str:
    spans = links_on_x(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    return " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def hashtags(text: str) -> list[str]:
    """Outside links: an address may hold a # of its own."""
    return [found[0] for found in HASHTAG.finditer(outside_links(text)) if LETTER.search(found[1])]
