"""Guides: every page is there, says what it may say, and lists what is open."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from roles.models import Category, Platform, Role, Skill
from roles.templatetags.roles import month_words
from tests import make

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "roles" / "data"


def words(name: str) -> list[dict]:
    return json.loads((DATA / f"{name}.json").read_text())[name]


def uncertain_facts() -> list[tuple[str, str]]:
    return [
        (platform["slug"], fact.get("field", fact.get("format")))
        for platform in words("platforms")
        for fact in [*platform["text_limits"], *platform["media"]]
        if fact["confidence"] == "uncertain"
    ]


@pytest.mark.parametrize("slug", [category["slug"] for category in words("categories")])
def test_every_category_has_its_guide_with_the_caution_before_the_steps(client, slug):
    shown = client.get(reverse("category", args=[slug])).content.decode()

    assert shown.index("Be careful:") < shown.index("First steps")


def test_every_role_has_its_page_and_says_what_is_good_to_know_before_all_else(client):
    pages = [client.get(role.get_absolute_url()) for role in Role.objects.select_related("category")]

    assert len(pages) == 48
    for page in pages:
        shown = page.content.decode()
        assert shown.index("Good to know:") < shown.index("The odds") < shown.index("Ways in")


def test_every_skill_has_its_page(client):
    pages = [client.get(skill.get_absolute_url()) for skill in Skill.objects.all()[::4]]

    assert {page.status_code for page in pages} == {200}


def test_a_role_under_the_wrong_category_leads_to_the_right_one(client):
    response = client.get("/careers/misc/paid-social-specialist/")

    assert (response.status_code, response.url) == (301, "/careers/marketing/paid-social-specialist/")


def test_a_role_names_the_skills_it_shares_with_its_neighbours(client):
    role = Role.objects.for_guide().get(slug="content-creator")

    shown = client.get(role.get_absolute_url()).content.decode()

    assert all(link.shared_skills for link in role.links.all())
    assert "You already use" in shown


def test_measured_work_modes_come_with_sample_source_and_period(client):
    shown = client.get("/careers/influencer/brand-ambassador/").content.decode()

    assert "1,512 measured adverts" in shown
    assert "jobright-ai/2025-Marketing-New-Grad, August 2024 to January 2026" in shown


def test_a_fresh_site_quotes_the_shares_that_ship_with_it(client):
    shown = client.get("/careers/social-media/social-media-manager/", follow=True).content.decode()

    assert "Skills found in the words of 53 adverts for this role" in shown
    assert "English adverts from twelve public collections" in shown


@pytest.mark.parametrize("page", ["category", "role", "skill", "platform"])
def test_a_guide_lists_what_is_open_and_counts_it(client, page):
    make.live_listing(title="Open one", role="social-copywriter", skills=["seo"], platforms=["x"])
    make.listing(title="Draft one", role="social-copywriter", skills=["seo"], platforms=["x"])
    thing = {
        "category": Category.objects.get(slug="marketing"),
        "role": Role.objects.get(slug="social-copywriter"),
        "skill": Skill.objects.get(slug="seo"),
        "platform": Platform.objects.get(slug="x"),
    }[page]

    shown = client.get(thing.get_absolute_url()).content.decode()

    assert "Open one" in shown
    assert "Draft one" not in shown
    assert "Open now: 1" in shown


@pytest.mark.parametrize(
    ("page", "near"),
    [
        ("/careers/marketing/", ["data-analyst"]),
        ("/careers/marketing/social-media-analyst/", ["data-analyst"]),
        ("/skills/sql/", ["data-analyst"]),
        ("/platforms/x/", ["customer-experience-analyst"]),
    ],
)
def test_a_guide_without_an_open_listing_names_near_roles_that_have_some_and_offers_an_alert(
    client, page, near
):
    make.live_listing(role="data-analyst"), make.live_listing(role="customer-experience-analyst")
    make.listing(role="social-copywriter")

    shown = client.get(page).content.decode()

    for slug in near:
        assert f'href="/listings/?role={slug}">1 open' in shown
    assert 'href="/listings/?role=social-copywriter">' not in shown
    assert "Email me when one opens" in shown


def test_a_guide_on_a_board_without_listings_offers_the_alert_alone(client):
    shown = client.get("/careers/marketing/").content.decode()

    assert "No listing for Marketing is open today." in shown
    assert "These roles are near" not in shown
    assert "Email me when one opens" in shown


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("customer service", ["Customer support", "Social customer care"]),
        ("SEARCH-engine optimi", ["SEO"]),
        ("zzz", []),
        ("", []),
        ("\x00%", []),
    ],
)
def test_a_typed_word_finds_the_skill_by_name_or_alias(client, typed, found):
    response = client.get(reverse("skills"), {"q": typed})

    assert [skill.name for skill in response.context["hits"]] == found


def test_a_word_for_no_skill_offers_the_listings(client):
    shown = client.get(reverse("skills"), {"q": "zzz <b>"}).content.decode()

    assert "No skill is called “zzz &lt;b&gt;”" in shown
    assert "/listings/?q=zzz%20%3Cb%3E" in shown


@pytest.mark.parametrize("slug", [platform["slug"] for platform in words("platforms")])
def test_no_uncertain_number_is_shown_on_a_platform_page(client, slug):
    platform = Platform.objects.get(slug=slug)
    sure = {fact.get("field", fact.get("format")) for fact in [*platform.sure_limits, *platform.sure_media]}

    shown = client.get(platform.get_absolute_url()).content.decode()

    assert "uncertain" not in shown
    for of, what in uncertain_facts():
        if of == slug and what not in sure:
            assert f'<th scope="row">{what.capitalize()}</th>' not in shown
    assert all(f'<th scope="row">{what[0].upper() + what[1:]}</th>' in shown for what in sure)


def test_there_are_uncertain_numbers_to_keep_back():
    assert len(uncertain_facts()) == 9


def test_two_platforms_stand_side_by_side(client):
    shown = client.get("/platforms/compare/?a=tiktok&b=x").content.decode()

    assert "TikTok and X" in shown
    assert "280 weighted characters" in shown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=tiktok&b=nothing", "We do not know the platform “nothing”"),
        ("a=x&b=x", "That is the same platform twice"),
        ("a=" + "y" * 5000, "so it was left out"),
        ("a=tiktok&a=x", "Compare two platforms"),
        ("a=%00&b=%ff", "Compare two platforms"),
        ("", "Compare two platforms"),
    ],
)
def test_what_cannot_be_compared_is_said(client, query, said):
    response = client.get(f"/platforms/compare/?{query}")

    assert response.status_code == 200
    assert said in response.content.decode()


def test_what_is_retired_keeps_its_page_but_is_offered_no_more(client):
    Skill.objects.filter(slug="obs-studio").update(retired=True)
    Role.objects.filter(slug="podcast-producer").update(retired=True)

    assert client.get("/skills/obs-studio/").status_code == 200
    assert "/skills/obs-studio/" not in client.get("/skills/").content.decode()
    assert "podcast-producer" not in client.get("/careers/influencer/").content.decode()


@pytest.mark.parametrize(
    "path", ["/careers/nothing/", "/careers/marketing/nothing/", "/skills/nothing/", "/platforms/nothing/"]
)
def test_what_is_not_in_the_taxonomy_is_no_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("month", "said"), [("2026-11", "November 2026"), ("soon", "soon")])
def test_months_are_said_in_words(month, said):
    assert month_words(month) == said


PAGES = {
    "/careers/": 3,
    "/careers/marketing/": 12,
    # One that is measured, and one that is not.
    "/careers/marketing/social-copywriter/": 16,
    "/careers/marketing/seo-specialist/": 14,
    "/skills/": 3,
    "/skills/seo/": 12,
    "/platforms/": 2,
    "/platforms/x/": 8,
    "/careers/compare/?a=social-copywriter&b=growth-marketer": 6,
    "/platforms/practice/": 1,
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("rows", [1, 3])
def test_guides_ask_the_same_number_of_questions_for_any_number_of_listings(
    client, assert_questions, path, rows
):
    for _ in range(rows):
        make.live_listing(role="social-copywriter", skills=["seo"], platforms=["x"])
        make.live_listing(role="seo-specialist")

    with assert_questions(PAGES[path]):
        client.get(path)


def test_two_roles_stand_side_by_side_with_what_they_share(client):
    shown = client.get("/careers/compare/?a=data-analyst&b=social-media-analyst").content.decode()

    assert "Data analyst and Social media analyst" in shown
    assert "Both use" in shown
    assert "data analysis" in shown


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Compare two roles"),
        ("a=nonsense&b=data-analyst", "We do not know the role “nonsense”"),
        ("a=data-analyst&b=data-analyst", "That is the same role twice"),
    ],
)
def test_roles_that_cannot_be_compared_are_said(client, query, said):
    response = client.get(f"/careers/compare/?{query}")

    assert (response.status_code, said in response.content.decode()) == (200, True)
