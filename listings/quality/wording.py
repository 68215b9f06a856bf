"""Words that put good people off, each with what to write instead and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from listings.hints import Hint
from listings.quality.reading import Draft, either, quote

HYPE = "Nobody searches for it, it says nothing about the work, and it appeals to few."
AGE = "It reads as if older people need not apply. In many places that is unlawful."
SEX = "It reads as if others need not apply. In most places that is unlawful."


@dataclass(frozen=True)
class Wording:
    pattern: re.Pattern
    message: str
    reason: str

    def hint(self, field: str, match: re.Match) -> Hint:
        words = quote(match[0])
        return Hint(field, self.message.format(words), self.reason, words=words)


def wording(*patterns: str, message: str, reason: str) -> Wording:
    return Wording(either(*patterns), message, reason)


LANGUAGES = (
    "(?:english|german|french|spanish|italian|dutch|portuguese|polish|arabic|chinese|mandarin|japanese|korean|turkish"
    "|russian|swedish|danish|norwegian|finnish|greek|czech|hindi|vietnamese)"
)
YOUNG = "(?:dynamic|energetic|ambitious|motivated|creative|fun|vibrant|talented|hungry|fresh)"
PEOPLE = "(?:team|person|candidate|individual|professional|graduate|talent|guy|girl|lad(?:y|ies)|m[ae]n|wom[ae]n)s?"
ANYWHERE = [
    wording(
        r"\brock[- ]?stars?\b(?! (?:games|energy|north))",
        r"\bninjas?\b(?! (?:forms|kitchen|theory|turtle|warrior))",
        r"\bgurus?\b|\bhustlers?\b|\bhustle (?:mentality|culture|mindset)\b|\bsuper ?stars?\b",
        r"(?<!setup )(?<!install )(?<!installation )\bwizards?\b(?! of)",
        r"\bunicorn\b(?! (?:compan|start-?up|status|valuation|club|founder|brand))",
        message="Name the skill instead of “{}”",
        reason=HYPE,
    ),
    wording(
        r"\bwork(?:s|ing)? hard,? (?:and |but |& )?play(?:s|ing)? hard(?:er)?\b",
        message="Say what a normal week is like instead of “{}”",
        reason="Many read it as long hours. If evenings are part of it, say how many.",
    ),
    wording(
        rf"\byoung(?:,? (?:and |& )?{YOUNG}){{0,3}},? {PEOPLE}\b",
        r"\bdigital natives?\b|\byouthful\b(?! (?:skin|look|appearance|glow))",
        r"\b(?:maximum|max\.?|upper) age\b|\bage limit\b|\bnot older than \d\d\b",
        r"\bmust be (?:under|below|younger than) (?:the age of )?\d\d\b",
        message="Say what people should be able to do instead of “{}”",
        reason=AGE,
    ),
    wording(
        rf"(?<!non-)(?<!non )\bnative (?:{LANGUAGES} )?speakers?\b",
        rf"\bnative(?: or fluent|[- ]level)? {LANGUAGES}\b|\b{LANGUAGES}[- ]native\b|\bmother[- ]tongue\b",
        message="Name the level you need instead of “{}”, such as fluent or C1",
        reason="Where somebody was born says nothing about how well they write. In some places asking is unlawful.",
    ),
    wording(
        r"\b(?:he/she|she/he|s/he|he or she|she or he|his/her|her/his|his or her)\b",
        r"\b(?:he|she) (?:will|must|should|shall)\b(?! (?:have|be) )",
        message="Write “you” instead of “{}”",
        reason="It speaks to everybody, and is shorter.",
    ),
    wording(
        r"\b(?:males?|females?|men|women|ladies|gentlemen|girls|boys) only\b",
        r"\bonly (?:males?|females?|men|women|girls|boys)\b(?! (?:who|and|have|are|dominated))",
        r"\b(?:males?|females?) (?:are )?preferred\b|\b(?:gender|sex) ?: ?(?:fe)?males?\b(?! ?(?:/|or|and|&|,))",
        message="Say what the work needs instead of “{}”",
        reason=SEX,
    ),
]
# In a title, words for men or for women alone.
TITLES = [
    wording(
        r"\b(?:sales|camera|chair|handy|fore|spokes|business|crafts|anchor|door)(?:wo)?m[ae]n\b",
        r"\b(?:waitress|hostess|stewardess|seamstress)(?:es)?\b",
        r"\b(?:girls?|boys?|lad(?:y|ies)|guys?|gals?)\b(?! (?:scout|&|and|club))",
        message="Use a title for everybody instead of “{}”",
        reason=SEX,
    ),
]


def in_the_title(draft: Draft) -> Iterator[Hint]:
    for rule in TITLES:
        if match := rule.pattern.search(draft.title):
            yield rule.hint("title", match)


def in_the_text(draft: Draft) -> Iterator[Hint]:
    """Once for each rule."""
    for rule in ANYWHERE:
        for field, match in draft.wanted(rule.pattern):
            yield rule.hint(field, match)
            break
