"""From skills to roles, as the match promises it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.matching import ENOUGH_ROLES, MOST_ROLES, WISHES, Catalogue
from roles.models import Role, Skill

pytestmark = pytest.mark.django_db
RANDOM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


HAVE = ["customer-support", "empathy", "written-communication", "complaint-handling"]


@pytest.fixture
def catalogue():
    return Catalogue.read()


# Twelve people with what they can do, and the role that should come first.
PEOPLE = [
    (HAVE, "social-support-agent", 4),
    (["html", "css", "javascript"], "front-end-developer", 3),
    (["google-ads", "meta-ads", "spreadsheets", "ab-testing"], "paid-social-specialist", 3),
    (["content-moderation", "community-management", "event-hosting", "discord-administration"], "community-manager", 3),
    (["interviewing", "written-communication", "proofreading", "storytelling", "scriptwriting"], "podcast-producer", 2),
]  # fmt: skip


@pytest.mark.parametrize(("have", "role", "held"), PEOPLE)
def test_the_role_that_a_person_would_name_comes_among_the_first(catalogue, have, role, held):
    first = catalogue.fits(have)[:3]

    assert (role, held) in [(fit.role.slug, fit.held) for fit in first]


def test_any_single_known_skill_gives_roles_in_two_categories_a_dozen_at_most(catalogue):
    thin = {}
    for slug in Skill.objects.current().values_list("slug", flat=True):
        shown = catalogue.best(catalogue.fits([slug]))
        categories = {fit.role.category_id for fit in shown}
        if len(categories) < 2 or not ENOUGH_ROLES <= len(shown) <= MOST_ROLES:
            thin[slug] = [fit.role.slug for fit in shown]

    assert thin == {}


def test_every_role_without_a_core_skill_says_why_it_is_shown(catalogue):
    silent = [
        (slug, fit.role.slug)
        for slug in catalogue.skills
        for fit in catalogue.best(catalogue.fits([slug]))
        if not (fit.held or fit.near or [skill.slug for skill in fit.useful] == [slug])
    ]

    assert silent == []


def test_roles_near_to_those_that_use_a_skill_come_after_them_and_name_them(catalogue):
    shown = catalogue.best(catalogue.fits(["php"]))

    assert [(fit.role.slug, fit.near and fit.near.slug) for fit in shown] == [
        ("web-developer", None),
        ("seo-specialist", "web-developer"),
        ("front-end-developer", "web-developer"),
        ("back-end-developer", "web-developer"),
    ]
    assert [skill.slug for skill in shown[0].useful] == ["php"]


def test_a_retired_role_is_near_to_nothing():
    Role.objects.filter(slug="seo-specialist").update(retired=True)

    shown = Catalogue.read().best(Catalogue.read().fits(["php"]))

    assert "seo-specialist" not in [fit.role.slug for fit in shown]


def test_regular_hours_are_those_of_the_roles_that_are_said_to_have_them(catalogue):
    plain = catalogue.fits(HAVE)
    last = [fit.role.slug for fit in plain if fit.kind == "stretch"][-1]

    wished = catalogue.fits(HAVE, wishes=["regular"], regular={last})

    assert next(fit.role.slug for fit in wished if fit.kind == "stretch") == last
    assert {fit.role.slug for fit in wished} == {fit.role.slug for fit in plain}


def test_unknown_skills_are_nothing(catalogue):
    assert catalogue.fits(["no-such-skill"]) == []


def skills():
    return st.lists(
        st.sampled_from(sorted(Skill.objects.values_list("slug", flat=True))), unique=True, max_size=12
    )


@given(data=st.data())
@RANDOM
def test_the_same_ticks_give_the_same_answer_in_any_order(catalogue, data):
    have = data.draw(skills())
    again = data.draw(st.permutations(have))

    assert [f.role.slug for f in catalogue.fits(have)] == [f.role.slug for f in catalogue.fits(again)]


@given(data=st.data())
@RANDOM
def test_one_more_skill_never_lowers_what_is_held_of_a_role(catalogue, data):
    have = data.draw(skills())
    more = [*have, data.draw(st.sampled_from(sorted(catalogue.skills)))]
    before = {fit.role.slug: fit.held for fit in catalogue.fits(have)}

    after = {fit.role.slug: fit.held for fit in catalogue.fits(more)}

    assert all(after[role] >= held for role, held in before.items())


@given(data=st.data())
@RANDOM
def test_wishes_leave_no_role_out(catalogue, data):
    have, wishes = data.draw(skills()), data.draw(st.sets(st.sampled_from(sorted(WISHES))))

    assert {f.role.slug for f in catalogue.fits(have, wishes=wishes)} == {
        f.role.slug for f in catalogue.fits(have)
    }


def test_who_has_a_tool_has_part_of_the_skill_it_belongs_to(catalogue):
    tool = next(slug for slug, broader in catalogue.broader.items() if broader)

    assert (
        catalogue.credit(catalogue.broader[tool], {tool})
        > catalogue.credit(tool, {catalogue.broader[tool]})
        > 0
    )


def test_every_developer_role_reaches_another_category_in_two_links(catalogue):
    roles = {role.slug: role for role in catalogue.roles}
    near = {slug: [link.to.slug for link in role.links.all()] for slug, role in roles.items()}
    for slug, role in roles.items():
        if role.category.slug == "developer":
            two = {further for nearby in near[slug] for further in [nearby, *near[nearby]]}
            assert any(roles[other].category.slug != "developer" for other in two), slug


def test_each_marketing_role_has_at_least_one_data_skill(catalogue):
    data = {skill.slug for skill in catalogue.skills.values() if skill.group.slug == "data"}
    for role in catalogue.roles:
        if role.category.slug == "marketing":
            assert data & {skill.slug for skill in [*role.core_skills, *role.nice_skills]}, role


def test_a_match_always_shows_the_balance_of_all_groups(catalogue):
    balance = {group.slug: number for group, number in catalogue.balance(["seo", "sql", "html"])}

    assert len(balance) == 8
    assert sum(balance.values()) == 3
