"""The words of profiles, portfolios and alerts. Mirrors listings/data/vocab.json."""

from django.db import models


class Visibility(models.TextChoices):
    ONLY_ME = "only-me", "Only me"
    APPLIED_TO = "applied-to", "Employers I apply to"
    EMPLOYERS = "employers", "All proved employers, except those I hide from"
    PUBLIC = "public", "Anyone with the link"


class PieceKind(models.TextChoices):
    POST = "post", "Post or thread"
    VIDEO = "video", "Video or reel"
    IMAGE_SET = "image-set", "Image set or carousel"
    CAMPAIGN = "campaign", "Campaign"
    ARTICLE = "article", "Article or newsletter"
    CODE = "code", "Code or product"
    DASHBOARD = "dashboard", "Report or dashboard"
    COMMUNITY = "community", "Community or event"
    SUPPORT = "support", "Support reply"


class Frequency(models.TextChoices):
    INSTANT = "instant", "As soon as there is one"
    DAILY = "daily", "Every day there is something new"
    WEEKLY = "weekly", "Once a week"


class Availability(models.TextChoices):
    NOW = "now", "Now"
    MONTH = "month", "Within a month"
    QUARTER = "quarter", "Within three months"
    LATER = "later", "Later, but I listen"
    NO = "no", "Not looking"


class LanguageLevel(models.TextChoices):
    BASIC = "basic", "Basics"
    WORKING = "working", "Good enough for work"
    FLUENT = "fluent", "Fluent"
    FIRST = "first", "First language"


# The parts of a profile whose visibility is chosen one by one, and what holds at first.
PARTS = {
    "headline": ("Headline and about", Visibility.APPLIED_TO),
    "skills": ("Skills and platforms", Visibility.APPLIED_TO),
    "pieces": ("Portfolio", Visibility.APPLIED_TO),
    "links": ("Links", Visibility.APPLIED_TO),
    "languages": ("Languages", Visibility.APPLIED_TO),
    "terms": ("Work modes and availability", Visibility.APPLIED_TO),
    "country": ("Country and time zone", Visibility.APPLIED_TO),
    "city": ("Town or city", Visibility.ONLY_ME),
    "contact": ("Contact by form", Visibility.ONLY_ME),
}
