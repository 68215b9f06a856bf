"""How title and text are written."""

import re
from collections.abc import Iterator

from listings.hints import Hint
from listings.kept import kept
from listings.quality.reading import Draft, either, quote
from roles.titles import ASIDE, BETWEEN_PARTS, RoleFinder, plain

AIM = range(150, 401)
FEWEST_WORDS = 20  # below, readiness says so

LETTERS = re.compile(r"[^\W\d_]+")
PICTURES = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


def capitals(draft: Draft) -> Iterator[Hint]:
    """Short names in capitals, such as SEO, are no shouting."""
    words = LETTERS.findall(draft.title)
    loud = sum(len(word) for word in words if len(word) > 3 and word.isupper())
    long = any(len(word) > 4 and word.isupper() for word in words)
    if long and loud * 2 > sum(map(len, words)):
        yield Hint(
            "title", 'Write the title in normal letters, for example "Social media coordinator"', hard=True
        )


BETWEEN_JOBS = re.compile(r"\s(?:and|or|plus)\s|\s?[&/+|]\s?", re.IGNORECASE)
# "… and content creator in Leeds": who it is stands before.
WHERE = re.compile(r"\s(?:in|at|for|with|on)\s.*")
# With one of these at its end, a half of a title names somebody: "Sales and Marketing Manager" has one, not two.
SOMEBODY = re.compile(
    r"\b(?:administrator|advisor|adviser|agent|ambassador|analyst|animator|artist|buyer|consultant|coordinator"
    r"|copywriter|creator|designer|developer|director|editor|engineer|executive|head|host|influencer|lead|manager"
    r"|marketer|model|moderator|officer|photographer|planner|producer|representative|scientist|specialist|strategist"
    r"|streamer|videographer|writer)$"
)
HALF_A_NAME = {
    "creator",
    "influencer",
    "moderator",
    "lead",
    "editor",
    "writer",
    "host",
    "director",
    "manager",
    "model",
}
RANK = re.compile(r"\b(?:senior|sr|junior|jr|assistant|associate|mid|lead|principal|executive)\b ?")


def two_jobs(draft: Draft) -> Iterator[Hint]:
    for part in BETWEEN_PARTS.split(ASIDE.sub(" ", draft.title)):
        people = [
            words for half in BETWEEN_JOBS.split(part) if SOMEBODY.search(words := plain(WHERE.sub("", half)))
        ]
        people = [words for words in people if words not in HALF_A_NAME]
        if len(people) > 1 and differ(people):
            yield Hint(
                "title",
                "This looks like two jobs. Post one listing for each",
                "People search for one role by its name. If it is one job, name the larger part, and the rest below.",
                words=quote(part),
            )
            return


def differ(people: list[str]) -> bool:
    """Another level of the same work is not another job."""
    bare = [set(RANK.sub("", words).split()) for words in people]
    if any(one <= other for one in bare for other in bare if one is not other):
        return False
    finder = kept.word("role finder", RoleFinder.of_taxonomy)
    return len({role.slug for words in people if (role := finder.find(words))}) > 1


MOST_LOUD_WORDS = 7


def shouting(draft: Draft) -> Iterator[Hint]:
    if match := PICTURES.search(draft.title) or re.search("!", draft.title):
        yield Hint(
            "title",
            "Leave pictures and exclamation marks out of the title",
            "Screen readers read them out, and search engines drop such titles.",
            words=match[0],
        )
    if words := loud_words(draft.text):
        yield Hint(
            "description",
            "Write sentences in normal letters",
            "Whole lines in capitals are hard to read, and some screen readers spell them out.",
            words=quote(words),
        )
    if match := re.search(r"!{2,}", draft.text):
        yield Hint(
            "description",
            "One full stop does it",
            "Rows of exclamation marks read like spam.",
            words=match[0][:9],
        )


def loud_words(text: str) -> str:
    """The first row of words in capitals that is longer than a heading."""
    row: list[str] = []
    for word in text.split():
        if word.isupper():
            row.append(word)
            continue
        if len(row) > MOST_LOUD_WORDS:
            break
        row = []
    return " ".join(row) if len(row) > MOST_LOUD_WORDS else ""


def length(draft: Draft) -> Iterator[Hint]:
    words = draft.number_of_words
    if FEWEST_WORDS <= words < AIM.start:
        yield Hint(
            "description",
            f"Say more: {words} words so far. Aim for {AIM.start} to {AIM.stop - 1}",
            "People apply when they can picture a normal week.",
        )
    if words >= AIM.stop:
        yield Hint(
            "description",
            f"Say less: {words} words so far. Aim for {AIM.start} to {AIM.stop - 1}",
            "Most people read it on a phone. What matters least can go.",
        )


PARTS = {
    "what the person will do": either(
        r"\byou(?:['’]ll| will)\b|\bwhat you|\byour (?:role|work|mission|job)|\bwe need you to",
        r"responsib|\bduties|\btasks|\bthe (?:work|role|job)\b|\bday[- ]to[- ]day|\bin this (?:role|position)",
    ),
    "what they bring": either(
        r"\byou (?:bring|have|are|know|can)\b|\byou['’](?:re|ve)\b|\bwho you are|\babout you",
        r"require|qualif|skills|experience|\bmust have|looking for|\bprofile",
    ),
    "what you offer": either(
        r"\bwe offer|\bwhat you['’]?ll get|\byou(?:['’]ll| will)? (?:get|receive)|\bin return",
        r"benefit|\bperks|\bholiday|vacation|\bannual leave|\bpension|insurance|\bbonus|compensation|\btraining",
        r"\bpaid (?:time|leave)|\b401",
    ),
}


def parts(draft: Draft) -> Iterator[Hint]:
    missing = [name for name, pattern in PARTS.items() if not pattern.search(draft.text)]
    if missing and draft.number_of_words >= FEWEST_WORDS:
        yield Hint(
            "description",
            f"Say {' and '.join(missing)}",
            "Headings such as “You will”, “You bring” and “We offer” let people find their part.",
        )


REPORTS_TO = either(
    r"\breport(?:s|ing)?\b.{0,20}\bto\b|\b(?:line|your) manager\b|\b(?:led|managed|supervised|guided) by\b",
    r"\bwork(?:ing|s)? (?:closely )?(?:with|under|for)\b|\balongside\b|\bteam of\b",
)


def reports_to(draft: Draft) -> Iterator[Hint]:
    if draft.number_of_words >= FEWEST_WORDS and not REPORTS_TO.search(draft.text):
        yield Hint(
            "description",
            "Say who the person reports to",
            "It shows how much they decide themselves, and with whom they work.",
        )
