"""What guides claim: odds first, a week as an example, measured numbers with sample and source, nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from roles.models import Category, Role, Skill
from roles.templatetags.roles import within
from roles.work_modes import WorkModes
from tests import make
from tests.roles.test_guides import words

pytestmark = pytest.mark.django_db


def test_a_role_that_was_not_measured_says_so(client):
    assert "We have not measured adverts" in client.get("/careers/influencer/ugc-creator/").content.decode()


def test_the_odds_come_before_the_work(client):
    shown = client.get("/careers/misc/community-moderator/", follow=True).content.decode()

    assert shown.index("Good to know") < shown.index("The odds") < shown.index("What a week looks like")


def test_the_odds_of_a_role_are_counted_and_what_is_true_of_its_category_says_so(client):
    shown = client.get("/careers/marketing/growth-marketer/").content.decode()

    category = Category.objects.get(slug="marketing")
    assert f"<strong>Marketing as a whole:</strong> {category.competition}" in shown
    assert shown.index("Open today") < shown.index("Marketing as a whole")


def test_the_influencer_guide_leads_to_the_rules_on_labels_with_their_sources_and_months(client):
    guide = client.get("/careers/influencer/").content.decode()
    rules = client.get("/skills/disclosure-rules/").content.decode()

    assert '<a href="/skills/disclosure-rules/">Learn the rules on labelling paid posts.</a>' in guide
    assert "Federal Trade Commission, “Disclosures 101 for Social Media Influencers”, November 2019" in rules
    assert "The rules on labelling" not in client.get("/skills/seo/").content.decode()


def test_every_role_has_a_week_of_five_days():
    assert {len(role.week) for role in Role.objects.all()} == {5}


def test_a_week_is_told_day_by_day(client):
    shown = client.get("/careers/misc/data-analyst/").content.decode()

    assert "<dt>Monday</dt><dd>Agree what the question is" in shown
    assert "<dt>Friday</dt><dd>Present the finding" in shown


def test_a_category_measures_its_roles_together(client):
    category = Category.objects.for_guides().get(slug="influencer")

    shown = client.get(category.get_absolute_url()).content.decode()

    assert [(role.slug, role.work_modes.sample) for role in category.measured_roles] == [
        ("content-creator", 214),
        ("brand-ambassador", 1512),
        ("influencer-marketing-manager", 126),
    ]
    assert category.work_modes.sample == 1852
    assert f"{category.work_modes.on_site:.3f}" == f"{(214 * 0.61 + 1512 * 0.87 + 126 * 0.51) / 1852:.3f}"
    assert "Where the work of 1,852 measured adverts was done" in shown


def test_a_sample_below_a_hundred_is_not_quoted():
    evidence = {"sample": 99, "on_site": 1, "hybrid": 0, "remote": 0, "source": "x", "period": "x"}

    assert WorkModes.read(evidence) is None
    assert WorkModes.read(evidence | {"sample": 100}).on_site == 1


def test_the_parts_of_a_bar_follow_each_other():
    modes = WorkModes(sample=200, on_site=0.49, hybrid=0.3, remote=0.21, source="x", period="x")

    assert modes.bar == [("on-site", 0, 49.0), ("hybrid", 49.0, 30.0), ("remote", 79.0, 21.0)]


def test_a_category_counts_its_odds(client):
    make.live_listing(role="social-copywriter", level="entry", work_mode="remote")
    make.live_listing(role="growth-marketer", level="mid", published_at=timezone.now() - timedelta(days=8))
    make.live_listing(role="web-developer", level="entry")
    make.listing(role="social-copywriter", level="entry")

    shown = client.get("/careers/marketing/").content.decode()

    assert '<a href="/listings/?category=marketing">2</a>' in shown
    assert '<a href="/listings/?category=marketing&amp;level=entry">1</a>' in shown
    assert '<a href="/listings/?category=marketing&amp;mode=remote">1</a>' in shown
    assert '<a href="/listings/?category=marketing&amp;posted=7">1</a>' in shown


@pytest.mark.parametrize("slug", [category["slug"] for category in words("categories")])
def test_a_category_ends_with_its_sources_and_their_month(client, slug):
    shown = client.get(reverse("category", args=[slug])).content.decode()

    assert "Sources and date of this guide" in shown
    assert "All words were checked in November 2026." in shown


def test_who_wants_something_steadier_finds_it_by_the_data(client):
    assert "Want something steadier?" in client.get("/careers/influencer/").content.decode()

    Role.objects.filter(slug="web-developer").update(retired=True)
    shown = client.get("/careers/influencer/").content.decode()
    Category.objects.get(slug="influencer").steadier.clear()
    without = client.get("/careers/influencer/").content.decode()

    assert "social-media-coordinator/" in shown
    assert "web-developer/" not in shown
    assert "Want something steadier?" not in without


def test_a_category_shows_what_eleven_listings_pay(client):
    for _ in range(11):
        make.live_listing(role="social-copywriter", pay_min=30_000, pay_max=34_000)

    assert "median £32,000" in client.get("/careers/marketing/").content.decode()


def signed_in(client, *skills: str):
    person = make.user()
    client.force_login(person)
    if skills:
        Candidate.objects.keep(person, skills, [])
    return client


def test_who_saved_skills_reads_on_every_card_how_many_they_have(client):
    shown = signed_in(client, "copywriting", "caption-writing").get("/careers/marketing/").content.decode()

    assert shown.count("core skills</strong>") == 10
    assert "You have 2 of 6 core skills" in shown
    assert "Check my skills" not in shown


def test_a_role_says_what_is_held_and_what_to_learn_next(client):
    shown = signed_in(client, "copywriting").get("/careers/marketing/social-copywriter/").content.decode()

    assert "You have 1 of 6." in shown
    assert "Learn next:" in shown


@pytest.mark.parametrize("person", ["nobody", "somebody without skills"])
def test_who_saved_none_is_offered_to_check_them(client, person):
    if person != "nobody":
        signed_in(client)

    shown = client.get("/careers/marketing/").content.decode()

    assert "Check my skills" in shown
    assert "core skills</strong>" not in shown


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("data-analysis", "data analysis"),
        ("seo", "SEO"),
        ("ab-testing", "A/B testing"),
        ("python", "Python"),
        ("javascript", "JavaScript"),
        ("google-ads", "Google Ads"),
    ],
)
def test_a_skill_is_written_in_a_sentence_as_a_person_would(slug, said):
    assert within(Skill.objects.get(slug=slug)) == said
