"""The role that a title names."""

import pytest

from roles.titles import RoleFinder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Social Media Manager", "social-media-manager"),
        ("Senior Social Media Coordinator (Remote)", "social-media-coordinator"),
        ("Paid social exec (TikTok)", "paid-social-specialist"),
        ("Front-End Developer", "front-end-developer"),
        ("Public Relations Account Executive", "public-relations-specialist"),
        ("Manager, Social Media", "social-media-manager"),
        ("IT Specialist (Web Designer)", "product-designer"),
        ("Trust & Safety Analysts", "trust-and-safety-specialist"),
        ("Paid Social Strategist", "paid-social-specialist"),
        ("Copywriter | Instagram, TikTok", "social-copywriter"),
        ("Marketing Intern {UGC", "ugc-creator"),
        ("Plumber", None),
        ("", None),
        ("(((", None),
    ],
)
def test_a_title_leads_to_its_role(title, role):
    found = RoleFinder.of_taxonomy().find(title)

    assert (found.slug if found else None) == role


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Brand Ambassador", "Retail Brand Ambassador"),
        ("Brand Ambassador", "Brand Ambassador - Macy's"),
        ("Brand Ambassador (Students)", "Brand Ambassador (Events)"),
        ("Community Manager", "Community Manager (Apartments)"),
        ("Community Manager - Berlin", "Assistant Community Manager - Oak Lofts"),
        ("Recruitment Specialist", "Police Officer - 50K Recruitment Incentive"),
        ("Communications Specialist", "Flight Data Communications Specialist"),
    ],
)
def test_the_same_words_on_another_job_lead_nowhere(ours, theirs):
    finder = RoleFinder.of_taxonomy()

    assert finder.find(ours) is not None
    assert finder.find(theirs) is None


@pytest.mark.parametrize(
    ("title", "role", "words"),
    [
        ("Senior Paid Social Exec (TikTok)", "paid-social-specialist", "paid social"),
        ("Communities and UGC Creators", "ugc-creator", "UGC creator"),
        ("Retail Brand Ambassador", None, None),
    ],
)
def test_a_role_says_by_which_words_it_was_found(title, role, words):
    found = RoleFinder.of_taxonomy().explain(title)

    assert found == (None if role is None else (found[0], words))
    assert role is None or found[0].slug == role
