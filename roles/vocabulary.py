"""Reads roles/data into the tables. Run again, it brings changed words up to date and deletes nothing."""

import json
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from roles import measuring
from roles.models import Category, Platform, Role, RoleLink, RoleSkill, Skill, SkillAlias, SkillGroup

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> dict[str, int]:
    """Load every file; answers how many rows of each kind the files hold."""
    categories = read("categories")["categories"]
    skills = read("skills")
    platforms = read("platforms")["platforms"]
    roles = read("roles")["roles"]
    save(Category, categories)
    save(SkillGroup, skills["groups"])
    load_skills(skills["skills"])
    save(Platform, platforms)
    load_roles(roles)
    load_steadier(categories)
    measuring.apply_accepted()
    measuring.load_shipped()
    return {
        "categories": len(categories),
        "skills": len(skills["skills"]),
        "platforms": len(platforms),
        "roles": len(roles),
    }


def read(name: str) -> dict:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def save(model, rows: Iterable[dict], **replace) -> None:
    """Create or update one row per slug, taking from each the values that the model has columns for."""
    columns = {field.name for field in model._meta.concrete_fields} - {"id", "slug", "retired"}
    for row in rows:
        values = {name: value for name, value in row.items() if name in columns and name not in replace}
        values |= {name: find(row) for name, find in replace.items()}
        model.objects.update_or_create(slug=row["slug"], defaults=values)


def load_skills(rows: list[dict]) -> None:
    groups = SkillGroup.objects.in_bulk(field_name="slug")
    save(Skill, rows, group=lambda row: groups[row["group"]], broader=lambda row: None)
    skills = Skill.objects.in_bulk(field_name="slug")
    for row in rows:
        if row["broader"]:
            skills[row["slug"]].broader = skills[row["broader"]]
    Skill.objects.bulk_update(skills.values(), ["broader"])
    SkillAlias.objects.bulk_create(
        (SkillAlias(skill=skills[row["slug"]], name=alias) for row in rows for alias in row["aliases"]),
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["skill"],
    )


def load_roles(rows: list[dict]) -> None:
    categories = Category.objects.in_bulk(field_name="slug")
    save(Role, rows, category=lambda row: categories[row["category"]])
    roles = Role.objects.in_bulk(field_name="slug")
    skills = Skill.objects.in_bulk(field_name="slug")
    platforms = Platform.objects.in_bulk(field_name="slug")
    RoleSkill.objects.filter(role__slug__in=[row["slug"] for row in rows]).delete()
    RoleLink.objects.filter(role__slug__in=[row["slug"] for row in rows]).delete()
    for row in rows:
        role = roles[row["slug"]]
        role.platforms.set(platforms[slug] for slug in row["platforms"])
        RoleSkill.objects.bulk_create(
            RoleSkill(role=role, skill=skills[slug], kind=kind, order=order)
            for kind in RoleSkill.Kind
            for order, slug in enumerate(row[f"{kind}_skills"])
        )
        RoleLink.objects.bulk_create(
            RoleLink(role=role, to=roles[link["role"]], kind=link["kind"], order=order)
            for order, link in enumerate(row["adjacent"])
        )


def load_steadier(rows: list[dict]) -> None:
    categories = Category.objects.in_bulk(field_name="slug")
    roles = Role.objects.in_bulk(field_name="slug")
    for row in rows:
        categories[row["slug"]].steadier.set(roles[slug] for slug in row["steadier"])
