"""What is asked of people that should not be."""

from collections.abc import Iterator

from listings.hints import Hint
from listings.quality.reading import Draft, either, quote
from listings.vocabulary import Level

PAY = r"(?:salary|salaries|pay|ctc|compensation|remuneration|wages?|payslips?|pay ?stubs?|earnings)"
EARLIER = "(?:current|last|previous|present|latest|past|earlier|recent|last drawn)"
ASK = "(?:your|state|include|including|share|provide|mention|with|send|indicate|give|disclose|specify|and|tell us)"
AND_HOPED_FOR = "(?: (?:and|&|or|/) (?:expected|desired))?"
EARLIER_PAY = either(
    # "send your CV with current and expected salary"
    rf"\b(?:{ASK}|what (?:is|was))(?: (?:your|the|us|both|me|a|of)){{0,3}} {EARLIER}{AND_HOPED_FOR} {PAY}\b",
    rf"\b{EARLIER}(?: (?:drawn|monthly|annual))?{AND_HOPED_FOR} (?:salary|ctc|payslips?) ?[:?]",
    rf"\b(?:{ASK}|a|full|detailed) (?:full |detailed )?(?:salary|pay) history\b",
    r"\b(?:what|how much) (?:do|did) you (?:currently )?earn\b",
)


def earlier_pay(draft: Draft) -> Iterator[Hint]:
    for field, match in draft.wanted(EARLIER_PAY):
        yield Hint(
            field,
            "Do not ask what people earned before. You may ask what they hope for",
            "Low pay would follow people from job to job. Several places forbid the question.",
            hard=True,
            words=quote(match[0]),
        )


TRIAL = "(?:trial|test|probation|probationary|training)"
PIECE = "(?:task|work|day|week|shift|period|month|project|post|video)s?"
UNPAID_TRIAL = either(
    rf"\b(?:unpaid|free|without pay|non-?paid)(?: \w+){{0,2}} {TRIAL} ?{PIECE}\b",
    rf"\b{TRIAL} {PIECE} (?:\w+ ){{0,3}}(?:unpaid|without pay|not paid|for free)\b",
)


def unpaid_trial(draft: Draft) -> Iterator[Hint]:
    for field, match in draft.wanted(UNPAID_TRIAL):
        yield Hint(
            field,
            "Pay for trial work, or take it out",
            "Work that you could use is paid here. A test of under one hour need not be.",
            hard=True,
            words=quote(match[0]),
        )


PAYS = (
    r"\b(?:paid|earn(?:ing)?|pays?|paying|money|cash|income|\$ ?\d{1,4})"
    r"(?: \$?\w{1,15}){0,4} (?:to|for|by|per|when you)"
)
LIKE = (
    "(?:lik(?:e|ing)|follow(?:ing)?|rat(?:e|ing)|review(?:ing)?|watch(?:ing)?|click(?:ing)? on|optimi[sz]ing)"
)
LIKED = "(?:videos?|posts?|channels?|accounts?|pages?|apps?|products?|photos?|reels?|orders?)"
PAID_LIKES = either(
    rf"{PAYS} (?:\w{{1,12}} )?{LIKE} (?:\w{{1,12}} ){{0,2}}{LIKED}\b",
    rf"{PAYS} (?:\w{{1,12}} )?(?:likes|follows|subscribes|upvotes|(?:five[- ]star|positive) reviews)\b",
)


def paid_likes(draft: Draft) -> Iterator[Hint]:
    for field, match in draft.wanted(PAID_LIKES):
        yield Hint(
            field,
            "Say what is made, if it is more than likes, follows or reviews",
            "Paying for likes is against the rules of every platform, and a common fraud. Staff look at this.",
            words=quote(match[0]),
        )


YEARS = either(
    r"\b(\d{1,2}) ?\+? ?(?:(?:-|–|to) ?\d{1,2} ?\+? ?)?(?:years?|yrs?)['’]?(?: of)?(?: [\w/-]{1,20}){0,4} experience\b"
)
# "We bring 20 years of experience" is about the company, "we want somebody with 5" is not.
OF_US = either(
    r"\b(?:we (?:have|bring|know|offer)|we['’]ve|our|us|company|team|agency|firm|over|more than|combined|collective)\b"
    r"[^.\n]{0,40}$"
)
MOST_YEARS, MOST_YEARS_FOR_ENTRY = 10, 2


def experience(draft: Draft) -> Iterator[Hint]:
    found = [
        (int(match[1]), match[0])
        for match in YEARS.finditer(draft.text)
        if not OF_US.search(draft.text[max(0, match.start() - 60) : match.start()])
    ]
    if not found:
        return
    years, words = max(found)
    if draft.listing.level == Level.ENTRY and years > MOST_YEARS_FOR_ENTRY:
        yield Hint(
            "level",
            f"Choose another level, or ask for less than {years} years",
            "Entry means here: no experience needed, or up to one year.",
            words=quote(words),
        )
    elif years > MOST_YEARS:
        yield Hint(
            "description",
            f"Say what the person can do instead of {years} years",
            "Years say little about skill, and shut out people who learnt faster or later.",
            words=quote(words),
        )


MOST_EXTRAS = 10


def many_extras(draft: Draft) -> Iterator[Hint]:
    number = len(draft.listing.nice_skills)
    if number > MOST_EXTRAS:
        yield Hint(
            "skills_nice",
            f"Keep at most {MOST_EXTRAS} of the {number} extra skills",
            "Many people apply only if they have all that is named.",
        )
