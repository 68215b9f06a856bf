"""What the words around a phrase make of it: not wanted, a colleague, a team, a degree."""

import re

from roles.texts import Text
from roles.words import set_of

# A word that denies, not further than so many words before; what follows some of them denies nothing.
DENIERS = {"no", "not", "without", "never", "nor", "neither", "don", "doesn", "isn", "aren", "won", "cannot"}
NOT_DENIED_BY = set_of("only just limited less more merely necessarily simply later matter doubt")
DENIES_WITHIN = 5
DENIED_AFTER = re.compile(
    r"^[^.;!?\n]{0,60}?\b(?:is|are|was|be)?\s*(?:not|n['’]t)\s+"
    r"(?:strictly\s+|absolutely\s+)?(?:required|needed|necessary|essential|expected|mandatory|a\s+must|part\s+of)\b",
    re.IGNORECASE,
)
DEGREES = set_of("degree degrees diploma major majoring bachelor bachelors master masters phd bsc msc")
BEYOND_A_DEGREE = set_of("experience experienced knowledge skills ability familiarity proficiency plus")
# A colleague is no skill: "work with our UX designers", "managing a team of data analysts".
WITH_SOMEBODY = {"with", "alongside", "by", "from", "between"}
SOUGHT = re.compile(
    r"\b(?:look\w*|search\w*|seek\w*|hir\w+|recruit\w*|need\w*|want\w*|role|position|vacancy|job|opening"
    r"|opportunity|experience|as\s+an?|as\s+our|join\b.{0,30}\bas|you(?:['’]re|\s+are)\s+an?)\b",
    re.IGNORECASE,
)
NEAR = 8
# A team or department is no skill either: "work closely with sales and customer support".
TEAMS = set_of("team teams department departments colleagues leaders staff organization organisation")
TEAM_OF = re.compile(r"\b(?:teams?|groups?) of\b", re.IGNORECASE)
WITH = {"with", "between", "across", "alongsid"}
WORKING = set_of("work collabor partner liais liaiz coordin interact align communic closely togeth engag")


def sought(text: Text, first: int) -> bool:
    """Whether a person is who the sentence looks for ("is hiring a community manager"), and no colleague."""
    sentence = text.sentence_at(first)
    before = text.text[sentence.start : text.words[first].start]
    if len(before.split()) <= 2 and not text.words[first].plain.endswith("s"):
        return True
    inside_brackets = before.rfind("(") > before.rfind(")")
    return bool(SOUGHT.search(before[-80:])) and not inside_brackets and not with_somebody(text, first)


def with_somebody(text: Text, first: int) -> bool:
    return any(word.plain in WITH_SOMEBODY for word in text.words_before(first, NEAR))


def of_a_team(text: Text, first: int, last: int) -> bool:
    """As in "collaborate with sales and marketing", or "the sales team"."""
    following = text.words[last + 1] if last + 1 < len(text.words) else None
    if following and following.plain in TEAMS and text.joined[last]:
        return True
    if TEAM_OF.search(text.text[text.sentence_at(first).start : text.words[first].start]):
        return True
    before = {word.stem for word in text.words_before(first, NEAR)}
    return bool(before & WORKING) and bool(before & WITH)


def denied(text: Text, first: int, last: int) -> bool:
    """Whether the sentence says that this is not wanted ("no SEO needed", "SQL is not required")."""
    for place in text.before_in_clause(first, DENIES_WITHIN):
        if text.words[place].plain in DENIERS and text.words[place + 1].plain not in NOT_DENIED_BY:
            return True
    end = text.words[last].end
    return bool(DENIED_AFTER.match(text.text[end : end + 120]))


def in_a_degree(text: Text, first: int) -> bool:
    """A degree says what somebody studied: "a degree in marketing, graphic design or statistics"."""
    for place in text.before_in_clause(first, NEAR):
        if text.words[place].plain in BEYOND_A_DEGREE:
            return False
        if text.words[place].plain in DEGREES and text.words[place + 1].plain in {"in", "of", "degree"}:
            return True
    return False
