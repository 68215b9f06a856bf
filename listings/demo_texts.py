"""What the demo employer's listings say: four roles of a small agency for garden shops."""

from dataclasses import dataclass, field
from typing import Any

ANSWERS = {
    "on_camera": "no", "own_account": "no", "weekend_rota": "no", "distressing_content": "no",
    "trial_task": "no", "likeness_rights": "no", "portfolio_use": "yes",
}  # fmt: skip


WE_OFFER = (
    "\n\n## We offer\n\n"
    "- 28 days of paid holiday beside the public ones, and a pension to which we add six percent.\n"
    "- Two days each season for training that you choose, paid by us.\n"
    "- A laptop and a phone for work, so that no shop ever has your own number.\n"
    "- A talk every month about how it goes, and about pay once a year.\n"
    "- Plants from all three shops at the price they pay themselves."
)


@dataclass(frozen=True)
class Words:
    title: str
    role: str
    text: str
    required: tuple[str, ...]
    nice: tuple[str, ...]
    platforms: tuple[str, ...]
    facts: dict[str, Any]
    answers: dict[str, str] = field(default_factory=dict)
    questions: tuple[tuple[str, str], ...] = ()


COMMUNITY = Words(
    "Community manager, garden shops",
    "community-manager",
    "Three family garden shops trust us with their accounts. You are the person their customers talk to.\n\n"
    "## What you will do\n\n"
    "- Answer comments and messages within two hours on working days.\n"
    "- Plan a week of posts with each shop, by phone, every Thursday.\n"
    "- Collect the questions that come up and turn the best ones into posts.\n"
    "- Say each month what people asked for, in one page the shops can act on.\n\n"
    "## How we work\n\n"
    "We are four people in one room above a seed shop. Nobody answers messages after six. "
    "Hard conversations are shared: you can always hand one over. You report to Nadia, who founded the agency. "
    "You are calm with cross people, and you know when to pick up the phone instead." + WE_OFFER,
    ("community-management", "copywriting"),
    ("canva", "de-escalation", "content-calendar"),
    ("instagram", "tiktok"),
    {"work_mode": "hybrid", "days_on_site": 2, "level": "mid", "pay_min": 27_000, "pay_max": 33_000},
    ANSWERS | {"weekend_rota": "on-a-rota", "distressing_content": "sometimes", "trial_task": "yes-paid"},
    (("Tell us about a comment you are glad you answered.", "text"),),
)
VIDEO = Words(
    "Short video editor",
    "creator-video-editor",
    "Gardeners film on their phones and send us what they have. You make it a video that people watch to the end.\n\n"
    "## What you will do\n\n"
    "- Cut four to six short videos a week, from 15 to 60 seconds.\n"
    "- Write the first line on screen, and subtitles for all of it.\n"
    "- Tell the gardeners what to film next time, with an example.\n"
    "- Look at where people stop watching, and try something else.\n\n"
    "## How we work\n\n"
    "Every video has a brief and two rounds of changes. Licences for software and music are on us. "
    "Your name stands on the work. You report to Nadia, who founded the agency. "
    "You have cut videos that people you do not know have watched, and can say why they did. "
    "Where you work is up to you; we talk every Monday morning." + WE_OFFER,
    ("video-editing", "short-form-video"),
    ("capcut", "motion-graphics", "hook-writing"),
    ("tiktok", "youtube", "instagram"),
    {
        "work_mode": "remote", "level": "mid", "hours": "part-time", "pay_model": "hourly", "pay_min": 18,
        "pay_max": 24, "pay_period": "hour",
    },
    ANSWERS | {"trial_task": "yes-under-one-hour", "portfolio_use": "after-release"},
    (("Which short video would you have cut otherwise, and how?", "text"),),
)  # fmt: skip
PAID = Words(
    "Paid social executive",
    "paid-social-specialist",
    "Our shops sell most of their plants in ten weeks of spring. You plan the adverts that bring people in.\n\n"
    "## What you will do\n\n"
    "- Set up and look after campaigns for three shops, within budgets they agree to.\n"
    "- Test pictures and words against each other, one change at a time.\n"
    "- Report each week what was spent, what it brought and what you will change.\n\n"
    "## How we work\n\n"
    "You own the budget sheet and nobody promises results for you. A commission is paid on top each season. "
    "You report to Nadia, who founded the agency. You can explain a bad week as plainly as a good one." + WE_OFFER,
    ("paid-social", "meta-ads", "reporting"),
    ("ab-testing", "spreadsheets"),
    ("facebook", "instagram"),
    {
        "work_mode": "hybrid", "days_on_site": 1, "level": "mid", "pay_model": "salary-plus-commission",
        "pay_min": 29_000, "pay_max": 34_000,
    },
    ANSWERS,
)  # fmt: skip
ASSISTANT = Words(
    "Social media assistant, summer",
    "social-media-coordinator",
    "Our shops are busiest from May to August. You keep their calendars full and their pictures fresh.\n\n"
    "## What you will do\n\n"
    "- Schedule the posts that the team has written.\n"
    "- Visit a shop each week and take pictures of what is in flower.\n"
    "- Write captions and descriptions for people who cannot see the pictures.\n\n"
    "## How we work\n\n"
    "You sit beside our community manager, who has time for you every morning. Travel to the shops is paid. "
    "You report to her. You are curious about plants; what you do not know yet, we show you." + WE_OFFER,
    ("caption-writing", "photography"),
    ("scheduling-tools", "canva"),
    ("instagram", "pinterest"),
    {
        "work_mode": "on-site",
        "level": "entry",
        "contract": "fixed-term",
        "pay_min": 24_000,
        "pay_max": 25_500,
    },
)
