"""What is said about how a listing is written: to whom writes it, while it can still be changed."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from employers.models import Company
from listings import quality, readiness
from listings.hints import Hint
from listings.models import Listing, ListingSkill, Question
from roles.models import Skill
from tests import make

pytestmark = pytest.mark.django_db

GOOD = """## You will

- Plan the calendar of our accounts and write the posts for it.
- Answer comments and messages, and tell the team what people ask.

## You bring

- You write clearly and know how to read the numbers of a post.

## We offer

- 28 days of holiday and a pension. You report to our head of content.
"""
PHONE = "Remove the phone number. People apply here, so your number stays private"
EMAIL = "Remove the email address. People apply here, so your address stays private"
CHAT = "Remove the chat address. People apply here, so your account stays private"
CAPITALS = 'Write the title in normal letters, for example "Social media coordinator"'
TWO_JOBS = "This looks like two jobs. Post one listing for each"


def written(
    text: str = "", *, title: str = "Social media coordinator", questions=(), skills=(), **fields
) -> Listing:
    """A listing that is kept nowhere, with that sentence in a good text."""
    company = Company(name="Acme", website="https://acme.example", country="GB")
    listing = Listing(pk=0, company=company, **fields)
    listing.write(title=title, description=f"{GOOD}\n{text}\n")
    listing._prefetched_objects_cache = {
        "listing_skills": [ListingSkill(listing=listing, skill=skill, kind="nice") for skill in skills],
        "places": [],
        "questions": [Question(listing=listing, text=text, kind="text") for text in questions],
    }
    return listing


def messages(listing: Listing, *, field: str = "", hard: bool | None = None) -> list[str]:
    return [
        hint.message
        for hint in quality.hints(listing)
        if field in ("", hint.field) and hard in (None, hint.hard)
    ]


def said(text: str, **fields) -> list[str]:
    """About a sentence, and nothing about the length of the text it stands in."""
    hints = messages(written(text, **fields), field="description")
    return [message for message in hints if "words so far" not in message]


# Titles


@pytest.mark.parametrize(
    "title",
    ["SOCIAL MEDIA MANAGER", "COPYWRITER", "PAID SOCIAL SPECIALIST (m/w/d)", "Hiring COMMUNITY MANAGER", "ÉDITRICE VIDÉO"],
)  # fmt: skip
def test_titles_in_capitals_are_stopped(title):
    assert CAPITALS in messages(written(title=title), field="title", hard=True)


@pytest.mark.parametrize(
    "title",
    ["SEO", "SEO PPC", "PR and SEO lead", "UGC creator", "TikTok LIVE host", "Social media manager", "NASDAQ analyst",
     "Community manager (EMEA)", "HTML and CSS developer", "社交媒体经理", ""],
)  # fmt: skip
def test_short_names_in_capitals_are_no_shouting(title):
    assert CAPITALS not in messages(written(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "Social media manager and content creator",
        "Community Manager / Social Media Manager",
        "Video Editor & Graphic Designer",
        "Content Creator/Social Media Manager (part-time)",
        "Senior Motion Designer or Video Editor",
        "Copywriter + Community Moderator, London",
        "Social media manager and content creator in Leeds",
        "Videographer, Video Editor & Social Media Officer",
    ],
)
def test_two_jobs_in_a_title_are_two_listings(title):
    hints = [hint for hint in quality.hints(written(title=title)) if hint.message == TWO_JOBS]

    assert [(hint.field, hint.hard) for hint in hints] == [("title", False)]
    assert hints[0].reason


@pytest.mark.parametrize(
    "title",
    [
        "Sales and Marketing Manager",
        "Social Media & Communications Assistant",
        "PR and Social Media Manager",
        "Account Director/Senior Account Director",
        "Senior / Mid Community Manager",
        "Trust and Safety Specialist",
        "Content & Community Coordinator",
        "PR Account Executive / Senior Account Executive",
        "Influencer & PR Coordinator",
        "Content Writer & Creator",
        "Social Media Manager (Video and Graphic Design)",
        "Communications and Public Relations Officer",
        "Waiter and Plumber",
        "Editor for creators and brand managers",
    ],
)
def test_one_job_with_two_fields_is_one(title):
    assert TWO_JOBS not in messages(written(title=title))


@pytest.mark.parametrize("title", ["Social media manager!", "🔥 Social media manager", "Editor ★ Leeds"])
def test_pictures_and_exclamation_marks_leave_the_title(title):
    assert "Leave pictures and exclamation marks out of the title" in messages(
        written(title=title), hard=False
    )


@pytest.mark.parametrize("title", ["Salesman", "Camerawoman", "Waitress", "Promo girl", "Video guy"])
def test_titles_are_for_everybody(title):
    assert any(m.startswith("Use a title for everybody instead of") for m in messages(written(title=title)))


@pytest.mark.parametrize(
    "title",
    ["Sales manager", "Camera operator", "Human resources lead", "Management trainee", "Guyana country lead",
     "Girl Scouts social media lead", "Boys & Girls Club coordinator", "Woman's Hour producer", "Roman studies writer"],
)  # fmt: skip
def test_and_these_are(title):
    assert not any(m.startswith("Use a title for everybody") for m in messages(written(title=title)))


# Ways around the board


@pytest.mark.parametrize(
    "number",
    [
        "Call us: 020 7946 0123", "+44 7700 900123", "0044 20 7946 0123", "+1 212-555-0123", "(212) 555-0123",
        "212.555.0123", "1-800-555-0199", "Tel. 06 12 34 56 78", "030/1234567", "+49 (0)30 1234567",
        "+251 -9 79 00 22 81", "0912500915", "98765 43210", "+91 98765 43210", "(11) 91234-5678", "1300 123 456",
        "phone 612 34 56 78", "WhatsApp 5551234567", "+380 44 123 45 67", "+86 138 0013 8000", "📞 4155550123",
        "điện thoại 1900 1234", "+234 803 123 4567", "Mob: 07700900123", "+353 1 234 5678",
    ],
)  # fmt: skip
def test_phone_numbers_are_stopped(number):
    assert PHONE in messages(written(f"Questions? {number} until Friday."), field="description", hard=True)


@pytest.mark.parametrize(
    "text",
    [
        "Between 2020-2026 we grew.", "Starts 01.06.2027 to 31.08.2027.", "You lead 1 000 000 followers.",
        "Pay 24 000 - 28 000 a year.", "Pay 68000-90000.", "Shifts 0900 - 1730.", "About 600-1000 posts a month.",
        "Ref 20261234567", "Vacancy no. 0123456789", "ISO 27001:2022 and ISO 9001", "We answer 24/7.",
        "A call centre with 1 500 000 contacts", "Charity number 1234567", "Version 10.2.3.4", "We reach 3.5 million people.",
        "In 2024, 2025 and 2026", "From 9:00 to 17:30, Monday to Friday", "budget of £1,250,000",
        "Tech hiring 3032415", "1080 x 1920 pixels, 9:16", "10000000 views",
        "For accommodation during hiring call 212-555-0123.",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert PHONE not in messages(written(text))


@pytest.mark.parametrize(
    "text",
    ["Write to jobs@acme.example", "JOBS@ACME.EXAMPLE", "jobs (at) acme (dot) com", "jane.doe [at] acme.co.uk",
     "[Apply](mailto:jobs@acme.example)", "hr+social@mail.acme.example.", "a_b@acme-media.example"],
)  # fmt: skip
def test_email_addresses_are_stopped(text):
    assert EMAIL in messages(written(text), field="description", hard=True)


@pytest.mark.parametrize(
    "text",
    ["Our handle is @acme", "Find us @acme.example", "You run @acme on TikTok", "Meet at the (at least) weekly call",
     "Email marketing is part of it", "You write 10 @mentions", "If you need an adjustment, write to help@acme.example",
     "Our privacy notice: privacy@acme.example", "a @ b", "We only write from @acme.example"],
)  # fmt: skip
def test_accounts_are_no_email_addresses_and_help_may_be_asked_for(text):
    assert EMAIL not in messages(written(text))


@pytest.mark.parametrize(
    "text",
    ["https://wa.me/447700900123", "Telegram: @acme_hr", "Contact me on WhatsApp", "Apply via Telegram", "t.me/acmehr",
     "DM us", "message us directly on Instagram", "WeChat id: @acme1", "[here](https://t.me/acmehr)",
     "Send your CV on WhatsApp"],
)  # fmt: skip
def test_chat_addresses_are_stopped(text):
    assert CHAT in messages(written(text), field="description", hard=True)


@pytest.mark.parametrize(
    "text",
    ["You run our Telegram channel", "Answer customers on WhatsApp", "You reply to people who message us on WhatsApp",
     "WhatsApp Business, Messenger and Telegram", "Experience with WeChat mini programs", "Answer fans who DM us",
     "You signal problems early", "Discord: 5,000 members", "Customers contact us on Instagram",
     "Grow @acme on Instagram"],
)  # fmt: skip
def test_work_on_chat_apps_is_work(text):
    assert CHAT not in messages(written(text))


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        ("title", {"title": "Editor, call 020 7946 0123"}),
        ("pay_note", {"pay_note": "Ask on 020 7946 0123"}),
        ("question_2", {"questions": ["Why you?", "Will you call 020 7946 0123?"]}),
    ],
)
def test_contact_details_are_found_wherever_somebody_types(place, fields):
    assert [
        (hint.field, hint.message) for hint in quality.hints(written(**fields)) if hint.message == PHONE
    ] == [(place, PHONE)]


@pytest.mark.parametrize(
    "text",
    ["See https://forms.example.com/apply", "[Our form](https://bit.ly/abc)", "https://acme.example.evil.test/", "www.other.example"],
)  # fmt: skip
def test_links_that_lead_away_are_told(text):
    assert said(text) == ["Remove the link to another site, or say why people should go there"]


@pytest.mark.parametrize(
    "text",
    ["https://acme.example/values", "https://jobs.acme.example/7", "https://www.instagram.com/acme", "acme.example",
     "https://www.tiktok.com/@acme", "No link at all", "https://youtu.be/abc", "https://careers.partner.example/1"],
)  # fmt: skip
def test_links_to_the_company_and_to_its_accounts_are_fine(text):
    assert said(text, apply_url="https://partner.example/jobs") == []


# What is left of a template


@pytest.mark.parametrize(
    "text",
    ["We are [Company name].", "Join [your team] now", "Lorem ipsum dolor", "Insert text here", "Pay: £XX,XXX",
     "{{ company }}", "<insert benefits>", "XX years in social media", "[City, Country]", "enter details here"],
)  # fmt: skip
def test_what_is_left_of_a_template_is_stopped(text):
    assert any(
        message.startswith("Replace “") for message in messages(written(text), field="description", hard=True)
    )


@pytest.mark.parametrize(
    "text",
    ["[our team](https://acme.example/team)", "You work here with designers", "Size XXL", "We write [sic] things",
     "Put the reader first here at Acme", "Mark it [Your Name] in the subject", "<3 pets", "Braces {like these}",
     "Enter the market here in Leeds", "The XX marathon"],
)  # fmt: skip
def test_brackets_are_not_always_a_template(text):
    assert not any(message.startswith("Replace “") for message in messages(written(text)))


@pytest.mark.parametrize("text", ["Start: TBC", "Hours to be confirmed", "Team: XX"])
def test_what_is_not_known_yet_is_advice(text):
    assert [message.startswith("Say what “") for message in said(text)] == [True]


@pytest.mark.parametrize(
    "text",
    ["## Hours\n\n- \n", "## Hours\n\n## Place\n\nLeeds", "## Hours", "### Perks\n-\n-\n## Place\nLeeds", "## Hours\n\n1. \n"],
)  # fmt: skip
def test_a_heading_with_nothing_under_it_is_stopped(text):
    assert any("has nothing under it" in message for message in messages(written(text), hard=True))


@pytest.mark.parametrize(
    "text",
    ["## Hours\n\n- 37 a week", "# Work\n\n## Hours\n\n37", "## Hours\n37", "#hashtag", "Text\n\n- \n", "- one\n- \n- two",
     "## Hours\n\n> 37", "## Hours\n\n| a | b |", "no heading"],
)  # fmt: skip
def test_a_heading_with_a_smaller_one_or_words_is_fine(text):
    assert not any("has nothing under it" in message for message in messages(written(text)))


# Pay


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "message"),
    [
        ("15", "18", "GBP", "year", "£15 a year cannot be right. Is it an hour?"),
        ("2400", "9000000", "GBP", "year", "£9,000,000 a year cannot be right. Check the amount"),
        ("29000", "34000", "GBP", "hour", "£29,000 an hour cannot be right. Is it a year?"),
        ("180", "220", "EUR", "year", "€180 a year cannot be right. Is it a day?"),
        ("45000", "52000", "USD", "month", None),
        ("450000", "520000", "USD", "month", "US$450,000 a month cannot be right. Check the amount"),
        ("28000", "34000", "GBP", "day", "£28,000 a day cannot be right. Is it a year?"),
    ],
)
def test_absurd_pay_is_stopped_with_a_better_guess(low, high, currency, period, message):
    listing = written(
        pay_model="salary", pay_min=Decimal(low), pay_max=Decimal(high), currency=currency, pay_period=period
    )

    assert messages(listing, hard=True) == [message] if message else not messages(listing, hard=True)


@pytest.mark.parametrize(
    ("low", "high", "currency", "period"),
    [
        ("24000", "28000", "GBP", "year"), ("12.60", "14", "GBP", "hour"), ("300000", "420000", "NGN", "month"),
        ("4000000", "6000000", "JPY", "year"), ("9000000", "12000000", "HUF", "year"), ("600000", "900000", "INR", "year"),
        ("350", "500", "EUR", "day"), ("520", "520", "EUR", "month"), ("180000", "260000", "USD", "year"),
        ("50", "80", "GBP", "piece"), ("5000", "9000", "USD", "project"), ("30000", "60000", "KES", "month"),
    ],
)  # fmt: skip
def test_real_pay_is_left_alone(low, high, currency, period):
    listing = written(
        pay_model="salary", pay_min=Decimal(low), pay_max=Decimal(high), currency=currency, pay_period=period
    )

    assert messages(listing, hard=True) == []


def test_a_very_wide_range_is_told_although_it_is_explained():
    wide = {"pay_model": "salary", "pay_min": Decimal(20_000), "currency": "GBP", "pay_period": "year"}

    far = messages(written(pay_max=Decimal(65_000), pay_note="By level", **wide), field="pay_min")
    near = messages(written(pay_max=Decimal(30_000), pay_note="By level", **wide), field="pay_min")

    assert (far, near) == (["Narrow the range, or post one listing for each level"], [])


# What should not be asked


@pytest.mark.parametrize(
    "text",
    ["Send your CV with current and expected salary", "State your current salary", "include your salary history",
     "What do you currently earn?", "Current CTC:", "Tell us your last salary", "Attach a full salary history",
     "Share your previous compensation"],
)  # fmt: skip
def test_earlier_pay_may_not_be_asked(text):
    assert "Do not ask what people earned before. You may ask what they hope for" in messages(
        written(questions=[text]), field="question_1", hard=True
    )


@pytest.mark.parametrize(
    "text",
    ["What pay do you hope for?", "State your salary expectations", "We never ask for your salary history",
     "Our current salary bands are public", "Do not send your current salary", "Current salary range £24,000 to £28,000",
     "Salary reviewed every year", "The last salary round was in May"],
)  # fmt: skip
def test_talk_of_pay_is_not_a_question_about_it(text):
    assert not any("earned before" in message for message in messages(written(questions=[text])))


@pytest.mark.parametrize(
    "text",
    ["The first step is an unpaid trial day", "a free test project", "Trial shift unpaid", "An unpaid two week trial period",
     "non-paid probation period"],
)  # fmt: skip
def test_trial_work_is_paid(text):
    assert said(text) == ["Pay for trial work, or take it out"]


@pytest.mark.parametrize(
    "text",
    ["A paid trial day", "No unpaid trial work", "We never ask for free trial work", "You set up free trials for customers",
     "a test of under an hour", "Free training every month", "a trial task, paid by the hour", "free of charge"],
)  # fmt: skip
def test_other_trials_are_fine(text):
    assert "Pay for trial work, or take it out" not in messages(written(text))


@pytest.mark.parametrize(
    "text",
    ["Get paid to like videos", "Earn $30 for following accounts", "You are paid per like: money for likes",
     "earn money by watching videos", "get cash for positive reviews"],
)  # fmt: skip
def test_paying_for_likes_is_told(text):
    assert said(text) == ["Say what is made, if it is more than likes, follows or reviews"]


@pytest.mark.parametrize(
    "text",
    ["Duties include but are not limited to the following", "You grow followers and likes", "We are backed by companies like X",
     "You follow trends and watch videos", "Paid social and organic posts", "Money for training", "You review posts before they go out",
     "Reports on follows and likes"],
)  # fmt: skip
def test_work_with_likes_is_work(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "level", "field"),
    [
        ("At least 15 years of experience in social media", "senior", "description"),
        ("3+ years of experience", "entry", "level"),
        ("5 years' relevant experience", "entry", "level"),
        ("We want somebody with 5 years of experience", "entry", "level"),
        ("5 years of experience", "mid", None),
        ("up to 1 year of experience", "entry", None),
        ("With over 20 years of experience we know the field", "mid", None),
        ("Our team has 40 years of combined experience", "entry", None),
        ("10 years of experience", "senior", None),
        ("We are 15 years old", "entry", None),
        ("You experience 12 years of growth", "mid", None),
        ("a two-year contract", "entry", None),
        ("an experience of 12 hours", "mid", None),
    ],
)
def test_years_fit_the_level_and_are_not_too_many(text, level, field):
    hints = [hint for hint in quality.hints(written(text, level=level)) if "years" in hint.message]

    assert [hint.field for hint in hints] == [field] * bool(field)


def test_a_long_list_of_extras_is_told(vocabulary):
    skills = list(Skill.objects.all()[:11])

    assert messages(written(skills=skills), field="skills_nice") == ["Keep at most 10 of the 11 extra skills"]
    assert messages(written(skills=skills[:10]), field="skills_nice") == []


# Words


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("We want a rockstar", "Name the skill instead of “rockstar”"),
        ("a social media ninja", "Name the skill instead of “ninja”"),
        ("SEO guru wanted", "Name the skill instead of “guru”"),
        ("a spreadsheet wizard", "Name the skill instead of “wizard”"),
        ("our next unicorn", "Name the skill instead of “unicorn”"),
        ("hustlers welcome", "Name the skill instead of “hustlers”"),
        ("We work hard and play hard", "Say what a normal week is like instead of “work hard and play hard”"),
        (
            "Join our young, dynamic team",
            "Say what people should be able to do instead of “young, dynamic team”",
        ),
        ("You are a digital native", "Say what people should be able to do instead of “digital native”"),
        (
            "native English speaker",
            "Name the level you need instead of “native English speaker”, such as fluent or C1",
        ),
        ("He/she plans the week", "Write “you” instead of “He/she”"),
        ("He will plan the week", "Write “you” instead of “He will”"),
        ("Females only", "Say what the work needs instead of “Females only”"),
        ("Gender: male", "Say what the work needs instead of “Gender: male”"),
    ],
)
def test_words_that_put_people_off_get_a_better_one_and_a_reason(text, begins):
    hints = [hint for hint in quality.hints(written(text)) if hint.message == begins]

    assert [(hint.field, hint.hard, bool(hint.reason)) for hint in hints] == [("description", False, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Rockstar Games is a client", "We are not looking for rockstars", "Ninja Kitchen recipes", "works in Gurugram",
        "the setup wizard of our app", "clients are unicorn startups", "a side hustle is fine", "hard work and a playful tone",
        "a young company", "an audience of young people", "native ads and native content", "React Native and cloud native",
        "lessons for non-native speakers", "Native American communities", "she said it well", "women-owned business",
        "a network for women who code", "Gender: any", "all genders", "the men's collection", "fans aged 18 to 24",
        "the female health market", "They will plan the week",
    ],
)  # fmt: skip
def test_the_same_words_in_another_sense_are_left_alone(text):
    assert said(text) == []


# The whole text


def test_a_good_text_is_only_told_to_say_more():
    assert messages(written()) == [f"Say more: {len(written().description.replace('#', '').replace('- ', '').split())} words so far. Aim for 150 to 400"]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "begins"), [(60, "Say more"), (149, "Say more"), (401, "Say less"), (900, "Say less")]
)
def test_texts_aim_for_150_to_400_words(words, begins):
    listing = written()
    listing.write(title=listing.title, description="word " * words)

    assert f"{begins}: {words} words so far. Aim for 150 to 400" in messages(listing)


@pytest.mark.parametrize("words", [0, 19, 150, 400])
def test_and_are_left_alone_within_it(words):
    listing = written()
    listing.write(title=listing.title, description="word " * words)

    assert not any("words so far" in message for message in messages(listing))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Plan posts every week. " * 8, "Say what they bring and what you offer"),
        ("You will plan posts. You bring good writing. " * 4, "Say what you offer"),
        ("You will plan posts. We offer a pension. " * 4, "Say what they bring"),
        ("You will plan. You bring writing. We offer a pension. " * 4, None),
        ("Responsibilities: plan. Requirements: writing. Benefits: pension. " * 4, None),
        ("Short.", None),
    ],
)
def test_the_three_parts_are_looked_for(text, message):
    listing = written()
    listing.write(title=listing.title, description=text.replace("Plan posts", "The work: plan posts"))

    found = [hint for hint in messages(listing) if hint.startswith("Say what ")]

    assert found == ([message] if message else [])


def test_the_boss_is_named():
    listing = written()
    listing.write(title=listing.title, description="You will plan posts for our accounts every week. " * 3)

    assert "Say who the person reports to" in messages(listing)
    assert "Say who the person reports to" not in messages(written())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("WE ARE LOOKING FOR PEOPLE WHO LOVE TO WRITE POSTS", "Write sentences in normal letters"),
        ("Apply now!!", "One full stop does it"),
        ("WHAT YOU WILL DO", None),
        ("SEO, SEM, PPC, CRM, CMS, UGC", None),
        ("Great!", None),
        ("We use HTML and CSS and SQL", None),
        ("Write ALT text", None),
    ],
)
def test_shouting_is_told(text, message):
    assert said(text) == ([message] if message else [])


# Where it is said


def test_hard_hints_stop_a_listing_and_advice_does_not(client):
    nadia = make.user()
    client.force_login(nadia)
    stopped = make.listing(nadia, description=make.DESCRIPTION + " Call 020 7946 0123.")
    advised = make.listing(nadia, description=make.DESCRIPTION + " We want a rockstar.")

    for listing in (stopped, advised):
        client.post(reverse("submit", args=[listing.pk]))

    assert PHONE in [hint.message for hint in readiness.problems(stopped)]
    assert [Listing.objects.get(pk=listing.pk).status for listing in (stopped, advised)] == [
        "draft",
        "in-review",
    ]


def test_the_preview_says_what_stops_it_and_gives_tips_with_reasons(client):
    nadia = make.user()
    client.force_login(nadia)
    listing = make.listing(nadia, description=make.DESCRIPTION + " Call 020 7946 0123. We want a rockstar.")

    shown = client.get(reverse("preview", args=[listing.pk])).content.decode()

    form = reverse("edit_listing", args=[listing.pk])
    assert f'<a href="{form}#id_description">{PHONE}</a>' in shown
    assert "“020 7946 0123”" in shown
    assert "Name the skill instead of “rockstar”" in shown
    assert "Nobody searches for it" in shown
    assert "Send for review" not in shown
    assert (
        shown.index("Before you can send it")
        < shown.index("Tips, with reasons")
        < shown.index("Will search engines")
    )


def test_every_hint_leads_to_a_field_of_the_form(client):
    nadia = make.user()
    client.force_login(nadia)
    listing = make.listing(
        nadia, title="EDITOR", role=None, description="Telegram: @acme_hr", skills=[], level="", work_mode="", countries=[],
        contract="", hours="", pay_model="", pay_min=None, pay_max=None, currency="", pay_period="", apply_by="",
    )  # fmt: skip

    preview = client.get(reverse("preview", args=[listing.pk])).content.decode()
    form = client.get(reverse("edit_listing", args=[listing.pk])).content.decode()

    fields = set(re.findall(rf'href="{reverse("edit_listing", args=[listing.pk])}#(id_\w+)"', preview))
    assert {"id_title", "id_level", "id_work_mode", "id_description", "id_pay_min", "id_apply_by"} <= fields
    assert [field for field in fields if f'id="{field}"' not in form] == []


def test_what_cannot_be_changed_any_more_has_no_hints(client):
    nadia = make.user()
    client.force_login(nadia)
    listing = make.waiting_listing(nadia)

    assert "Tips, with reasons" not in client.get(reverse("preview", args=[listing.pk])).content.decode()


def test_staff_see_every_hint_with_the_words_that_set_it_off(client):
    client.force_login(make.staff())
    listing = make.waiting_listing(
        description=make.DESCRIPTION + " Telegram: @acme_hr. We want a <b>ninja</b>."
    )

    shown = client.get(reverse("admin:review_listing", args=[listing.pk])).content.decode()

    assert "“Telegram: @acme_hr”" in shown
    assert "Stops it" in shown
    assert "Name the skill instead of “ninja”" in shown


def test_words_of_a_listing_are_escaped_where_they_are_quoted(client):
    client.force_login(make.staff())
    listing = make.waiting_listing(description=make.DESCRIPTION + "\n\n<insert <script>alert(1)</script>")

    shown = client.get(reverse("admin:review_listing", args=[listing.pk])).content.decode()

    assert "<script>alert(1)" not in shown


# Any text at all


class AnyText(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(title=st.text(max_size=200), text=st.text(max_size=2_000), note=st.text(max_size=300))
    def test_hints_are_found_in_any_text(self, title, text, note):
        listing = written(text, title=title, pay_note=note, questions=[text[:100]])

        hints = quality.hints(listing)

        assert all(isinstance(hint, Hint) and hint.message and (hint.hard or hint.reason) for hint in hints)
        assert [hint.hard for hint in hints] == sorted((hint.hard for hint in hints), reverse=True)


NASTY = [
    "a", "1", "1 ", "0 ", "+", "(", "((0", "a.", "a@", "@", "a@a.", "x [at] ", "[", "[your ", "{{", "<insert ", "A ", "AAAA ",
    "XX ", "young ", "young, fun ", "http://", "https://a", "paid a ", "paid to like ", "dm ", "call us ", "report ", "state your ",
    "not ", "no ", "12 years of a b ", "# a\n", "- \n", "#", "\n", " ", "\u00a0", "a-b.", "1-", "native ", "free a b ", "!",
]  # fmt: skip


@pytest.mark.parametrize("piece", NASTY)
def test_long_texts_of_any_kind_are_read(piece):
    """A pattern that goes astray in one of these never comes back."""
    listing = written()
    listing.write(title=(piece * 200)[:200], description=(piece * 20_000)[:20_000])

    assert isinstance(quality.hints(listing), list)
