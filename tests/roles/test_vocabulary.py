from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from roles import vocabulary
from roles.models import Category, Role, RoleLink, RoleSkill, Skill

pytestmark = pytest.mark.django_db


def test_the_taxonomy_has_its_five_categories_in_order():
    slugs = list(Category.objects.values_list("slug", flat=True))

    assert slugs == ["influencer", "developer", "marketing", "customer-success", "misc"]


def test_loading_again_changes_and_doubles_nothing():
    before = [model.objects.count() for model in (Category, Role, Skill, RoleSkill, RoleLink)]

    counts = vocabulary.load()

    assert counts == {"categories": 5, "skills": 199, "platforms": 16, "roles": 48}
    assert [model.objects.count() for model in (Category, Role, Skill, RoleSkill, RoleLink)] == before


def test_loading_brings_words_up_to_date_and_keeps_what_was_retired():
    Skill.objects.filter(slug="seo").update(name="Old name", retired=True)

    vocabulary.load()

    skill = Skill.objects.get(slug="seo")
    assert (skill.name, skill.retired) == ("SEO", True)


def test_what_staff_changed_stays_when_the_site_starts_again():
    Skill.objects.filter(slug="seo").update(definition="Ours.")

    call_command("load_vocabulary", "--if-empty", stdout=StringIO())

    assert Skill.objects.get(slug="seo").definition == "Ours."


def test_a_skill_is_core_or_nice_and_a_role_leads_elsewhere():
    use = RoleSkill.objects.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleSkill.objects.create(role=use.role, skill=use.skill, kind="nice", order=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleLink.objects.create(role=use.role, to=use.role, kind="next", order=9)
