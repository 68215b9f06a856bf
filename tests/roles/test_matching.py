"""From skills to roles, as the match promises it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.matching import MOST_ROLES, WISHES, Catalogue
from roles.models import Skill

pytestmark = pytest.mark.django_db
RANDOM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def catalogue():
    return Catalogue.read()


# Twelve people with what they can do, and the role that should come first.
PEOPLE = [
    (["customer-support", "empathy", "written-communication", "complaint-handling"], "social-support-agent", 4),
    (["html", "css", "javascript"], "front-end-developer", 3),
    (["google-ads", "meta-ads", "spreadsheets", "ab-testing"], "paid-social-specialist", 3),
    (["content-moderation", "community-management", "event-hosting", "discord-administration"], "community-manager", 3),
    (["interviewing", "written-communication", "proofreading", "storytelling", "scriptwriting"], "podcast-producer", 2),
]  # fmt: skip


@pytest.mark.parametrize(("have", "role", "held"), PEOPLE)
def test_the_role_that_a_person_would_name_comes_among_the_first(catalogue, have, role, held):
    first = catalogue.fits(have)[:3]

    assert (role, held) in [(fit.role.slug, fit.held) for fit in first]


def test_any_single_known_skill_gives_at_least_one_role(catalogue):
    without = [slug for slug in Skill.objects.values_list("slug", flat=True) if not catalogue.fits([slug])]

    assert without == []


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


def test_what_is_shown_spans_two_categories_and_is_a_dozen_at_most(catalogue):
    for slug in catalogue.skills:
        fits = catalogue.fits([slug])
        best = catalogue.best(fits)

        assert len(best) <= MOST_ROLES
        if len({fit.role.category_id for fit in fits}) > 1:
            assert len({fit.role.category_id for fit in best}) > 1


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
