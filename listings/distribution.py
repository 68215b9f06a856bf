"""What others will not show of a listing: Google's job search, and boards that read Indeed's or LinkedIn's format.

The tables say how our words become theirs. Feeds and structured data are made from them; what is refused is told to the
employer while it can still be changed. Sources: docs/distribution.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from employers.places import country_name
from listings.hints import Hint
from listings.markdown import text_of
from listings.models import Listing
from listings.quality.reading import either, quote
from listings.vocabulary import Contract, Hours, Period, WorkMode

GOOGLE, INDEED, LINKEDIN = "Google", "Indeed", "LinkedIn"
ALL = (GOOGLE, INDEED, LINKEDIN)

# How our words become theirs

BY_HOURS = {
    Hours.FULL_TIME: ["FULL_TIME"],
    Hours.PART_TIME: ["PART_TIME"],
    Hours.FLEXIBLE: ["FULL_TIME", "PART_TIME"],
}
BY_CONTRACT = {
    Contract.PERMANENT: [],
    Contract.FIXED_TERM: ["TEMPORARY"],
    Contract.FREELANCE: ["CONTRACTOR"],
    Contract.INTERNSHIP: ["INTERN"],
    Contract.VOLUNTEER: ["VOLUNTEER"],
}
PAY_UNITS = {
    Period.HOUR: "HOUR",
    Period.DAY: "DAY",
    Period.WEEK: "WEEK",
    Period.MONTH: "MONTH",
    Period.YEAR: "YEAR",
}
INDEED_TYPES = {
    "FULL_TIME": "fulltime", "PART_TIME": "parttime", "TEMPORARY": "temporary", "CONTRACTOR": "contract",
    "INTERN": "internship", "VOLUNTEER": "volunteer",
}  # fmt: skip
INDEED_REMOTE = {WorkMode.REMOTE: "Fully remote", WorkMode.HYBRID: "Hybrid remote"}
SHORTEST_TEXT = 100  # signs; LinkedIn takes no less


def is_job(listing: Listing) -> bool:
    """A creator deal is a piece of work, not a job: it is in our own feeds, and in no job search."""
    return listing.contract != Contract.CREATOR_DEAL


def employment_types(listing: Listing) -> list[str]:
    """schema.org's words, as many as fit: a part-time internship is both."""
    return [*BY_HOURS.get(listing.hours, []), *BY_CONTRACT.get(listing.contract, [])]


def is_telecommute(listing: Listing) -> bool:
    """Google means all of the work, always. Hybrid is at its place."""
    return listing.work_mode == WorkMode.REMOTE


def pay_unit(listing: Listing) -> str:
    """Empty if there is no amount, or none by time: then no baseSalary is given, and no unit is invented."""
    return PAY_UNITS.get(listing.pay_period, "") if listing.pay_max and not listing.is_unpaid else ""


def date_posted(listing: Listing) -> date | None:
    """The first day, never that of a renewal or of an import."""
    first = listing.published_at.date() if listing.published_at else None
    return listing.source_posted_on or first


# What they refuse


@dataclass(frozen=True)
class Refusal(Hint):
    """By whom. A hint of the form, so that it leads to its field."""

    receivers: tuple[str, ...] = ALL

    @property
    def by(self) -> str:
        """Nobody refuses what is never sent."""
        return " and ".join(filter(None, [", ".join(self.receivers[:-1]), *self.receivers[-1:]]))


@dataclass(frozen=True)
class Topic:
    """One line of "Will search engines show it?": fine if nothing is refused."""

    label: str
    refusals: list[Refusal] = field(default_factory=list)


def topics(listing: Listing) -> list[Topic]:
    if not is_job(listing):
        return [Topic("Creator deal", [NOT_A_JOB])]
    return [
        Topic(label, [found for rule in rules for found in rule(listing)]) for label, rules in TOPICS.items()
    ]


def refusals(listing: Listing) -> list[Refusal]:
    return [refusal for topic in topics(listing) for refusal in topic.refusals]


NOT_A_JOB = Refusal(
    "contract",
    "We do not send creator deals to job search engines",
    "A piece of creator work is not a job. It is found here and in our feeds.",
    receivers=(),
)
NOTHING_BUT_THE_TITLE = "They take titles with the name of the work and nothing else."

PAY_IN_TITLE = either(
    r"[$€£₹¥] ?\d[\d,.]*k?\b",
    r"\b\d{2,3}[.,]?\d{3}\b ?(?:usd|eur|gbp|pa|p\.a\.)|\b\d{2,3}k\b(?! (?:follow|sub|fan|view))",
)
CODE_IN_TITLE = either(
    r"#\w*\d{2,}\w*|\b(?:req|ref|job ?id|jr|id|vacancy)[ .:#_-]{0,3}\d{2,}\b",
    r"\b[a-z]{1,4}-?\d{4,}\b|\((?!20\d\d\))\d{3,}\)|\b\d{5,}\b",
)
HEADLINE = either(
    r"!|\b(?:(?:is|are|we['’]re|now) hiring|hiring (?:now|immediately)|urgent(?:ly)?|apply now|join (?:us|our team))\b",
    r"\b(?:immediate(?:ly)? start|start(?:ing)? (?:immediately|asap|now)|wanted|amazing|exciting|great opportunity)\b",
)
TYPE_IN_TITLE = either(
    r"\b(?:full[- ]?time|part[- ]?time|permanent|fixed[- ]term|temporary)\b",
    r"\b(?:remote(?:ly)?|hybrid|on-?site|work from home|wfh)\b(?! (?:work|team|worker))",
)


def title(listing: Listing) -> Iterator[Refusal]:
    if not listing.title:
        yield Refusal("title", "Enter the title", "Nobody takes a listing without one.")
        return
    for pattern, what, field_of_it in (
        (PAY_IN_TITLE, "pay", "pay has its own fields"),
        (CODE_IN_TITLE, "number", "your listing has a number here"),
        (HEADLINE, "headline", "the card says that you are hiring"),
        (TYPE_IN_TITLE, "terms", "they have fields of their own"),
    ):
        if match := pattern.search(listing.title):
            yield out_of_the_title(what, match[0], field_of_it)
    if words := place_in(listing):
        yield out_of_the_title("place", words, "places have their own fields")
    if words := company_in(listing):
        yield out_of_the_title("company", words, "your name stands beside it")


def out_of_the_title(what: str, words: str, instead: str) -> Refusal:
    return Refusal(
        "title",
        f"Take the {what} out of the title: {instead}",
        NOTHING_BUT_THE_TITLE,
        words=quote(words),
        receivers=(GOOGLE, INDEED),
    )


def place_in(listing: Listing) -> str:
    """A place of its own after a sign or a small word: a reading coach in Reading is no address."""
    for place in listing.places.all():
        for name in filter(
            None, [place.name.split(",")[0], country_name(place.country) if place.country else ""]
        ):
            if match := re.search(
                rf"(?:[,(|/–—@-]|\b(?:in|at|for|near)\b) ?({re.escape(name)})\b", listing.title, re.I
            ):
                return match[1]
    return ""


def company_in(listing: Listing) -> str:
    """Its name in a part of its own. A product may have the name of its company: "Acme Cloud editor"."""
    name = listing.company.name
    if len(name) < 3:
        return ""
    apart = rf"(?:^|[,(|/–—@:-]|\bat\b) ?({re.escape(name)}) ?(?:$|[,)|/–—:-]|\b(?:in|is)\b)"
    match = re.search(apart, listing.title, re.IGNORECASE)
    return match[1] if match else ""


TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|strong|em|h[1-6]|a|table|font)\b[^<>]{0,200}>", re.IGNORECASE
)


def text(listing: Listing) -> Iterator[Refusal]:
    words = text_of(listing.description_html).strip()
    if not words:
        yield Refusal("description", "Describe the work", "Nobody takes a listing without a description.")
    elif len(words) < SHORTEST_TEXT:
        yield Refusal(
            "description",
            f"Write at least {SHORTEST_TEXT} signs: {len(words)} so far",
            "It takes no shorter text.",
            receivers=(LINKEDIN,),
        )
    if match := TAG.search(words):
        yield Refusal(
            "description",
            "Use Markdown instead of HTML tags",
            "Tags are shown as letters, here and everywhere.",
            words=match[0][:40],
        )


def company(listing: Listing) -> Iterator[Refusal]:
    if not listing.company.name:
        yield Refusal("company", "Name the company", "Nobody takes a listing without one.")


def place(listing: Listing) -> Iterator[Refusal]:
    places = list(listing.places.all())
    if not listing.work_mode:
        yield Refusal("work_mode", "Choose where the work is done", "Nobody takes a listing without a place.")
    elif listing.work_mode == WorkMode.REMOTE:
        yield from remote(listing, places)
    elif not places or not places[0].country:
        yield Refusal("country", "Choose the country", "An address needs a country.")
    elif not places[0].name:
        yield Refusal("place", "Enter the town or city", "An address needs a town.")


DAYS = r"\b(?:\d|one|two|three|four) days?"
AT_THE_OFFICE = either(
    rf"{DAYS} (?:a|per|each|every) week (?:in|at|from) (?:the |our )?(?:\w{{1,15}} )?(?:office|studio|hq|site)\b",
    rf"{DAYS} (?:in|at) (?:the |our )(?:office|studio|hq)\b",
    r"\b(?:hybrid (?:role|position|work|model|working|schedule)|on-?site (?:role|position))\b",
)


def remote(listing: Listing, places: list) -> Iterator[Refusal]:
    if listing.worldwide:
        if not listing.company.country:
            yield Refusal(
                "worldwide",
                "Add a country to your company's page",
                "They want one place for every listing. Work from anywhere is placed where the company is.",
                receivers=(INDEED, LINKEDIN),
            )
    elif not any(place.country for place in places):
        yield Refusal(
            "countries",
            "Choose which countries people can work from",
            "Remote work without countries is shown to nobody.",
        )
    if match := AT_THE_OFFICE.search(text_of(listing.description_html)):
        yield Refusal(
            "work_mode",
            "Choose hybrid, or take the days on site out of the text",
            "Remote means all of the work, always, and the text has to say the same.",
            words=quote(match[0]),
            receivers=(GOOGLE,),
        )


def pay(listing: Listing) -> Iterator[Refusal]:
    if listing.pay_max and not listing.currency:
        yield Refusal("currency", "Choose a currency", "Pay without one is dropped.")
    if pay_unit(listing):
        return
    if listing.is_unpaid:
        why = "There is no amount, so it is sent without pay and shown after others."
        yield Refusal("pay_model", f"{listing.get_pay_model_display()} is not shown as pay", why)
    elif listing.pay_max and listing.pay_period:
        yield Refusal(
            "pay_period",
            f"Pay {listing.get_pay_period_display()} is not shown",
            "Pay is shown by hour, day, week, month or year. We do not invent one.",
            receivers=(GOOGLE,),
        )
    else:
        yield Refusal("pay_min", "Enter the lowest and highest pay", "Without pay it is shown after others.")


def contract(listing: Listing) -> Iterator[Refusal]:
    if not listing.contract:
        yield Refusal(
            "contract", "Choose the kind of contract", "People filter by it, and miss what has none."
        )
    elif not employment_types(listing):
        yield Refusal("hours", "Choose the hours", "Full time and part time are the kinds they know.")


def closing(listing: Listing) -> Iterator[Refusal]:
    """Without a date a listing closes 30 days after it goes live, so there always is one."""
    if listing.closes_at and listing.closes_at <= timezone.now():
        yield Refusal("closes_on", "Choose a closing date after today", "What is over is taken out.")


def applying(listing: Listing) -> Iterator[Refusal]:
    """By email is fine: people write in a form on the listing's page, which is the address that is sent."""
    if not listing.apply_by:
        yield Refusal(
            "apply_by",
            "Say how people apply",
            "A listing needs an address to apply at.",
            receivers=(LINKEDIN,),
        )
    elif listing.apply_by == listing.ApplyBy.WEBSITE and not listing.apply_url:
        yield Refusal(
            "apply_url",
            "Enter the address of the application page",
            "A listing needs an address to apply at.",
            receivers=(LINKEDIN,),
        )


Rule = Callable[[Listing], Iterator[Refusal]]
TOPICS: dict[str, list[Rule]] = {
    "Title": [title],
    "Company": [company],
    "Description": [text],
    "Place": [place],
    "Pay": [pay],
    "Contract and hours": [contract],
    "Closing date": [closing],
    "Applying": [applying],
}
