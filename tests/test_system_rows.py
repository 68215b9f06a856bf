"""What the board as a whole promises, row by row; each test has the name of its row."""

import gzip
import html
import json
import re

import pytest
from django.core import mail
from django.urls import reverse

from candidates import applying, hiring, words
from candidates.states import ENDED, Stage
from listings import lifecycle
from listings.models import Decision
from roles.matching import Catalogue
from roles.models import Category, Platform, Role, Skill, SkillGroup
from roles.vocabulary import DATA
from tests import make
from tests.reading import shown_titles

pytestmark = pytest.mark.django_db

WITHOUT_PAY = ["gifts-only", "unpaid", "commission-only", "revenue-share"]
PROMISES = re.compile(
    r"guarantee|you will (?:get|land) (?:a|the|this) job|easy money|get rich|dream job|sure to (?:get|succeed)|"
    r"chance of (?:success|being hired) (?:is|of)|become famous|earn up to|instant(?:ly)? hired",
    re.IGNORECASE,
)


def text(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def guides() -> list[str]:
    things = [*Category.objects.all(), *Role.objects.select_related("category")]
    return [thing.get_absolute_url() for thing in things]


def test_influencer_a_gifts_only_listing_never_appears_while_paid_only_is_on(client):
    for model in WITHOUT_PAY:
        make.live_listing(title=model, role="ugc-creator", pay_model=model, contract="volunteer")
    make.live_listing(title="Paid", role="ugc-creator")

    paid = client.get(reverse("board"), {"category": "influencer"})
    asked = client.get(reverse("board"), {"category": "influencer", "unpaid": "1"})

    assert shown_titles(paid) == ["Paid"]
    assert sorted(shown_titles(asked)) == sorted(["Paid", *WITHOUT_PAY])


def test_developer_every_role_reaches_another_category_in_at_most_two_links():
    near = {
        role.slug: [link.to for link in role.links.select_related("to__category")]
        for role in Role.objects.all()
    }

    stuck = [
        role.slug
        for role in Role.objects.filter(category__slug="developer")
        if all(
            to.category.slug == "developer"
            for nearby in near[role.slug]
            for to in [nearby, *near[nearby.slug]]
        )
    ]

    assert stuck == []


def test_marketing_each_role_has_at_least_one_data_skill():
    marketing = Role.objects.filter(category__slug="marketing")

    assert set(marketing.filter(skills__group__slug="data")) == set(marketing)


def test_misc_is_reached_in_one_click_from_home(client):
    assert 'href="/careers/misc/"' in client.get("/").content.decode()


def test_skills_to_careers_any_single_known_skill_returns_at_least_one_role(client):
    results = reverse("match_results")

    without = [
        slug
        for slug in Skill.objects.current().values_list("slug", flat=True)
        if "core skills" not in client.get(results, {"skill": slug}).content.decode()
    ]

    assert without == []


def test_personal_brand_and_portfolio_preview_as_public_shows_exactly_what_a_logged_out_visitor_gets(client):
    leo = make.person(handle="leo-m", about="I cut.", city="Gdańsk")
    leo.visibility |= {"city": "only-me", "links": "employers"}
    leo.save()
    leo.links.create(url="https://leo.example", code="code")
    make.piece(leo, title="Spring campaign", skills=["copywriting"])
    visitor = client.get(reverse("person", args=["leo-m"])).content.decode()

    client.force_login(leo.user)
    preview = client.get(reverse("preview_profile"), {"as": "anyone"}).content.decode()

    bar = re.compile(r'<aside class="preview-bar".*?</aside>', re.DOTALL)
    assert "Spring campaign" in visitor
    assert "Gdańsk" not in visitor
    assert bar.sub("", preview, count=1) == visitor


def test_platform_differences_no_uncertain_number_is_rendered(client):
    platforms = json.loads((DATA / "platforms.json").read_text())["platforms"]
    said = {one["slug"]: text(client.get(f"/platforms/{one['slug']}/")) for one in platforms}
    unsure = {
        (platform["slug"], f"{fact['max']:,} {fact['unit']}")
        for platform in platforms
        for fact in platform["text_limits"]
        if fact["confidence"] == "uncertain"
        and fact["max"] not in {sure["max"] for sure in platform["text_limits"] if sure is not fact}
    }

    compared = []
    for slug, number in unsure:
        other = next(one for one in said if one != slug and number not in said[one])
        page = text(client.get("/platforms/compare/", {"a": slug, "b": other}))
        compared.append((slug, number in said[slug], number in page))

    assert unsure
    assert compared == [(slug, False, False) for slug, _ in unsure]


def test_flexibility_and_remote_a_remote_listing_without_countries_cannot_be_published(client):
    member = make.user()
    listing = make.listing(member, work_mode="remote", countries=[])

    with pytest.raises(lifecycle.NotReady, match="Choose which countries"):
        lifecycle.submit(listing, by=member)

    listing.refresh_from_db()
    assert listing.status == "draft"


def test_pay_the_filter_says_how_many_listings_it_left_out_and_why(client):
    make.live_listing(pay_min=40_000, pay_max=50_000)
    for _ in range(3):
        make.live_listing(pay_model="", pay_min=None, pay_max=None)
    make.live_listing(currency="EUR")

    said = text(client.get(reverse("board"), {"pay_min": "30000"}))

    assert "3 listings without a stated yearly amount are hidden by your pay filter." in said
    assert "1 paid in other currencies is not compared." in said


def test_competitiveness_no_page_promises_success(client):
    make.live_listing()
    pages = ["/", "/listings/", "/about/", "/safety/", "/match/", "/how-matching-works/", *guides()]
    pages.append("/match/results/?skill=seo&skill=empathy")

    promising = {page: found[0] for page in pages if (found := PROMISES.search(text(client.get(page))))}

    assert promising == {}


def test_versatility_a_match_always_shows_the_balance_of_groups(client):
    groups = list(SkillGroup.objects.values_list("name", flat=True))

    for skills in (["seo"], ["empathy", "sql"], list(Catalogue.read().skills)[:40]):
        said = text(client.get(reverse("match_results"), {"skill": skills}))
        balance = said.partition("Your balance")[2].partition("Roles")[0]
        assert all(f"{group} " in balance for group in groups)


@pytest.mark.parametrize(("outcome", "reason"), [("return", "pay-unclear"), ("reject", "not-a-job")])
def test_transparency_every_decision_has_a_reason_code_and_a_note_to_the_person(client, outcome, reason):
    nadia = make.user("nadia@example.com")
    listing = make.waiting_listing(nadia)
    client.force_login(make.staff())
    decide = reverse("admin:decide_listing", args=[listing.pk, outcome])

    without = client.post(decide, {f"{outcome}-reason": ""})
    client.post(decide, {f"{outcome}-reason": reason})

    assert without.status_code == 422
    decision = Decision.objects.get()
    assert (decision.reason, bool(decision.note)) == (reason, True)
    assert [(sent.to, decision.note in sent.body) for sent in mail.outbox] == [(["nadia@example.com"], True)]


@pytest.mark.parametrize("rows", [1, 3])
def test_scale_the_list_with_all_counts_stays_in_its_budget(client, assert_questions, rows):
    for number in range(rows * 10):
        make.live_listing(title=f"Paid social executive {number}", platforms=["x"], skills=["seo", "sql"])

    with assert_questions(8):
        response = client.get(reverse("board"), {"category": "marketing"})

    assert len(gzip.compress(response.content)) < 28 * 1024


def test_platforms_are_asked_before_skills_because_knowing_them_is_the_minimum(client):
    assert Platform.objects.current().first().name in text(client.get(reverse("match")))


@pytest.mark.parametrize("ending", ["closed", "filled", "not chosen", "withdrawn", "hired", "declined"])
def test_customer_success_each_application_ends_in_a_state_that_the_candidate_can_see(client, ending):
    nadia, priya = make.user(), make.user()
    listing = make.open_listing(nadia)
    sent = make.application(listing, priya)
    kind = {"by": nadia, "message": "Thank you for your time.", "reason": "filled"}
    if ending in ("hired", "declined"):
        for stage in (Stage.SHORTLISTED, Stage.OFFERED):
            hiring.move(sent, stage, by=nadia)

    {
        "closed": lambda: hiring.close(listing, outcome="here", **kind),
        "filled": lambda: hiring.mark_filled(listing, outcome="here", **kind),
        "not chosen": lambda: hiring.move(sent, Stage.NOT_SELECTED, **kind),
        "withdrawn": lambda: applying.withdraw(sent),
        "hired": lambda: applying.accept(sent),
        "declined": lambda: applying.decline(sent),
    }[ending]()

    sent.refresh_from_db()
    client.force_login(priya)
    assert sent.stage in ENDED
    for page in (sent.get_absolute_url(), reverse("applications")):
        shown = text(client.get(page))
        assert sent.get_stage_display() in shown
        assert words.said(sent) in shown
