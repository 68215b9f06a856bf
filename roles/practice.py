"""What one text counts on each platform: by which of its limits, how that one counts, and how sure we are.

Words of advice live here alone; static/js/composer.js shows and hides them.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from roles import composing
from roles.links import hashtags

LONGEST = 70_000
SHOWN = 160
EXAMPLE = (
    "We bake before you wake 🥐 From Saturday our shop on Mill Lane opens at 7. The first twenty guests get a free"
    " coffee, and whoever brings a friend gets two. Parking is behind the church, bikes go in the yard, and dogs are"
    " welcome. See the menu: https://bakery.example.com/menu/spring #bread #coffee"
)

NOT_SAID = "It does not say what it takes for one character. Leave some room if you use emoji."


@dataclass(frozen=True)
class Habit:
    """The limit for a post, how it is counted where the unit alone does not tell, and how we know."""

    main: str
    known_from: str = NOT_SAID
    counting: str = ""
    same_text: tuple[str, ...] = ()


HABITS = {
    "instagram": Habit("post caption"),
    "tiktok": Habit("video caption (API)", "TikTok's own documents name the unit."),
    "youtube": Habit("video description", "YouTube's own documents name the unit."),
    "x": Habit("post", "X's own documents say so."),
    "linkedin": Habit("post"),
    "facebook": Habit("post"),
    "threads": Habit("post", "Its own documents say so.", "threads"),
    "bluesky": Habit(
        "post",
        "Its own schema says so. Its app shortens long links, so there a link may count less.",
        same_text=("post, in bytes",),
    ),
    "mastodon": Habit("post", "Its own code says so. Each server can change the limit.", "mastodon"),
    "reddit": Habit("post body", "Its last public code counts so."),
    "pinterest": Habit("pin description"),
    "twitch": Habit("stream title"),
    "discord": Habit("message", "Programs that send messages count so. Discord itself does not say."),
    "whatsapp": Habit("text message (business API)"),
    "telegram": Habit("message", "Telegram's own documents name the unit."),
}
COUNTING_OF_UNIT = {
    "weighted characters": "weighted",
    "graphemes": "graphemes",
    "characters": "characters",
    "UTF-16 units": "utf16",
    "bytes": "bytes",
}
# Limits of something else than a text that somebody types.
NOT_A_TEXT = {"any link inside a post", "pin link", "all tags together", "all embed text in a message"}
TAGS = {"topic tags per post", "hashtags per post"}

UNITS = {
    "weighted": ("weighted character", "weighted characters"),
    "graphemes": ("grapheme", "graphemes"),
    "utf16": ("UTF-16 unit", "UTF-16 units"),
    "bytes": ("byte", "bytes"),
}
HOW = {
    "weighted": "A letter counts one. An emoji or a Chinese, Japanese or Korean sign counts two. A link counts 23.",
    "mastodon": "What you see as one sign counts one, an emoji too. A link with https:// counts 23. Of @name@server"
    " only @name counts.",
    "graphemes": "What you see as one sign counts one: a letter with its accents, an emoji with all its parts. A"
    " link counts in full.",
    "characters": "A letter counts one. An emoji made of parts counts each part. A link counts in full.",
    "utf16": "A letter counts one. An emoji counts two for each of its parts. A link counts in full.",
    "bytes": "A plain English letter counts one, a letter with an accent two. Chinese, Japanese and Korean signs"
    " count three, an emoji four or more.",
    "threads": "A letter counts one. An emoji counts its bytes, four or more. A link counts in full.",
}
OVER_LINK = {"over-link": "A link counts in full here. A shorter address saves room."}
# What a text holds (composing.facts, Practised.facts), and what to say about it.
ADVICE = {
    "weighted": {
        "link": "A link counts 23 here, however long it is.",
        "emoji": "An emoji counts two here.",
        "wide": "Chinese, Japanese and Korean signs count two here. So do some others, such as … and €.",
    },
    "mastodon": {
        "full-link": "A link counts 23 here, however long it is.",
        "far-mention": "Of @name@server only @name counts here.",
    },
    "graphemes": OVER_LINK,
    "characters": OVER_LINK
    | {
        "parts": "An emoji made of parts, such as a flag, counts each part here.",
    },
    "utf16": OVER_LINK
    | {
        "beyond-16-bits": "An emoji counts two or more here.",
    },
    "bytes": OVER_LINK
    | {
        "not-ascii": "This limit is in bytes: é counts two, an emoji four or more.",
    },
    "threads": OVER_LINK
    | {
        "emoji": "An emoji counts four or more here: its bytes count.",
    },
}
LINKS_ARE_SPECIAL = {"instagram", "tiktok", "youtube", "pinterest"}
ADVICE_OF_PLATFORM = {"youtube": {"angle": "YouTube takes no < and no > in titles and descriptions."}}


class Draft:
    """A text, taken apart once for each way of counting."""

    def __init__(self, text: str):
        self.text = composing.clean(text)
        self.apart: dict[str, list[composing.Piece]] = {}

    def pieces(self, counting: str) -> list[composing.Piece]:
        if counting not in self.apart:
            self.apart[counting] = composing.COUNTINGS[counting](self.text)
        return self.apart[counting]

    @cached_property
    def facts(self) -> set[str]:
        return composing.facts(self.text)

    @cached_property
    def hashtags(self) -> int:
        return len(hashtags(self.text))


@dataclass(frozen=True)
class Counted:
    """A text beside one limit; `fact` is the limit as the platform's page has it."""

    fact: dict[str, Any]
    counting: str
    pieces: list[composing.Piece] = field(repr=False)

    @property
    def most(self) -> int:
        return self.fact["max"]

    @cached_property
    def used(self) -> int:
        return composing.total(self.pieces)

    @property
    def over(self) -> int:
        return max(0, self.used - self.most)

    @property
    def left(self) -> int:
        return self.most - self.used

    @property
    def units(self) -> tuple[str, str]:
        return UNITS.get(self.counting, ("character", "characters"))

    @cached_property
    def fits(self) -> int:
        return composing.fitting(self.pieces, self.most)

    @property
    def kept(self) -> str:
        start = max(0, self.fits - SHOWN)
        return ("… " if start else "") + composing.joined(self.pieces[start : self.fits])

    @property
    def cut(self) -> str:
        end = self.fits + SHOWN
        return composing.joined(self.pieces[self.fits : end]) + (" …" if end < len(self.pieces) else "")


@dataclass(frozen=True)
class Practised:
    """What a platform makes of a text."""

    platform: Any
    habit: Habit
    draft: Draft
    main: Counted
    others: list[Counted]

    @property
    def how(self) -> str:
        return HOW[self.main.counting]

    @property
    def most_tags(self) -> int | None:
        return min((fact["max"] for fact in self.platform.sure_limits if fact["field"] in TAGS), default=None)

    @property
    def too_long(self) -> bool:
        same = [limit for limit in self.others if limit.fact["field"] in self.habit.same_text]
        return any(limit.over for limit in [self.main, *same])

    @property
    def advice(self) -> list[tuple[str, str, bool]]:
        """All that can be said of texts here: the fact that makes it true, the words, and whether it is."""
        said = ADVICE[self.main.counting] | ADVICE_OF_PLATFORM.get(self.platform.slug, {})
        if self.platform.slug in LINKS_ARE_SPECIAL:
            said = {"link": self.platform.links} | said
        return [(fact, words, fact in self.facts) for fact, words in said.items()]

    @property
    def facts(self) -> set[str]:
        more = {
            "over": self.main.over > 0,
            "over-link": self.main.over > 0 and "link" in self.draft.facts,
            "tags": self.most_tags is not None and self.draft.hashtags > self.most_tags,
        }
        return self.draft.facts | {fact for fact, true in more.items() if true}


def practise(platform, draft: Draft) -> Practised | None:
    """None where no limit of the platform is sure."""
    texts = [fact for fact in platform.sure_limits if is_text_limit(fact)]
    habit = HABITS.get(platform.slug) or Habit(texts[0]["field"] if texts else "")
    counted = {fact["field"]: count_beside(fact, habit, draft) for fact in texts}
    main = counted.pop(habit.main, None)
    return main and Practised(platform, habit, draft, main, list(counted.values()))


def is_text_limit(fact: dict[str, Any]) -> bool:
    return fact["unit"] in COUNTING_OF_UNIT and fact["field"] not in NOT_A_TEXT


def count_beside(fact: dict[str, Any], habit: Habit, draft: Draft) -> Counted:
    own = habit.counting if fact["field"] == habit.main else ""
    counting = own or COUNTING_OF_UNIT[fact["unit"]]
    return Counted(fact, counting, draft.pieces(counting))
