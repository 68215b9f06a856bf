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
        ("Plumber", None),
        ("", None),
    ],
)
def test_a_title_leads_to_its_role(title, role):
    found = RoleFinder.of_taxonomy().find(title)

    assert (found.slug if found else None) == role


def test_a_role_says_by_which_words_it_was_found():
    role, words = RoleFinder.of_taxonomy().explain("Senior Paid Social Exec (TikTok)")

    assert (role.slug, words) == ("paid-social-specialist", "paid social")
