"""Guides: careers, skills and platforms. Open to everybody; nothing here is changed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from roles.finding import find_skills_named
from roles.forms import PracticeForm
from roles.models import Category, Platform, Role, Skill, SkillGroup
from roles.practice import EXAMPLE, Draft, practise

COMPARED = ("a", "b")


@login_not_required
@require_safe
def careers(request: HttpRequest) -> HttpResponse:
    return render(request, "roles/careers.html", {"categories": Category.objects.for_guides()})


@login_not_required
@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Category.objects.for_guides().with_steadier(), slug=slug)
    context = {"category": found, "others": Category.objects.besides(found)}
    return render(request, "roles/category.html", context)


@login_not_required
@require_safe
def role(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    found = get_object_or_404(Role.objects.for_guide().with_measurement(), slug=slug)
    if found.category.slug != category:
        return redirect(found, permanent=True)
    return render(request, "roles/role.html", {"role": found, "category": found.category})


@login_not_required
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").replace("\0", "").strip()[:100]
    context = {
        "typed": typed,
        "hits": find_skills_named(typed) if typed else [],
        "groups": SkillGroup.objects.with_skills(),
    }
    return render(request, "roles/skills.html", context)


@login_not_required
@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Skill.objects.for_guide(), slug=slug)
    context = {
        "skill": found,
        "uses": Role.objects.uses_of(found),
        "beside": Skill.objects.often_beside(found)[:8],
    }
    return render(request, "roles/skill.html", context)


@login_not_required
@require_safe
def platforms(request: HttpRequest) -> HttpResponse:
    return render(request, "roles/platforms.html", {"platforms": Platform.objects.current()})


@login_not_required
@require_safe
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Platform, slug=slug)
    context = {"platform": found, "roles": Role.objects.on_platform(found)}
    return render(request, "roles/platform.html", context)


def pair_of(request: HttpRequest, known: dict) -> dict:
    """Two things of a kind side by side; what cannot be compared is said, and the form stays."""
    asked = {name: request.GET.get(name, "").strip() for name in COMPARED}
    chosen = {name: known.get(value) for name, value in asked.items()}
    return {
        "options": known.values(),
        "chosen": chosen,
        "unknown": [value[:40] for value in asked.values() if value and value not in known],
        "same": chosen["a"] is not None and chosen["a"] == chosen["b"],
        "pair": list(chosen.values()) if all(chosen.values()) else [],
    }


@login_not_required
@require_safe
def compare_platforms(request: HttpRequest) -> HttpResponse:
    known = {platform.slug: platform for platform in Platform.objects.current()}
    return render(request, "roles/compare.html", pair_of(request, known))


@login_not_required
@require_safe
def compare_roles(request: HttpRequest) -> HttpResponse:
    known = {role.slug: role for role in Role.objects.for_matching()}
    context = pair_of(request, known)
    if context["pair"]:
        one, other = ({*role.core_skills, *role.nice_skills} for role in context["pair"])
        context["shared"] = sorted(one & other, key=lambda skill: skill.name)
    return render(request, "roles/compare_roles.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """Count a text as each platform does.

    POST although nothing changes: in an address the text would end in logs and histories, and long ones do not fit.
    """
    form = PracticeForm(request.POST if request.method == "POST" else None)
    counted = form.is_bound and form.is_valid()
    draft = Draft(form.cleaned_data["text"] if counted else EXAMPLE)
    asked = (request.POST or request.GET).get("platform", "")
    context = {"form": form, "counted": counted, "draft": draft, **practised(draft, asked)}
    response = render(request, "roles/practice.html", context)
    if form.is_bound:
        add_never_cache_headers(response)
    return response


def practised(draft: Draft, asked: str) -> dict:
    """The text on every platform, one that was asked for first."""
    known = sorted(Platform.objects.current(), key=lambda platform: platform.slug != asked)
    answers = {platform: practise(platform, draft) for platform in known}
    results = [result for result in answers.values() if result]
    too_long = [result.platform.name for result in results if result.too_long]
    return {
        "first": next((platform for platform in known if platform.slug == asked), None),
        "unknown": asked[:40],
        "results": results,
        "unsure": [platform for platform, result in answers.items() if not result],
        "too_long": too_long,
        "fitting": len(results) - len(too_long),
    }
