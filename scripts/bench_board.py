"""Boards of any size for `make bench`, made from the shipped adverts by recombining titles, texts, terms and pay with
a fixed seed, and the thirty searches that are asked of them. Imported in a process whose settings are those of the
board's own database."""

import random
import sys
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from tqdm import tqdm

from candidates.alerting.keys import keys_of
from candidates.models import Alert, AlertKey
from listings import demo
from listings.importing.saving import Report
from listings.models import Listing, ListingFact, ListingPlace, ListingPlatform, ListingSkill
from listings.search.query import SearchQuery as Q
from roles.models import Role, Skill

SEED = 20261124
BATCH = 2_000

# The skills of a dozen people who ask what fits them.
PEOPLE = [
    ("customer-support", "empathy", "written-communication", "complaint-handling"),
    ("cyber-security", "phishing-awareness", "access-management", "training-delivery"),
    ("html", "css", "javascript"),
    ("graphic-design", "canva", "photography", "caption-writing"),
    ("spreadsheets", "sql", "data-analysis"),
    ("short-form-video", "video-editing", "hook-writing", "on-camera-presenting"),
    ("content-moderation", "community-management", "event-hosting", "discord-administration"),
    ("training-delivery", "plain-language", "presentation-skills", "written-communication"),
    ("google-ads", "meta-ads", "spreadsheets", "ab-testing"),
    ("interviewing", "proofreading", "storytelling", "scriptwriting"),
    ("sales", "active-listening", "customer-support", "teamwork"),
    ("tech-literacy", "data-analysis", "cyber-security", "platform-adaptation"),
]


class Board:
    def __init__(self, size: int):
        self.size = size
        self.random = random.Random(SEED)
        call_command("migrate", verbosity=0)
        call_command("load_vocabulary", verbosity=0)
        list(demo.load(Report()))

    def fill(self) -> None:
        pool = list(Listing.objects.select_related("role"))
        skills = links(ListingSkill, "skill_id", "kind")
        facts = links(ListingFact, "name", "value")
        platforms, places = links(ListingPlatform, "platform_id"), links(ListingPlace, "name", "country")
        with tqdm(total=self.size, unit=" listings", file=sys.stderr) as bar:
            for first in range(len(pool), self.size, BATCH):
                made = [self.recombine(pool) for _ in range(min(BATCH, self.size - first))]
                Listing.objects.bulk_create(made)
                for model, names, of in [
                    (ListingSkill, ("skill_id", "kind"), skills),
                    (ListingPlatform, ("platform_id",), platforms),
                    (ListingPlace, ("name", "country"), places),
                    (ListingFact, ("name", "value"), facts),
                ]:
                    model.objects.bulk_create(
                        model(listing=listing, **dict(zip(names, values, strict=True)))
                        for listing in made
                        for values in of.get(listing.pattern, [])
                    )
                bar.update(len(made))

    def recombine(self, pool: list):
        """Title and role of one advert, text of another, terms of a third, pay of a fourth."""
        titled, written, termed, paid = (self.random.choice(pool) for _ in range(4))
        now = timezone.now()
        made = Listing(
            title=titled.title, role=titled.role, search_title=titled.search_title, description=written.description,
            description_html=written.description_html, search_text=written.search_text,
            company_id=titled.company_id, contract=termed.contract, hours=termed.hours, level=termed.level,
            work_mode=termed.work_mode, days_on_site=termed.days_on_site, worldwide=termed.worldwide,
            pay_model=paid.pay_model, pay_min=paid.pay_min, pay_max=paid.pay_max, currency=paid.currency,
            pay_period=paid.pay_period, status="live",
            published_at=now - timedelta(seconds=self.random.randrange(40 * 86_400)),
            closes_at=now + timedelta(days=self.random.randrange(1, 60)),
        )  # fmt: skip
        made.pattern = termed.pk
        return made


def make_alerts(number: int) -> None:
    """So many alerts as people make them: mostly a role, a skill or a word, with a mode, a place or pay."""
    chance = random.Random(SEED)
    roles = list(Role.objects.values_list("slug", flat=True))
    skills = list(Skill.objects.values_list("slug", flat=True))
    categories = ["influencer", "developer", "marketing", "customer-success", "misc"]
    words = [
        "manager",
        "copywriter",
        "podcast",
        "writer",
        "designer",
        "analyst",
        "video",
        "community",
        "security",
    ]
    Alert.objects.all().delete()
    kinds = [
        lambda: Q(role=(chance.choice(roles),)),
        lambda: Q(skill=tuple(chance.sample(skills, 2))),
        lambda: Q(q=f"{chance.choice(words)} {chance.choice(words)} OR {chance.choice(words)}"),
        lambda: Q(category=(chance.choice(categories),), skill=(chance.choice(skills),)),
        lambda: Q(category=(chance.choice(categories),)),
    ]
    more = [
        {},
        {"mode": ("remote",)},
        {"mode": ("hybrid", "remote")},
        {"level": ("entry",)},
        {"country": ("GB",)},
    ]
    made = []
    for count in range(number):
        query = chance.choice(kinds)().but(**chance.choice(more))
        if chance.random() < 0.5:
            query = query.but(pay_min=chance.randrange(20, 90) * 1000, currency="GBP")
        made.append((query, f"person{count}@example.com"))
    past = timezone.now() - timedelta(days=90)
    alerts = [
        Alert(email=email, query=query.address("")[1:], words="x", confirmed_at=past) for query, email in made
    ]
    Alert.objects.bulk_create(alerts, batch_size=BATCH)
    AlertKey.objects.bulk_create(
        (
            AlertKey(alert=alert, key=key)
            for alert, (query, _) in zip(alerts, made, strict=True)
            for key in keys_of(query)
        ),
        batch_size=BATCH,
    )


def links(model, *names: str) -> dict[int, list[tuple]]:
    found: dict[int, list[tuple]] = {}
    for listing, *values in model.objects.values_list("listing_id", *names):
        found.setdefault(listing, []).append(tuple(values))
    return found


def queries() -> list[Q]:
    """Thirty searches as people make them."""
    seo, sql, writing = ("seo",), ("sql",), ("copywriting",)
    two = ("seo", "copywriting")
    return [
        Q(), Q(page=2), Q(page=50), Q(unpaid=True), Q(sort="closing"), Q(category=("marketing",)), Q(category=("misc",)),
        Q(category=("developer", "misc")), Q(category=("marketing",), skill=seo), Q(category=("misc",), skill=sql),
        Q(category=("marketing",), skill=writing, mode=("hybrid", "remote")), Q(skill=two), Q(skill=two, skills="all"),
        Q(skill=("project-management", "teamwork"), skills="all"), Q(q="manager"), Q(q="design"), Q(q="podcast"),
        Q(q="fedramp"), Q(q="social media"), Q(q="content strategy"), Q(q="specialist", category=("marketing",)),
        Q(q="design", mode=("remote",), level=("senior",)), Q(q='"social media"'), Q(q='"user experience"'),
        Q(pay_min=30_000, currency="GBP"), Q(pay_min=90_000, currency="USD", mode=("remote",)),
        Q(country=("GB",), mode=("hybrid",), days_max=2), Q(platform=("tiktok", "instagram"), level=("entry",)),
        Q(category=("influencer",), contract=("creator-deal",), unpaid=True, posted=7),
        Q(role=("social-media-coordinator",), country=("GB",), hours=("full-time",), posted=30),
    ]  # fmt: skip
