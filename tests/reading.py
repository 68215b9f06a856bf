"""Reads pages as a person would."""

import html
import re

CARD = re.compile(r'<article class="listing[^"]*"[^>]*>\s*<h\d><a href="[^"]*">([^<]*)</a>')


def shown_titles(response) -> list[str]:
    """The titles on the cards of a page, in order."""
    return [html.unescape(title) for title in CARD.findall(response.content.decode())]
