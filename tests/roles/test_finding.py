"""Skills and platforms from texts: whole words, no false hits inside words."""

import pytest

from roles.finding import find_skills_named, platform_finder, skill_finder, spelled_out, wording
from roles.models import Skill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("You know SEO and search engine optimisation.", ["seo"]),
        ("museology and seoul", []),
        ("We use node.js, C++ and CI/CD daily", ["javascript", "ci-cd"]),
        ("Get some rest. We react swiftly.", []),
        ("Experience with REST, React and Swift", ["rest-apis", "react", "swift"]),
        ("A/B-testing of adverts", ["ab-testing"]),
        ("write to seo@example.com or see seo.example", []),
        ("community-management", ["community-management"]),
    ],
)
def test_skills_are_found_as_whole_words(text, skills):
    assert [skill.slug for skill in skill_finder().find(text)] == skills


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("TikTok/Instagram and Tik Tok", ["tiktok", "instagram"]),
        ("threads of yarn, pins and a snap", []),
        ("post on Threads and X (Twitter)", ["threads", "x"]),
        ("a discord between teams", []),
    ],
)
def test_platforms_are_found_by_name(text, platforms):
    assert [platform.slug for platform in platform_finder().find(text)] == platforms


def test_each_thing_says_by_which_words_it_was_found():
    found = skill_finder().find("Search Engine Optimization, then SEO")

    assert list(found.values()) == ["Search Engine Optimization"]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("You edit our first three videos.", ["video-editing"]),
        ("Managing campaigns and analysing data", ["campaign-management", "data-analysis"]),
        ("search engine optimization", ["seo"]),
        ("Reporting to the head of marketing", []),
        ("Monthly reporting", ["reporting"]),
        ("You work with product managers.", []),
        ("HTML/CSS and CI/CD", ["html", "css", "ci-cd"]),
        ("Mail jobs@seo.example or see https://css.example/html", []),
        ("We do content. Strategy is for others.", []),
    ],
)
def test_forms_of_words_count_and_other_meanings_do_not(text, skills):
    assert [skill.slug for skill in skill_finder().find(text)] == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("No coding, SEO or SQL experience is needed.", []),
        ("You need not know SQL.", []),
        ("SQL and Python are not required.", []),
        ("SQL isn't necessary.", []),
        ("Not only SQL but also Python", ["sql", "python"]),
        ("You will not be bored. You know SQL.", ["sql"]),
        ("SQL, not PHP", ["sql"]),
    ],
)
def test_what_a_sentence_says_is_not_wanted_is_not_found(text, skills):
    assert [skill.slug for skill in skill_finder().find(text)] == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("We are a platform for video editing.", []),
        ("We are looking for somebody who knows video editing.", ["video-editing"]),
        ("Pixly is an open source tool for video editing.", []),
        ("To apply, send a link to your blog posts.", []),
        ("You will receive coaching and a training budget.", []),
        ("You coach and mentor junior writers.", ["training-delivery"]),
        ("A degree in marketing, graphic design or statistics", []),
        ("A degree in arts or experience in graphic design", ["graphic-design"]),
    ],
)
def test_what_a_sentence_does_not_ask_of_its_reader_is_not_found(text, skills):
    assert [skill.slug for skill in skill_finder().find(text)] == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Lumo is hiring a copywriter.", ["copywriting"]),
        ("You work with our copywriters.", []),
        ("Managing a team of writers, UX and media relations", ["team-leadership"]),
        ("Work closely with sales and customer support", []),
        ("Experience in sales and customer support", ["customer-support", "sales"]),
    ],
)
def test_colleagues_and_other_teams_are_no_skills(text, skills):
    assert sorted(skill.slug for skill in skill_finder().find(text)) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Market and competitor analysis", ["competitor-analysis", "market-research"]),
        ("Content creation and strategy", ["content-creation", "content-strategy"]),
        ("Create clear and engaging content", ["content-creation"]),
        ("Senior management and client staff", []),
    ],
)
def test_words_are_shared_in_a_list_and_parted_by_others(text, skills):
    assert sorted(skill.slug for skill in skill_finder().find(text)) == skills


def test_below_a_heading_of_benefits_nothing_is_asked():
    advert = "Requirements\nReporting\nSEO\n\nWhat we offer\nCoaching in SQL\n\nSkills:\nNetworking"

    assert sorted(skill.slug for skill in skill_finder().find(advert)) == ["networking", "reporting", "seo"]


def test_a_wording_with_choices_stands_for_each_of_them():
    assert list(spelled_out("write|edit … blog_posts|articles")) == [
        "write … blog posts",
        "write … articles",
        "edit … blog posts",
        "edit … articles",
    ]


def test_every_wording_belongs_to_a_skill_of_the_taxonomy():
    assert wording().keys() <= set(Skill.objects.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("customer service", "customer-support"),
        ("customer service, editing videos", "customer-support"),
        ("customer service, editing videos", "video-editing"),
        ("editing videos", "video-editing"),
        ("edit videos", "video-editing"),
        ("Video editing", "video-editing"),
        ("vid", "video-editing"),
        ("writing captions", "caption-writing"),
        ("making reels", "short-form-video"),
        ("I’ve often edited videos", "video-editing"),
        ("I answer comments", "audience-engagement"),
        ("I can reply to comments", "audience-engagement"),
    ],
)
def test_a_thing_that_one_does_finds_its_skill(typed, slug):
    assert slug in [skill.slug for skill in find_skills_named(typed)]


@pytest.mark.parametrize("typed", ["", " , ", "I can", "zzz", "***"])
def test_words_for_no_skill_find_none(typed):
    assert find_skills_named(typed) == []
