"""Find my fit: three short steps and an answer with an address of its own. Open to everybody."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from candidates.carrying import carry
from candidates.catalogue import catalogue
from candidates.match import Match
from candidates.models import Candidate
from candidates.ticks import Ticks
from listings import search
from listings.search.query import SearchQuery
from listings.vocabulary import Level
from roles.finding import find_skills_named
from roles.matching import REGULAR, WISHES
from roles.models import Platform, Skill

COMMON = 6
# Basics that help in every category.
BASICS = ["tech-literacy", "data-analysis", "cyber-security"]
FEW = 3


@dataclass(frozen=True)
class Starter:
    skill: Skill
    address: str


def read_ticks(request: HttpRequest) -> Ticks:
    params = request.POST if request.method == "POST" else request.GET
    roles = catalogue()
    ticks = Ticks.read(params, roles.skills, roles.platforms)
    if not params and request.user.is_authenticated:
        return Ticks(
            skills=tuple(Candidate.objects.skills_of(request.user)),
            platforms=tuple(Candidate.objects.platforms_of(request.user)),
        )
    return ticks


@login_not_required
@require_safe
def platforms(request: HttpRequest) -> HttpResponse:
    context = {"ticks": read_ticks(request), "platforms": Platform.objects.current(), "step": 1}
    return render(request, "candidates/platforms.html", context)


@login_not_required
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """All skills by group, those that most listings ask for first. Without JavaScript a typed word is looked up, and a
    button unticks a skill."""
    ticks, typed = read_ticks(request), request.GET.get("find", "").strip()[:100]
    if unticked := request.GET.get("untick"):
        return redirect(ticks.without(unticked).address("match_skills"))
    asked_for = search.search(SearchQuery()).counts["skill"]
    hits = find_skills_named(typed) if typed else []
    roles, groups = catalogue(), []
    for group in roles.groups:
        of_group = sorted(group.skills.all(), key=lambda skill: (-asked_for.get(skill.slug, 0), skill.name))
        shown = [
            skill for place, skill in enumerate(of_group) if place < COMMON or skill.slug in ticks.skills
        ]
        groups.append((group, shown, [skill for skill in of_group if skill not in shown]))
    context = {
        "ticks": ticks,
        "chosen": [roles.skills[slug] for slug in ticks.skills],
        "typed": typed,
        "hits": hits,
        "groups": groups,
        "step": 2,
    }
    return render(request, "candidates/skills.html", context)


@login_not_required
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    context = {"ticks": read_ticks(request), "wishes": WISHES.items(), "regular": REGULAR, "step": 3}
    return render(request, "candidates/wishes.html", context)


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    ticks = read_ticks(request)
    if not ticks.all_skills:
        return render(request, "candidates/nothing.html", {"ticks": ticks, "starters": starters(ticks)})
    match = Match(ticks, request.unwanted)
    reach = SearchQuery(have=ticks.all_skills, fit="reach")
    board = request.live_counts = search.search(SearchQuery(), request.unwanted)
    context = {
        "ticks": ticks,
        "match": match,
        "moved": match.moved,
        "fits": match.roles.best(match.fits),
        "strong": sum(fit.kind == "strong" for fit in match.fits),
        "good": sum(fit.kind == "good" for fit in match.fits),
        "plus": match.roles.skills.get(ticks.plus),
        "reached": search.total(reach, request.unwanted),
        "reach": reach,
        "reach_address": reach.address(reverse("board")),
        "alert_address": reach.address(reverse("new_alert")),
        "entry_alert_address": reach.but(level=(Level.ENTRY,)).address(reverse("new_alert")),
        "board": board,
        "starters": starters(ticks) if len(ticks.all_skills) < FEW else [],
        "wishes": [WISHES[wish] for wish in ticks.wishes],
    }
    return render(request, "candidates/results.html", context)


def starters(ticks: Ticks) -> list[Starter]:
    """Skills to begin with: the basics, and what most listings ask for today."""
    skills, asked_for = catalogue().skills, search.search(SearchQuery()).counts["skill"]
    easy = dict.fromkeys([*BASICS, *asked_for.top(COMMON + len(ticks.all_skills))])
    fresh = [slug for slug in easy if slug in skills and slug not in ticks.all_skills]
    return [Starter(skills[slug], ticks.with_skill(slug).address("match_results")) for slug in fresh[:COMMON]]


@login_not_required
@require_POST
def save_skills(request: HttpRequest) -> HttpResponse:
    """Saved to the account; who has none is asked to make one, and nothing is ticked again."""
    ticks = read_ticks(request).settled()
    back = ticks.address("match_results")
    if request.user.is_authenticated:
        Candidate.objects.keep(request.user, ticks.skills, ticks.platforms)
        messages.success(request, "Your skills are saved. Listings now say how they fit.")
        return redirect(back)
    carry(request, ticks)
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': back})}")


@login_not_required
@require_safe
def how_matching_works(request: HttpRequest) -> HttpResponse:
    return render(request, "candidates/how.html")
