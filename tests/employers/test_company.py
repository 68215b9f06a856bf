"""What a company's page says, and how its owners write it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from employers.models import Company
from tests import make

pytestmark = pytest.mark.django_db

migration = import_module("employers.migrations.0003_companies_of_old_may_post")


@pytest.fixture
def nadia(client):
    person = make.user()
    client.force_login(person)
    return person


@pytest.fixture
def acme(nadia):
    return make.company(nadia)


def page(client, company) -> str:
    return client.get(company.get_absolute_url()).content.decode()


def save_accounts(client, company, **accounts):
    return client.post(reverse("company_accounts", args=[company.slug]), accounts)


def test_it_says_what_the_company_does_and_where_it_is(client):
    company = make.company(
        about="We grow ferns.",
        sector="Plants",
        size="2-10",
        place="Leeds",
        country="GB",
        website="https://fern.example",
    )

    shown = page(client, company)

    for words in ("We grow ferns.", "Plants", "2 to 10 people", "Leeds, United Kingdom", "(leaves Rolefeed)"):
        assert words in shown
    assert 'href="https://fern.example" rel="nofollow ugc noopener"' in shown


def test_words_stay_words(client):
    shown = page(client, make.company(name="<b>Acme</b>", about="<script>alert(1)</script>"))

    assert "<script>alert" not in shown
    assert "<b>Acme" not in shown


def test_accounts_are_named_by_platform_in_the_order_of_platforms(client, acme):
    save_accounts(client, acme, tiktok="https://tiktok.com/@acme", instagram="instagram.com/acme", x="")

    shown = page(client, acme)

    assert shown.index("https://instagram.com/acme") < shown.index("https://tiktok.com/@acme")
    assert 'href="https://tiktok.com/@acme" rel="nofollow ugc noopener"' in shown
    assert acme.accounts.count() == 2


def test_saving_twice_changes_nothing_and_what_is_left_out_goes(client, acme):
    for _ in range(2):
        save_accounts(client, acme, tiktok="https://tiktok.com/@acme", x="https://x.com/acme")
    assert acme.accounts.count() == 2

    save_accounts(client, acme, x="https://x.com/acme")

    assert [account.platform for account in acme.accounts.all()] == ["x"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://x.com/acme", "nonsense"])
def test_an_account_is_an_https_address_of_a_platform_that_we_know(client, acme, url):
    response = save_accounts(client, acme, x=url, facebook_of_old="https://x.example")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["x"]
    assert acme.accounts.count() == 0


@pytest.mark.parametrize(
    "url", ["https://acme.example/", "https://instagram.com.acme.example/", "https://notx.com/acme"]
)
def test_an_account_is_on_its_platform_and_nowhere_else(client, acme, url):
    response = save_accounts(client, acme, x=url, mastodon="https://social.acme.example/@acme")

    assert response.status_code == 422
    assert "This address is not on X" in response.content.decode()
    assert list(response.context["form"].errors) == ["x"]
    assert url in response.content.decode()


def test_what_ended_within_a_year_is_named_with_its_day_the_newest_first(client):
    acme = make.company()
    now = timezone.now()
    for title, status, days in [
        ("Filled long ago", "filled", 366),
        ("Closed in spring", "closed", 100),
        ("Filled last week", "filled", 7),
    ]:
        make.live_listing(company=acme, title=title, status=status, ended_at=now - timedelta(days=days))
    make.live_listing(company=acme, title="Past its date", closes_at=now - timedelta(days=1))
    make.listing(company=acme, title="A draft")
    make.live_listing(company=acme, title="Still open")

    response = client.get(acme.get_absolute_url())

    assert [listing.title for listing in response.context["ended"]] == [
        "Past its date",
        "Filled last week",
        "Closed in spring",
    ]
    shown = response.content.decode()
    assert f'filled <time datetime="{now - timedelta(days=7):%Y-%m-%d}">' in shown
    assert ">Filled last week</a>" in shown
    assert ">Closed in spring</a>" not in shown  # its page is gone after 60 days


def test_owners_change_the_page_and_its_address_stays(client, acme):
    for _ in range(2):
        client.post(reverse("edit_company", args=[acme.slug]), {"name": "Fern & Co", "about": "Ferns."})

    acme.refresh_from_db()
    assert (acme.slug, acme.name, acme.about) == ("acme", "Fern & Co", "Ferns.")
    assert Company.objects.called(["fern"]).get() == acme


def test_writing_the_page_takes_no_logo_and_no_proof_away(client, acme):
    Company.objects.update(logo="a" * 32)

    client.post(reverse("edit_company", args=[acme.slug]), {"name": "Fern"})

    acme.refresh_from_db()
    assert acme.logo == "a" * 32
    assert acme.may_post


def test_a_company_called_new_does_not_hide_the_page_for_new_ones(client, nadia):
    client.post(reverse("new_company"), {"name": "New"})

    assert nadia.companies.get().slug == "new-2"


def test_nobody_founds_companies_all_day(client, nadia):
    answers = [
        client.post(reverse("new_company"), {"name": f"Fern {number}"}).status_code for number in range(7)
    ]

    assert answers == [302] * 5 + [429] * 2
    assert nadia.companies.count() == 5


def test_who_hired_here_before_proofs_were_asked_for_goes_on(nadia):
    old, known_from_adverts = (
        make.company(nadia, confirmed_at=None),
        make.company(name="Imported", confirmed_at=None),
    )

    migration.confirm(apps, None)

    old.refresh_from_db()
    known_from_adverts.refresh_from_db()
    assert (old.confirmed_at, old.proof) == (old.created_at, None)
    assert known_from_adverts.confirmed_at is None


def test_staff_who_rename_a_company_are_found_by_the_new_name(client, acme):
    client.force_login(make.staff())
    none = {f"{name}-{part}": 0 for name in ("memberships", "proofs", "accounts", "invitations")
            for part in ("TOTAL_FORMS", "INITIAL_FORMS")}  # fmt: skip

    client.post(
        reverse("admin:employers_company_change", args=[acme.pk]), {"name": "Fern", "slug": "acme"} | none
    )

    assert Company.objects.called(["fern"]).get() == acme
