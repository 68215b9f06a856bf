"""Can I apply? Where somebody lives, may work and which hours their day has, against what a listing says, in words
with a reason. What is not stated is said to be so, with what to do about it. Nobody is ever told that they cannot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from candidates.working_day import Span, spans, zone_called
from employers.places import country_name
from listings.vocabulary import WorkMode
from listings.where import Where
from listings.wording import one_of

SHORT = {"GB": "the UK", "US": "the US"}
WITH_ARTICLE = {
    "AE",
    "BS",
    "CD",
    "CF",
    "DO",
    "FK",
    "GM",
    "IM",
    "KY",
    "MH",
    "MV",
    "NL",
    "PH",
    "SB",
    "TC",
    "VG",
    "VI",
}


@dataclass(frozen=True)
class Whereabouts:
    """The three facts of a profile that this is about."""

    country: str = ""
    time_zone: str = ""
    may_work_in: tuple[str, ...] = ()

    @classmethod
    def of(cls, country: str, time_zone: str, may_work_in: Iterable[str]) -> Self:
        return cls(country, time_zone, tuple(may_work_in))

    def __bool__(self) -> bool:
        return bool(self.country or self.time_zone or self.may_work_in)


@dataclass(frozen=True)
class Line:
    """`kind`: "fits", "differs" (the two say different things) or "ask" (one of them says nothing)."""

    kind: str
    short: str
    reason: str
    to_do: str = ""
    missing: bool = False  # it is the profile that says nothing


def lines(person: Whereabouts, where: Where, today: date) -> list[Line]:
    if not person:
        return []
    return [of_place(person, where), *of_hours(person, where, today)]


def short(person: Whereabouts, where: Where, today: date) -> str:
    """One line for a card."""
    found = lines(person, where, today)
    told = [line for line in found if line.kind != "fits"] or found[:1]
    return " ".join(line.short for line in told)


# From which country


def of_place(person: Whereabouts, where: Where) -> Line:
    if where.worldwide:
        return Line("fits", "Open from anywhere.", "This listing is open from anywhere.")
    if not where.countries:
        return Line(
            "ask",
            "Does not say in which country.",
            "This listing does not say in which country.",
            "Ask before you spend time on it.",
        )
    if not person.may_work_in:
        return without_right(person, where)
    if allowed := [code for code in where.countries if code in person.may_work_in]:
        return with_right(person, where, allowed)
    named, mine = names(where.countries), names(person.may_work_in)
    return Line(
        "differs",
        f"Names {named}. You may work in {mine}.",
        f"This listing names {named}. Your profile says you may work in {mine}.",
        "Ask whether they can employ you there, or help with a permit.",
    )


def without_right(person: Whereabouts, where: Where) -> Line:
    named = names(where.countries)
    if person.country in where.countries:
        words = f"{names([person.country])}, where you live."
    elif person.country:
        words = f"{named}. You live in {names([person.country])}."
    else:
        words = f"{named}."
    return Line(
        "ask",
        f"Names {words}",
        f"This listing names {words}",
        "Your profile does not say where you may work.",
        missing=True,
    )


def with_right(person: Whereabouts, where: Where, allowed: list[str]) -> Line:
    """They may work there. Do they live there? For work at home that is where the work is done."""
    if not person.country or person.country in allowed:
        live = " where you live and may work" if person.country else " where you may work"
        there = names([person.country] if person.country else allowed)
        return Line("fits", f"Names {there},{live}.", f"This listing names {there},{live}.")
    there, home = names(allowed), names([person.country])
    remote = where.mode == WorkMode.REMOTE
    to_do = (
        "Ask whether you can work from there." if remote else "Ask about moving, and when you would start."
    )
    return Line(
        "differs",
        f"Names {there}, where you may work. You live in {home}.",
        f"This listing names {there}, where you may work. Your profile says you live in {home}.",
        to_do,
    )


def names(codes: Iterable[str]) -> str:
    return one_of([in_text(code) for code in codes])


def in_text(code: str) -> str:
    name = SHORT.get(code) or country_name(code)
    return f"the {name}" if code in WITH_ARTICLE else name


# At which hours


def of_hours(person: Whereabouts, where: Where, today: date) -> Iterator[Line]:
    if not where.overlap_hours:
        return
    wanted = timedelta(hours=where.overlap_hours)
    place = where.overlap_zone.rpartition("/")[2].replace("_", " ")
    asked = f"It asks for {in_hours(wanted)} of the working day in {place}, 9 to 17 there."
    theirs, mine = zone_called(where.overlap_zone), zone_called(person.time_zone)
    if not mine:
        to_do = "Your profile does not say in which time zone you live."
        yield Line("ask", f"Asks for {in_hours(wanted)} shared with {place}.", asked, to_do, missing=True)
    elif not theirs:
        to_do = "Ask which hours these are where you live."
        yield Line("ask", f"Asks for {in_hours(wanted)} shared with {place}.", asked, to_do)
    else:
        yield compared(asked, place, wanted, spans(mine, theirs, today))


def compared(asked: str, place: str, wanted: timedelta, year: tuple[Span, ...]) -> Line:
    now = year[0]
    mine = f"From 9 to 17 where you live you share {in_hours(now.shared)}"
    fits = now.shared >= wanted
    other = next((span for span in year if (span.shared >= wanted) != fits), None)
    if other is None and fits:
        return Line("fits", f"You share {in_hours(now.shared)} with {place}.", f"{asked} {mine}, all year.")
    if other is None:
        starts, ends = now.day_sharing(wanted)
        return Line(
            "differs",
            f"Asks for {in_hours(wanted)} shared with {place}; 9 to 17 where you live shares {in_hours(now.shared)}.",
            f"{asked} {mine}.",
            f"A day from {starts:%H:%M} to {ends:%H:%M} would share {in_hours(wanted)}.",
        )
    when = f"from {in_words(other.first)} to {in_words(other.last)}"
    return Line(
        "differs",
        f"Shares {in_hours(now.shared)} with {place} now, {in_hours(other.shared)} {when}.",
        f"{asked} {mine} now, and {in_hours(other.shared)} {when}, when the clocks differ.",
        "Ask whether that matters." if fits else "Ask whether you may begin earlier or later until then.",
    )


def in_hours(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if not span:
        return "no hour"
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] * bool(hours) + [f"{minutes} minutes"] * bool(
        minutes
    )
    return " ".join(parts)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
