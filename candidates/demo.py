"""Made-up people who applied to the demo employer: some in every stage, with words, pieces and messages. No mail."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from candidates import moving
from candidates.files import keeping
from candidates.models import Application, Message, Note, Step
from candidates.states import ANSWERS, ENDED, Stage
from employers import pictures
from listings import demo
from listings.models import DayCount, Listing

TITLE = "Community manager, garden shops"
SHORTLIST = [Stage.READ, Stage.SHORTLISTED]
# name, skills, platforms, country, city, days ago, stages, first line of "why me"
PEOPLE = [
    ("Priya Raman", "copywriting community-management canva", "instagram tiktok", "GB", "Leeds", 1, [],
     "I answered 300 questions a week for a seed shop, and I still like people."),
    ("Tom Adeyemi", "copywriting", "instagram", "GB", "York", 2, [],
     "I write the posts of a village nursery in my own time."),
    ("Marta Nowak", "community-management copywriting", "instagram facebook", "IE", "Cork", 3, [Stage.READ],
     "Five years of a busy shop counter taught me how to answer when somebody is cross."),
    ("Kofi Mensah", "community-management", "tiktok youtube", "GB", "Leeds", 9, [Stage.READ],
     "My allotment videos have a small crowd that talks back, and I talk with them."),
    ("Elif Kaya", "copywriting community-management seo", "instagram pinterest", "GB", "Hull", 10, SHORTLIST,
     "I planned a spring calendar for two garden centres and kept to it."),
    ("Jonas Weber", "copywriting community-management", "instagram", "DE", "Bremen", 12, [*SHORTLIST, Stage.INTERVIEW],
     "I led the newsletter and the comments of a bulb grower."),
    ("Sinead Walsh", "copywriting community-management canva", "instagram tiktok", "IE", "Sligo", 14,
     [*SHORTLIST, Stage.INTERVIEW, Stage.OFFERED], "I turned a quiet page into one where people show their gardens."),
    ("Luca Ferri", "canva", "x", "IT", "Turin", 15, [Stage.NOT_SELECTED],
     "I make pictures that people stop at."),
]  # fmt: skip
PIECES = [
    {
        "kind": "campaign", "title": "Ask a gardener", "my_part": "The idea, every answer, and the weekly summary.",
        "made_on": "2026-04-02", "file_kind": "image",
        "alt_text": "A question about slugs, answered on a green card.", "client": "A garden centre",
        "skills": ["community-management"],
        "platforms": ["instagram"], "result": "Questions answered within two hours on nine days of ten",
        "result_source": "own count", "result_on": "2026-05-01",
    },
    {
        "kind": "article", "title": "Ten plants for a north wall", "my_part": "Research, words and pictures.",
        "confidential": True, "skills": ["copywriting"], "platforms": [], "link": "https://example.com/north-wall",
    },
]  # fmt: skip
CV = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
    b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 47>>stream\n"
    b"BT /F 18 Tf 30 150 Td (A made-up CV) Tj ET     \nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@transaction.atomic
def load() -> int:
    """Answers how many applied; 0 if somebody did before, or there is no such desk."""
    employer = demo.people()[1]
    listing = Listing.objects.of_member(employer).titled_like(TITLE).first()
    if not listing or not listing.takes_applications or listing.applications.exists():
        return 0
    for number, person in enumerate(PEOPLE):
        apply(listing, number, person, employer=employer)
    moving.count(listing)
    return len(PEOPLE)


def apply(listing: Listing, number: int, person: tuple, *, employer: User) -> None:
    name, skills, platforms, country, city, days_ago, stages, why = person
    sent_at = timezone.now() - timedelta(days=days_ago, hours=number)
    with_cv = number % 2 == 0
    application = Application.objects.create(
        listing=listing, name=name, email=f"{name.lower().replace(' ', '.')}@example.com", why=why, sent_at=sent_at,
        confirmed_at=sent_at, stage=Stage.SENT, skills=skills.split(),
        pieces=[with_file(piece) for piece in PIECES[: (number + 1) % 3]],
        cv=keeping.put(CV, "pdf") if with_cv else "", cv_kind="pdf" if with_cv else "",
        profile={
            "headline": "Community and content", "country": country, "city": city, "platforms": platforms.split(),
            "languages": [["en", "first"]], "may_work_in": [country], "availability": "month",
            "work_modes": ["hybrid"],
        },
    )  # fmt: skip
    go_through(application, stages, employer)
    DayCount.objects.add({(listing.pk, sent_at.date(), "here" if with_cv else "search", "applications"): 1})
    if application.stage == Stage.INTERVIEW:
        talk(application, employer)


def with_file(piece: dict) -> dict:
    return piece | {"file": keeping.put(card(), "image")} if piece.get("file_kind") == "image" else piece


def card() -> bytes:
    """A post, as a made-up gardener would draw it."""
    drawn = Image.new("RGB", (800, 800), "#2f6b4f")
    draw = ImageDraw.Draw(drawn)
    draw.rounded_rectangle((80, 120, 720, 420), 40, fill="#f4f0e4")
    draw.text((130, 170), "What do I do\nabout slugs?", fill="#2f6b4f", font_size=88)
    draw.polygon([(160, 420), (260, 420), (150, 500)], fill="#f4f0e4")
    draw.rounded_rectangle((200, 540, 720, 700), 40, fill="#c7dd9b")
    draw.text((250, 580), "Copper, and patience.", fill="#1f3b2d", font_size=44)
    return pictures.written(drawn, quality=80)


def go_through(application: Application, stages: list[Stage], employer: User) -> None:
    """As the acts would, without the mail."""
    at, before = application.sent_at, Stage.DRAFT
    for stage in [Stage.SENT, *stages]:
        by = None if stage == Stage.SENT else employer
        message = "Thank you for showing us your work." if stage == Stage.NOT_SELECTED else ""
        Step.objects.create(
            application=application, at=at, by=by, before=before, after=stage, message=message
        )
        if stage in ANSWERS:
            application.answered_at = application.answered_at or at
        application.stage, before, at = stage, stage, at + timedelta(days=1)
    if application.stage in ENDED:
        application.ended_at = at
    application.save()


def talk(application: Application, employer: User) -> None:
    at = application.sent_at + timedelta(days=4)
    Message.objects.create(application=application, by=employer, from_employer=True, at=at, read_at=at,
                           text="Can we talk on Thursday at ten, for half an hour?")  # fmt: skip
    Message.objects.create(application=application, from_employer=False, at=at + timedelta(hours=3),
                           text="Thursday at ten suits me. Do you call, or shall I?")  # fmt: skip
    Note.objects.create(
        application=application, by=employer, text="Kind and quick. Ask about weekends.", at=at
    )
