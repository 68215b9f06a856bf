"""Who gets where. The addresses come from the URLconf, so that a new page cannot be left out."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from candidates.urls import urlpatterns as of_candidates
from employers import proving, team
from employers.models import Company
from listings.models import Listing, PendingEdit, Upload
from listings.states import Status
from tests import make

pytestmark = pytest.mark.django_db

OPEN = {
    "home", "about", "safety", "accessibility", "privacy", "terms", "healthz", "robots", "board", "choose", "listing", "company",
    "compare_deals", "leave", "feed", "feeds", "closing_dates",
    "careers", "category", "role", "skills", "skill", "platforms", "platform", "compare_platforms", "compare_roles", "practice",
    "write_to_employer", "send_letter", None,
}  # fmt: skip
SIGNED_IN = {
    "account", "desk", "post", "new_company", "uploads", "upload_template", "export_listings", "suggest", "autosave",
}  # fmt: skip
# Open to who has the signed link of a mail; tests/listings/test_by_mail.py tries others.
LINKS = {"still_hiring", "not_hiring", "renew_by_mail"}
OF_UPLOADS = {"upload", "make_drafts", "discard_upload", "leave_out_row", "take_in_row"}
READ = {"preview", "listing_numbers", "upload"}
ACTS = {"submit", "withdraw", "confirm", "renew", "pause", "resume", "copy", "drop_edit"} | OF_UPLOADS - READ
MEMBERS = {"edit_listing", "close", "mark_filled"} | READ | ACTS
# Of one company. tests/employers/test_team.py has what is not there for its recruiters.
COMPANY_PAGES = {"edit_company", "company_accounts", "company_proof", "team", "prove_by_mail"}
COMPANY_ACTS = {
    "set_logo", "remove_logo", "ask_by_mail", "ask_staff", "ask_for_code", "check_proof", "invite", "cancel_invitation",
    "change_role", "remove_member", "hand_over", "leave_company",
}  # fmt: skip
# Of whoever was invited: tests/employers/test_team.py. Of everybody: tests/employers/test_logos.py.
INVITED = {"invitation", "accept_invitation", "accept_mine", "company_logo"}

# Of candidates and their applications: tests/candidates/test_permissions.py.
CANDIDATES = {pattern.name for pattern in of_candidates}


def names(patterns) -> set[str | None]:
    found: set[str | None] = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found.add(pattern.name)
        elif isinstance(pattern, URLResolver) and "admin" not in str(pattern.pattern):
            found |= names(pattern.url_patterns)
    return found


def test_every_address_is_in_this_table():
    ours = {name for name in names(get_resolver().url_patterns) if not str(name).startswith("account_")}

    assert ours == OPEN | CANDIDATES | SIGNED_IN | MEMBERS | LINKS | COMPANY_PAGES | COMPANY_ACTS | INVITED


def address(name: str, listing: Listing) -> str:
    if name in SIGNED_IN:
        return reverse(name)
    if name in OF_UPLOADS:
        upload = Upload.objects.create(company=listing.company, by=listing.posted_by, name="roles.csv")
        upload.rows.create(number=2, values={"title": "A"})
        return reverse(name, args=[upload.pk, 2] if name.endswith("_row") else [upload.pk])
    return reverse(name, args=[listing.pk])


def company_address(name: str, company: Company) -> str:
    """With what is there: a member, an invitation, a code."""
    owner = company.memberships.get().user
    more = {
        "change_role": lambda: company.memberships.get().pk,
        "remove_member": lambda: company.memberships.get().pk,
        "cancel_invitation": lambda: team.invite(company, "leo@acme.example", "owner", by=owner).pk,
        "ask_for_code": lambda: "dns",
        "check_proof": lambda: proving.ask_for_code(company, "dns", by=owner).kind,
        "prove_by_mail": lambda: "token",
    }
    return reverse(name, args=[company.slug, *([more[name]()] if name in more else [])])


@pytest.fixture
def acme() -> Company:
    return make.company(make.user(), website="https://acme.example")


@pytest.mark.parametrize("name", sorted(COMPANY_PAGES | COMPANY_ACTS))
def test_a_company_is_reached_by_its_members_alone(client, acme, name):
    address = company_address(name, acme)
    for method in (client.get, client.post):
        assert method(address).url.startswith("/account/login/")

    rival = make.user()
    make.company(rival, name="Rival")
    client.force_login(rival)
    methods = [client.post] if name in COMPANY_ACTS else [client.get]
    assert {method(address).status_code for method in methods} == {404}


@pytest.mark.parametrize("name", sorted(COMPANY_ACTS))
def test_acts_on_a_company_are_post_only(client, acme, name):
    client.force_login(acme.memberships.get().user)

    assert client.get(company_address(name, acme)).status_code == 405


@pytest.mark.parametrize("name", ["accept_invitation", "accept_mine"])
def test_joining_needs_a_person_who_is_signed_in_and_a_post(client, name):
    address = reverse(name, args=[7 if name == "accept_mine" else "token"])
    assert client.post(address).url.startswith("/account/login/")

    client.force_login(make.user())
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("name", sorted(SIGNED_IN | MEMBERS))
def test_a_signed_out_person_is_sent_to_sign_in(client, name):
    listing = make.listing(make.user())

    for method in (client.get, client.post):
        response = method(address(name, listing))
        assert response.status_code == 302
        assert response.url.startswith("/account/login/")


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_a_stranger_gets_nothing_of_another_company_and_changes_nothing(client, name):
    listing = make.waiting_listing(make.user(), title="Secret plan")
    rival = make.user()
    make.company(rival, name="Rival")
    client.force_login(rival)

    methods = dict.fromkeys(READ, [client.get]) | dict.fromkeys(ACTS, [client.post])
    methods = methods.get(name, [client.get, client.post])
    responses = [method(address(name, listing)) for method in methods]

    assert {response.status_code for response in responses} == {404}
    assert all("Secret plan" not in response.content.decode() for response in responses)
    listing.refresh_from_db()
    assert listing.status == Status.IN_REVIEW


@pytest.mark.parametrize("name", sorted(ACTS))
def test_acts_are_post_only(client, name):
    member = make.user()
    listing = make.live_listing(member)
    client.force_login(member)

    response = client.get(address(name, listing))

    assert response.status_code == 405
    listing.refresh_from_db()
    assert listing.status == Status.LIVE


@pytest.mark.parametrize("act", ["approve_edit", "decide_edit", "review_edit"])
@pytest.mark.parametrize("who", ["nobody", "member", "staff without the right"])
def test_only_moderators_reach_a_change_that_waits(client, act, who):
    member = make.user()
    edit = make.edit(make.live_listing(member), title="New words")
    if who != "nobody":
        client.force_login(member if who == "member" else make.user(is_staff=True))
    args = [edit.pk, "reject"] if act == "decide_edit" else [edit.pk]

    response = client.post(reverse(f"admin:{act}", args=args), {"reject-reason": "not-a-job"})

    assert response.status_code in (302, 403)
    assert "New words" not in response.content.decode()
    assert list(PendingEdit.objects.waiting()) == [edit]


@pytest.mark.parametrize("act", ["approve_listing", "decide_listing", "review_listing"])
@pytest.mark.parametrize("who", ["nobody", "member", "staff without the right"])
def test_only_moderators_reach_the_desk_of_moderators(client, act, who):
    member = make.user()
    listing = make.waiting_listing(member)
    if who != "nobody":
        client.force_login(member if who == "member" else make.user(is_staff=True))
    args = [listing.pk, "reject"] if act == "decide_listing" else [listing.pk]

    response = client.post(reverse(f"admin:{act}", args=args), {"reject-reason": "not-a-job"})

    assert response.status_code in (302, 403)
    listing.refresh_from_db()
    assert listing.status == Status.IN_REVIEW


def test_a_form_without_its_token_is_refused():
    member = make.user()
    listing = make.live_listing(member)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    response = strict.post(reverse("close", args=[listing.pk]), {"outcome": "nobody"})

    assert response.status_code == 403
    listing.refresh_from_db()
    assert listing.status == Status.LIVE


def test_a_foreign_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_private_pages_are_kept_by_no_cache(client):
    client.force_login(make.user())

    assert "no-store" in client.get(reverse("desk"))["Cache-Control"]


def test_browsers_are_told_to_load_nothing_from_elsewhere(client):
    response = client.get("/")

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
