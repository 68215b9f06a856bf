"""Turns what employers and sources write into HTML that may be shown."""

import html as entities
import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.linkify import linkify

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "b",
    "i",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "h5",
    "a",
    "blockquote",
    "code",
    "pre",
    "hr",
}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"}
ENDS_A_LINE = re.compile(
    r"</?(?:p|br|ul|ol|li|h\d|div|blockquote|pre|hr|table|thead|tbody|tr|th|td|dl|dt|dd)\b[^>]*>"
)
ANY_TAG = re.compile(r"<[^>]*>")
SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])([a-z][a-z0-9.+-]*)$", re.IGNORECASE)
LONGEST_SCHEME = 10
LINK = "nofollow ugc noopener"

_parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(
    ["linkify", "table"]
)
# The page has an h1 and h2s of its own, so the headings of a text start at h3.
_lower = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h6": "h5"}


def begins_a_link(state: StateInline, silent: bool) -> bool:
    """The rule of the library reads all that stands before each "://" once more: it is asked only where a link begins.
    Inside of brackets it may find one that ends before where it is, and the library would raise an error."""
    at = state.pos
    if not state.src.startswith("://", at):
        return False
    scheme = SCHEME.search(state.pending[-LONGEST_SCHEME:])
    if not scheme or not _parser.linkify.match_at_start(state.src[at - len(scheme[1]) :]):
        return False
    if linkify(state, silent) and state.pos > at:
        return True
    state.pos = at
    return False


_parser.inline.ruler.at("linkify", begins_a_link)


@lru_cache(maxsize=64)  # a text is read for its words and again for its page
def render_markdown(text: str) -> str:
    tokens = _parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _lower.get(token.tag, token.tag)
    return sanitise(_parser.renderer.render(tokens, _parser.options, {}))


def render_html(text: str) -> str:
    """For adverts that a source keeps as HTML: keep words and structure, drop everything else."""
    for old, new in (("h1", "h3"), ("h2", "h3")):
        text = text.replace(f"<{old}", f"<{new}").replace(f"</{old}>", f"</{new}>")
    return sanitise(text)


def render(text: str, format: str) -> str:
    return render_html(text) if format == "html" else render_markdown(text)


def sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=LINK,
    )


def text_of(html: str) -> str:
    """The words alone, a line for each block, from HTML that was made here."""
    return entities.unescape(ANY_TAG.sub("", ENDS_A_LINE.sub("\n", html)))
