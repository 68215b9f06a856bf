"""Every page, light and dark, on a phone and a desk: no fault that an automatic checker can find."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from background import work
from candidates import applying, closing_calendar, hiring, talking
from candidates.alerting import marks
from candidates.models import Application, Candidate
from employers import logos, proving, team
from employers.secrets import hashed
from listings import relay, uploads
from listings.deals import Piece, Terms
from listings.importing.files import read_sheet
from listings.models import Listing
from listings.states import Status
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_saved import full_page

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
SIZES = [(360, 740), (1280, 900)]

OPEN_PAGES = [
    "/alerts/new/?category=marketing", "/alerts/made/", "/applications/asked/", "/applications/confirm/old/",
    "/", "/listings/", "/listings/?category=marketing&mode=remote&pay_min=30000&skill=nothing&unpaid=1",
    "/listings/?q=nothing-like-it&category=misc", "/listings/choose/skill/", "/listings/choose/company/", "/careers/",
    "/careers/influencer/", "/careers/misc/", "/careers/influencer/brand-ambassador/",
    "/careers/marketing/paid-social-specialist/", "/skills/", "/skills/?q=seo", "/skills/?q=zzz", "/skills/seo/",
    "/platforms/", "/platforms/tiktok/", "/platforms/compare/", "/platforms/compare/?a=tiktok&b=x", "/about/", "/feeds/", "/safety/",
    "/accessibility/", "/privacy/", "/terms/", "/nowhere/", "/companies/acme/", "/account/login/", "/account/signup/",
    "/account/password/reset/", "/account/password/reset/done/", "/account/confirm-email/",
    "/account/confirm-email/nothing/", "/account/password/reset/key/1-nothing/", "/match/", "/match/skills/?find=writing",
    "/match/wishes/?skill=seo", "/match/results/", "/match/results/?skill=empathy&skill=customer-support&plus=sql&wish=home",
    "/match/skills/?skill=seo&skill=empathy", "/match/results/?skill=php",
    "/careers/customer-success/social-support-agent/?have=empathy&platform=x",
    "/platforms/practice/", "/platforms/practice/?platform=x",
    "/how-matching-works/", "/careers/compare/", "/careers/compare/?a=data-analyst&b=growth-marketer",
    "/deals/compare/", "/deals/compare/?a=1&b=nothing", "/listings/?contract=creator-deal&on_camera=no&deal_payment=within-30",
]  # fmt: skip
MEMBERS_PAGES = ["/account/", "/account/data/", "/account/delete/", "/account/delete/confirm/", "/me/alerts/", "/me/applications/", "/account/email/", "/account/password/change/", "/employer/", "/employer/company/new/",
                 "/employer/company/acme/", "/employer/company/acme/accounts/", "/employer/company/acme/proof/",
                 "/employer/company/acme/team/", "/employer/import/", "/post/"]  # fmt: skip
# What Django's own admin does against the rules: landmarks and heading order are its, not ours.
ADMIN_PAGES = ["/admin/", "/admin/listings/waitinglisting/"]


def faults(page: Page, leave_out: tuple[str, ...] = ()) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
        if rule["id"] not in leave_out
    ]


def check(page: Page, address: str, leave_out: tuple[str, ...] = ()) -> None:
    """One load, four looks: both schemes at both widths; then 320 pixels without sideways scroll."""
    page.goto(address)
    found: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        for width, height in SIZES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": height})
            if wrong := faults(page, leave_out):
                found[f"{scheme} {width}"] = wrong
    page.set_viewport_size({"width": 320, "height": 700})
    assert found == {}
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"sideways scroll on {address}"
    assert page.evaluate("document.documentElement.lang") == "en"


def some_listings() -> Listing:
    company = make.company(
        make.user("nadia@example.com"), name="Acme", about="We sell.", website="https://acme.example"
    )
    fields = {
        "skills": ["seo", "copywriting"],
        "nice": ["sql"],
        "platforms": ["tiktok", "x"],
        "company": company,
    }
    make.live_listing(role="paid-social-specialist", work_mode="hybrid", days_on_site=2, **fields)
    make.live_listing(role="brand-ambassador", pay_model="gifts-only", **fields)
    make.live_listing(title="Over", status="closed", ended_at=timezone.now(), **fields)
    company.accounts.create(platform="tiktok", url="https://tiktok.example/acme")
    return make.live_listing(title="An" + "extremely" * 9 + "long title", **fields)


def deal(title: str = "Tea videos") -> Listing:
    """With every kind of thing that a page of a deal can say."""
    listing = make.live_listing(
        title=title, contract="creator-deal", stated={"on_camera": "yes"}, confirmed_at=timezone.now()
    )
    listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
    listing.places.create(name="York", country="GB")
    terms = {"use": "ads", "perpetual": True, "kill_fee": 0, "disclosure": "both", "territory": "Worldwide"}
    Terms(terms, [Piece("short-video", 2), Piece("article")]).save_to(listing)
    return listing


def test_two_deals_side_by_side_have_no_fault(site, live_server):
    one, other = deal(), deal("An" + "extremely" * 9 + "long title")

    check(site, f"{live_server.url}/deals/compare/?a={one.pk}&b={other.pk}")


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_have_no_fault(site, live_server, path):
    some_listings()

    check(site, live_server.url + path)


@pytest.mark.parametrize("path", MEMBERS_PAGES)
def test_pages_of_members_have_no_fault(site, live_server, path):
    some_listings()
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, live_server.url + path)


def test_a_chart_has_no_fault_closed_or_open(site, live_server):
    for _ in range(10):
        make.live_listing(skills=["seo"])

    check(site, f"{live_server.url}/skills/seo/")
    site.locator(".chart summary").press("Enter")

    check_as_it_is(site)
    assert site.get_by_role("row").count() == 13
    assert site.evaluate("document.documentElement.scrollWidth") <= 320


def ended(status: str) -> Callable[[], Listing]:
    return lambda: make.live_listing(status=status, ended_at=timezone.now())


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(some_listings, id="open"),
        pytest.param(ended("closed"), id="closed"),
        pytest.param(ended("filled"), id="filled"),
        pytest.param(lambda: make.live_listing(pay_model="unpaid", contract="volunteer"), id="unpaid"),
        pytest.param(lambda: deal(), id="deal"),
        pytest.param(
            lambda: make.live_listing(pay_model="", pay_min=None, pay_max=None, description=""), id="bare"
        ),
    ],
)
def test_the_page_of_a_listing_has_no_fault(site, live_server, made):
    listing = made()
    make.live_listing(title="Similar")

    check(site, live_server.url + listing.get_absolute_url())


def test_the_desk_has_no_fault_in_any_state(site, live_server):
    nadia = make.user("nadia@example.com")
    company = make.company(nadia)
    now = timezone.now()
    for status in Status:
        made = make.listing(
            nadia,
            company=company,
            status=status,
            published_at=now,
            closes_at=now + timedelta(days=9),
            title=status.label,
        )
        made.decisions.create(
            act="x",
            before="draft",
            after=status,
            reason="pay-unclear",
            note="Please give a range.",
            title="x",
        )
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, f"{live_server.url}/employer/")


@pytest.mark.parametrize("seen", [0, 40])
def test_the_numbers_of_a_listing_have_no_fault(site, live_server, seen):
    listing = make.live_listing(make.user("nadia@example.com"))
    listing.day_counts.create(day=timezone.localdate(), came_from="search", views=seen, leaves=seen // 9)
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, live_server.url + reverse("listing_numbers", args=[listing.pk]))


@pytest.mark.parametrize("stage", ["looked at", "running", "made"])
def test_a_file_of_listings_has_no_fault(site, live_server, stage):
    nadia = make.user("nadia@example.com")
    sheet = read_sheet(b"title,level,location\nEditor,mid,Leeds\n,mid,Leeds\nTrainer,guru,Leeds\nWriter,,\n")
    upload = uploads.take(make.company(nadia), "An" + "extremely" * 9 + "long-name.csv", sheet, by=nadia)
    uploads.choose(upload, upload.rows.last(), out=True)
    if stage != "looked at":
        uploads.start(upload, by=nadia)
    while stage == "made" and work.run_next("worker"):
        pass
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, live_server.url + reverse("upload", args=[upload.pk]))


def test_the_way_out_has_no_fault(site, live_server):
    listing = make.live_listing()

    check(site, live_server.url + reverse("leave", args=[listing.pk]))


@pytest.mark.parametrize("name", ["preview", "edit_listing"])
@pytest.mark.parametrize("complete", [True, False])
def test_writing_and_preview_have_no_fault(site, live_server, name, complete):
    nadia = make.user("nadia@example.com")
    listing = make.listing(nadia, **({} if complete else {"skills": [], "apply_url": "", "countries": []}))
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, live_server.url + reverse(name, args=[listing.pk]))


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize("name", ["company_proof", "team", "edit_company"])
def test_a_company_with_all_that_it_can_have_has_no_fault(site, live_server, proved, name):
    nadia = make.user("nadia@example.com")
    acme = make.company(nadia, website="https://acme.example", confirmed_at=None)
    acme.memberships.create(user=make.user("leo@example.com"), role="recruiter")
    team.invite(acme, "sam@acme.example", "recruiter", by=nadia)
    if proved:
        proving.prove(proving.ask_for_code(acme, "dns", by=nadia), by=nadia)
        logos.keep(acme, "a" * 32)
    for kind in ("dns", "file"):
        proving.ask_for_code(acme, kind, by=nadia)
    proving.ask_by_mail(acme, "nadia@acme.example", by=nadia)
    proving.ask_staff(acme, "I am on the page “About us”.", by=nadia)
    sign_in(site, live_server.url, "nadia@example.com")

    check(site, live_server.url + reverse(name, args=[acme.slug]))


@pytest.mark.parametrize("who", ["nobody", "somebody else", "the invited"])
def test_an_invitation_has_no_fault(site, live_server, who):
    nadia = make.user("nadia@example.com")
    invitation = team.invite(make.company(nadia), "leo@example.com", "owner", by=nadia)
    invitation.token_hash = hashed("token")
    invitation.save()
    make.user("leo@example.com")
    if who != "nobody":
        sign_in(site, live_server.url, "leo@example.com" if who == "the invited" else "nadia@example.com")

    check(site, live_server.url + reverse("invitation", args=["token"]))
    if who == "the invited":
        check(site, live_server.url + reverse("account"))


def test_the_link_that_proves_a_company_has_no_fault(site, live_server):
    nadia = make.user("nadia@example.com")
    acme = make.company(nadia, website="https://acme.example", confirmed_at=None)
    proof = proving.ask_by_mail(acme, "nadia@acme.example", by=nadia)
    proof.code = hashed("token")
    proof.save()
    sign_in(site, live_server.url, "nadia@example.com")

    for token in ("token", "used"):
        check(site, live_server.url + reverse("prove_by_mail", args=[acme.slug, token]))


def test_a_form_with_suggestions_and_a_deal_has_no_fault(site, live_server):
    make.company(make.user("nadia@example.com"))
    sign_in(site, live_server.url, "nadia@example.com")
    site.goto(f"{live_server.url}/post/")
    site.get_by_label("Title").fill("Paid social exec (TikTok)")
    site.get_by_label("Remote", exact=True).check()
    site.locator("#id_contract").select_option("creator-deal")
    site.get_by_label("for ever").check()
    site.get_by_text("Creators see these terms as harsh").wait_for()

    check_as_it_is(site)
    site.set_viewport_size({"width": 320, "height": 700})
    check_as_it_is(site)
    assert site.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["write_to_employer", "send_letter"])
def test_letters_have_no_fault(site, live_server, name):
    listing = make.live_listing(apply_by="email", apply_email="jobs@acme.example", apply_url="")
    listing.questions.create(order=1, text="Which tools do you use?")
    signed = signing.dumps([listing.pk, str(uuid4())], salt=relay.SALT)

    check(site, live_server.url + reverse(name, args=[listing.pk if name == "write_to_employer" else signed]))


def check_as_it_is(page: Page) -> None:
    """For a page that a form was sent to: it cannot be loaded again."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert faults(page) == []


def test_forms_with_errors_have_no_fault(site, live_server):
    make.company(make.user("nadia@example.com"))
    site.goto(f"{live_server.url}/account/signup/")
    site.get_by_role("button", name="Make the account").click()
    check_as_it_is(site)

    sign_in(site, live_server.url, "nadia@example.com")
    site.goto(f"{live_server.url}/post/")
    site.get_by_label("Required skills").fill("Nonsense skill")
    site.get_by_label("Highest pay").fill("3")
    site.get_by_role("button", name="Save and preview").click()
    site.locator("[data-error-summary]").wait_for()
    check_as_it_is(site)


@pytest.mark.parametrize("status", ["in-review", "live"])
def test_the_review_page_has_no_fault(site, live_server, status):
    make.staff(email="olu@example.com")
    listing = make.waiting_listing(make.user()) if status == "in-review" else make.live_listing(make.user())
    listing.decisions.create(act="submit", before="draft", after="in-review", title="x")
    sign_in(site, live_server.url, "olu@example.com")

    check(site, live_server.url + reverse("admin:review_listing", args=[listing.pk]))


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_the_admin_works_under_our_policy(site, live_server, path):
    """Django's own pages: no error in the console, nothing from elsewhere (the fixture holds it)."""
    make.staff(email="olu@example.com")
    make.waiting_listing(make.user())
    sign_in(site, live_server.url, "olu@example.com")

    site.goto(live_server.url + path)

    assert site.locator("h1").count() >= 1


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("path", ["/me/", "/me/saved/", "/me/hidden/", "/me/where/", "/listings/"])
def test_a_candidates_own_pages_have_no_fault(site, live_server, path, full):
    priya = make.user("priya@example.com", name="Priya")
    if full:
        full_page(priya)
        closing_calendar.make(priya)
    sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + path)


@pytest.mark.parametrize("path", ["/me/saved/", "/listings/", "/account/"])
def test_what_a_stranger_saved_has_no_fault_nor_the_offer_to_keep_it(site, live_server, path):
    make.user("priya@example.com")
    make.live_listing(title="An" + "extremely" * 9 + "long title")
    site.goto(f"{live_server.url}/listings/")
    site.get_by_role("button", name=re.compile("^Save .*An")).click()
    site.get_by_role("button", name=re.compile("^Saved .*An")).wait_for()
    if path == "/account/":
        sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + path)


def test_the_bar_of_an_alert_and_a_listing_that_says_who_can_apply_have_no_fault(site, live_server):
    priya = make.user("priya@example.com")
    full_page(priya)
    alert = priya.alerts.get()
    listing = make.live_listing(
        work_mode="remote", overlap_hours=6, overlap_zone="London", countries=["GB", "US"]
    )
    alert.matches.create(listing=listing, mailed_at=timezone.now())
    sign_in(site, live_server.url, "priya@example.com")

    check(site, f"{live_server.url}{listing.get_absolute_url()}?alert={marks.mark_of(alert)}")


def hopeful() -> tuple[Application, Application]:
    """A draft and a sent application of priya@example.com, with all that they can hold."""
    priya, nadia = make.user("priya@example.com", name="Priya R."), make.user("nadia@example.com")
    candidate = Candidate.objects.create(user=priya, headline="Paid social", about="Six years", country="GB")
    Candidate.objects.keep(priya, ["seo"], ["tiktok"])
    piece = candidate.pieces.create(
        order=1, kind="video", title="An" + "extremely" * 9 + "long title", my_part="All", transcript="Words"
    )
    made = []
    for title in ("Draft", "Sent"):
        listing = make.open_listing(nadia, title=title, skills=["seo", "copywriting"])
        question = listing.questions.create(order=1, text="Do you own a camera?", kind="yes-no")
        draft = make.draft(listing, priya, pieces=[{"id": piece.pk}])
        draft.answers.create(question=question, asked=question.text, text="Yes")
        made.append(draft)
    return made[0], applying.send(made[1])


@pytest.mark.parametrize("name", ["apply", "check_application", "application"])
def test_an_application_that_is_written_has_no_fault(site, live_server, name):
    draft, _ = hopeful()
    sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + reverse(name, args=[draft.listing.pk if name == "apply" else draft.token]))
    if name == "apply":
        site.get_by_label("Why me").fill("x" * 601)
        site.get_by_role("button", name="Check before sending").click()
        site.locator("[data-error-summary]").wait_for()
        check_as_it_is(site)


@pytest.mark.parametrize("state", ["sent", "silent", "offered", "not-selected"])
def test_an_application_that_was_sent_has_no_fault(site, live_server, state):
    _, sent = hopeful()
    nadia = sent.listing.posted_by
    talking.say(sent, "Can you come on Monday?", by=nadia, from_employer=True)
    talking.say(sent, "Yes, at ten.", by=sent.user, from_employer=False)
    if state == "silent":
        Application.objects.filter(pk=sent.pk).update(sent_at=timezone.now() - timedelta(days=20))
    if state == "offered":
        hiring.move(sent, "shortlisted", by=nadia, message="We liked your video.")
        hiring.move(sent, "offered", by=nadia)
    if state == "not-selected":
        hiring.move(sent, "not-selected", by=nadia, message="Thank you.", reason="others-closer")
    sign_in(site, live_server.url, "priya@example.com")

    check(site, live_server.url + sent.get_absolute_url())
    check(site, live_server.url + reverse("applications"))


@pytest.mark.parametrize(
    "name",
    ["application_sent", "withdraw_application", "decline_offer", "report_message", "erase_application"],
)
def test_what_is_done_with_an_application_has_no_fault(site, live_server, name):
    _, sent = hopeful()
    if name == "decline_offer":
        hiring.move(sent, "shortlisted", by=sent.listing.posted_by)
        hiring.move(sent, "offered", by=sent.listing.posted_by)
    message = talking.say(sent, "Send 50 pounds", by=sent.listing.posted_by, from_employer=True)
    sign_in(site, live_server.url, "priya@example.com")
    more = [message.pk] if name == "report_message" else []

    check(site, live_server.url + reverse(name, args=[sent.token, *more]))


def test_an_application_without_an_account_has_no_fault(site, live_server):
    listing = make.open_listing()
    draft = make.draft(listing, confirmed_at=None)

    check(site, live_server.url + reverse("apply", args=[listing.pk]))
    check(site, live_server.url + reverse("confirm_application", args=[applying.key_of(draft)]))


def test_a_reported_message_has_no_fault(site, live_server):
    _, sent = hopeful()
    message = talking.say(sent, "Send 50 pounds", by=sent.listing.posted_by, from_employer=True)
    talking.report(message, why="Asks for money")
    make.staff(email="olu@example.com")
    sign_in(site, live_server.url, "olu@example.com")

    check(site, live_server.url + reverse("admin:judge_message", args=[message.pk]))
