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
from candidates.models import Candidate
from candidates.ticks import Ticks
from listings import search
from listings.search.query import SearchQuery, Unwanted
from roles.finding import find_skills_named
from roles.matching import WISHES, Fit
from roles.models import Platform, Skill

COMMON = 6
MOST_GAINS = 5


@dataclass(frozen=True)
class Gain:
    """One more skill: how many listings and roles it opens, and the address that shows it."""

    skill: Skill
    listings: int
    roles: int
    address: str


def read_ticks(request: HttpRequest) -> Ticks:
    params = request.POST if request.method == "POST" else request.GET
    platforms = [platform.slug for platform in Platform.objects.current()]
    ticks = Ticks.read(params, catalogue().skills, platforms)
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
    """All skills by group, those that most listings ask for first. Without JavaScript a typed word is looked up."""
    ticks, typed = read_ticks(request), request.GET.get("find", "").strip()[:100]
    asked_for = search.search(SearchQuery()).counts["skill"]
    hits = find_skills_named(typed) if typed else []
    groups = []
    for group in catalogue().groups:
        of_group = sorted(group.skills.all(), key=lambda skill: (-asked_for.get(skill.slug, 0), skill.name))
        shown = [
            skill for place, skill in enumerate(of_group) if place < COMMON or skill.slug in ticks.skills
        ]
        groups.append((group, shown, [skill for skill in of_group if skill not in shown]))
    context = {"ticks": ticks, "typed": typed, "hits": hits, "groups": groups, "step": 2}
    return render(request, "candidates/skills.html", context)


@login_not_required
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    context = {"ticks": read_ticks(request), "wishes": WISHES.items(), "step": 3}
    return render(request, "candidates/wishes.html", context)


@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    ticks, roles = read_ticks(request), catalogue()
    if not ticks.all_skills:
        return render(request, "candidates/nothing.html", {"ticks": ticks, "starters": starters()})
    fits = roles.fits(ticks.all_skills, ticks.platforms, ticks.wishes)
    reach = SearchQuery(have=ticks.all_skills, fit="reach")
    board = request.live_counts = search.search(SearchQuery(), request.unwanted)
    context = {
        "ticks": ticks,
        "fits": roles.best(fits),
        "strong": sum(fit.kind == "strong" for fit in fits),
        "good": sum(fit.kind == "good" for fit in fits),
        "moved": moved_by_plus(ticks, fits) if ticks.plus else set(),
        "plus": roles.skills.get(ticks.plus),
        "balance": roles.balance(ticks.all_skills),
        "reached": search.total(reach, request.unwanted),
        "reach_address": reach.address(reverse("board")),
        "alert_address": reach.address(reverse("new_alert")),
        "gains": gains(ticks, fits, request.unwanted),
        "board": board,
        "wishes": [WISHES[wish] for wish in ticks.wishes],
    }
    return render(request, "candidates/results.html", context)


def moved_by_plus(ticks: Ticks, fits: list[Fit]) -> set[str]:
    return catalogue().moved_up(catalogue().fits(ticks.skills, ticks.platforms, ticks.wishes), fits)


def starters() -> list[Skill]:
    """The skills that most listings ask for today."""
    asked_for = search.search(SearchQuery()).counts["skill"]
    return [catalogue().skills[slug] for slug in asked_for.top(COMMON)]


def gains(ticks: Ticks, fits: list[Fit], unwanted: Unwanted) -> list[Gain]:
    """The skills that open the most listings, with how many roles they move up."""
    roles, have = catalogue(), ticks.all_skills
    found = search.gains(SearchQuery(have=have), unwanted)
    return [
        Gain(
            skill=roles.skills[slug],
            listings=found[slug],
            roles=len(roles.moved_up(fits, roles.fits([*have, slug], ticks.platforms, ticks.wishes))),
            address=ticks.thinking_of(slug).address("match_results"),
        )
        for slug in found.top(MOST_GAINS)
    ]


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
