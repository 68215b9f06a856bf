"""What is left of a template."""

import re
from collections.abc import Iterator

from listings.hints import Hint
from listings.quality.reading import Draft, either, quote

LEFT = either(
    # "[Company name]", but not a link: [our team](https://…)
    r"\[(?:your (?!(?:full )?name)|the |our |insert |enter |add |type |x+|tb[acd])[^\[\]\n]{0,60}\](?!\()",
    r"\[(?:company|employer|client|role|job|position|name|department|manager|team|number|link|url)[^\[\]\n]{0,60}\](?!\()",
    r"\[(?:location|city|town|country|salary|amount|pay|date)[^\[\]\n]{0,60}\](?!\()",
    r"\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,60}%\}",
    r"<(?:insert|your|company|name|enter|add)[^<>\n]{0,60}>",
    r"\blorem ipsum\b",
    r"\b(?:insert|enter|add|write|type) (?:\w{1,20} ){0,3}here\b(?! (?:at|in|with|and|to|for))",
    r"[$€£₹]\s?X{2,}|\bX{2,}[ ,.]X{2,}|\bX{2,} (?:years|hours|days|weeks|people)\b",
)
LATER = re.compile(r"\b(?:TB[ACD]|to be (?:confirmed|decided|announced|determined|advised)|XXX?)\b")


def left_over(draft: Draft) -> Iterator[Hint]:
    for field, match in draft.matches(LEFT):
        yield Hint(
            field,
            f"Replace “{quote(match[0])}” with your own words",
            "It is left from a template.",
            hard=True,
        )
    for field, match in draft.matches(LATER):
        yield Hint(
            field,
            f"Say what “{match[0]}” stands for, or leave it out",
            "People skip what they cannot judge yet.",
            words=match[0],
        )


HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(\S[^\n]{0,200})")
EMPTY = re.compile(r"\s{0,8}(?:[-*+]|\d{1,2}[.)])?\s*")


def empty_parts(draft: Draft) -> Iterator[Hint]:
    """Of our own frame, or of one that an employer uses."""
    if draft.listing.description_format == draft.listing.Format.MARKDOWN and (
        empty := first_empty_part(draft)
    ):
        yield Hint(
            "description",
            f"“{quote(empty)}” has nothing under it. Fill it in, or remove the heading",
            "It is left from a template.",
            hard=True,
        )


def first_empty_part(draft: Draft) -> str:
    """A heading with neither words nor a smaller heading under it."""
    heading, level = "", 0
    for line in [*draft.listing.description.splitlines(), "# end"]:
        if match := HEADING.fullmatch(line):
            if heading and len(match[1]) <= level:
                return heading
            heading, level = match[2].strip(), len(match[1])
        elif not EMPTY.fullmatch(line):
            heading = ""
    return ""
