"""How a company shows that it is who it says, and what it may not do before."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from employers import membership, proving
from employers.models import Company, Proof
from listings.states import Status
from tests import make
from tests.employers.outside import PUBLIC, response

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    person = make.user("nadia@gmail.com")
    client.force_login(person)
    return person


@pytest.fixture
def acme(nadia):
    """A company that nobody has proved: it has a website, its owner an address at a webmail service."""
    return make.company(nadia, website="https://www.acme.example", confirmed_at=None)


def page(client, company) -> str:
    return client.get(reverse("company_proof", args=[company.slug])).content.decode()


def act(client, name: str, company, *args, **data):
    return client.post(reverse(name, args=[company.slug, *args]), data, follow=True)


def standing(company) -> str:
    company = Company.objects.get(pk=company.pk)
    assert company.may_post == bool(company.proof)
    return str(company.proof or "nothing")


def today(words: str) -> str:
    return f"{words} on {timezone.now():%-d %B %Y}"


def link() -> str:
    found = re.search(r"https?://\S+/proof/mail/\S+", mail.outbox[-1].body)
    return urlsplit(found[0]).path


# Founding


@pytest.mark.parametrize(
    ("email", "website", "proved"),
    [
        ("nadia@fern.example", "https://fern.example", "fern.example"),
        ("nadia@fern.example", "https://www.fern.example/about", "fern.example"),
        ("nadia@mail.fern.example", "https://fern.example", "fern.example"),
        ("nadia@fern.co.uk", "https://shop.fern.co.uk", "fern.co.uk"),
        ("nadia@notfern.example", "https://fern.example", None),
        ("nadia@other.co.uk", "https://fern.co.uk", None),
        ("nadia@fern.example", "", None),
        ("nadia@gmail.com", "https://fern.example", None),
        ("nadia@gmail.com", "https://gmail.com/fern", None),
        ("nadia@sites.gmail.com", "https://gmail.com", None),
        ("nadia@other.github.io", "https://fern.github.io", None),
    ],
)
def test_a_founder_with_an_address_at_the_domain_has_proved_it(client, email, website, proved):
    founder = make.user(email)
    client.force_login(founder)

    response = client.post(reverse("new_company"), {"name": "Fern", "website": website})

    company = Company.objects.get()
    assert standing(company) == (today(f"Proved {proved}") if proved else "nothing")
    assert response.url == (reverse("post") if proved else reverse("company_proof", args=["fern"]))
    assert mail.outbox == []


def test_an_address_that_its_owner_never_confirmed_proves_nothing(client):
    founder = make.user("nadia@fern.example")
    founder.emailaddress_set.update(verified=False)
    client.force_login(founder)

    client.post(reverse("new_company"), {"name": "Fern", "website": "https://fern.example"})

    assert standing(Company.objects.get()) == "nothing"


@pytest.mark.parametrize(
    "field", ["confirmed_at", "proof", "logo", "refused_at", "members", "owner", "slug", "verified"]
)
def test_nobody_confirms_a_company_by_what_is_posted_along(client, nadia, field):
    client.post(
        reverse("new_company"), {"name": "Fern", "website": "https://fern.example", field: "2026-01-01"}
    )

    company = Company.objects.get()
    assert (company.confirmed_at, company.proof, company.logo, company.slug) == (None, None, "", "fern")


# What waits for it


def test_an_unproved_company_writes_drafts_and_is_told_where_to_prove_itself(client, nadia, acme):
    listing = make.listing(nadia, company=acme)

    shown = client.get(reverse("preview", args=[listing.pk])).content.decode()

    assert f'<a href="/employer/company/{acme.slug}/proof/">Prove that you work for Acme first</a>' in shown
    assert "Send for review" not in shown


def test_its_listing_cannot_be_sent_and_goes_the_moment_it_is_proved(client, nadia, acme):
    listing = make.listing(nadia, company=acme)
    client.post(reverse("submit", args=[listing.pk]))
    listing.refresh_from_db()
    assert listing.status == Status.DRAFT

    proving.say_yes(acme, by=make.staff())
    client.post(reverse("submit", args=[listing.pk]))

    listing.refresh_from_db()
    assert listing.status == Status.IN_REVIEW


def test_staff_cannot_approve_a_listing_of_a_company_that_may_post_no_more(client, acme, nadia):
    listing = make.waiting_listing(nadia, company=acme)
    client.force_login(make.staff())

    shown = client.post(reverse("admin:approve_listing", args=[listing.pk]), follow=True).content.decode()

    assert "Prove that you work for Acme first" in shown
    listing.refresh_from_db()
    assert listing.status == Status.IN_REVIEW


# By mail


def test_a_link_mailed_to_the_domain_proves_it_once_its_button_is_pressed(client, acme):
    act(client, "ask_by_mail", acme, email="Nadia@Mail.acme.example")
    assert mail.outbox[-1].to == ["nadia@mail.acme.example"]
    assert mail.outbox[-1].subject == "Is Acme yours?"
    assert "nadia@gmail.com wants to post listings as Acme" in mail.outbox[-1].body

    looked = client.get(link())
    assert looked.status_code == 200
    assert "no-cache" in looked["Cache-Control"]
    assert standing(acme) == "nothing"

    client.post(link())
    assert standing(acme) == today("Proved acme.example")


def test_the_link_works_once(client, acme):
    act(client, "ask_by_mail", acme, email="nadia@acme.example")
    client.post(link())

    assert client.get(link()).status_code == 410
    assert client.post(link()).status_code == 410
    assert Proof.objects.count() == 1


def test_a_newer_link_replaces_the_older(client, acme):
    act(client, "ask_by_mail", acme, email="nadia@acme.example")
    old = link()
    act(client, "ask_by_mail", acme, email="leo@acme.example")

    assert client.post(old).status_code == 410
    assert standing(acme) == "nothing"
    client.post(link())
    assert standing(acme) == today("Proved acme.example")


def test_the_link_runs_out_after_three_days(client, acme):
    act(client, "ask_by_mail", acme, email="nadia@acme.example")
    Proof.objects.update(asked_at=timezone.now() - timedelta(days=3))

    assert client.post(link()).status_code == 410
    assert standing(acme) == "nothing"


def test_the_link_is_of_no_use_to_who_is_no_owner(client, acme):
    act(client, "ask_by_mail", acme, email="nadia@acme.example")
    victim = make.user("ceo@acme.example")
    for person in (victim, None):
        client.logout()
        if person:
            client.force_login(person)
        assert client.post(link()).status_code in (302, 404)

    assert standing(acme) == "nothing"


def test_the_database_does_not_know_the_link(client, acme):
    act(client, "ask_by_mail", acme, email="nadia@acme.example")

    assert Proof.objects.get().code not in link()
    assert link().rpartition("/proof/mail/")[2].strip("/") not in str(Proof.objects.values_list())


@pytest.mark.parametrize(
    "email",
    ["nadia@gmail.com", "nadia@other.example", "nadia@notacme.example", "nadia@acme.example.evil.example",
     "nadia@acme.example@evil.example", "nadia", "", "nadia@acme.example\nBcc: x@evil.example"],
)  # fmt: skip
def test_mail_goes_to_addresses_at_the_domain_alone(client, acme, email):
    response = act(client, "ask_by_mail", acme, email=email)

    assert response.status_code == 422
    assert list(response.context["wrong"].errors) == ["email"]
    assert mail.outbox == []


def test_a_few_mails_a_day_are_enough(client, acme):
    answers = [
        act(client, "ask_by_mail", acme, email=f"person{n}@acme.example").status_code for n in range(7)
    ]

    assert answers == [200] * 5 + [429] * 2
    assert len(mail.outbox) == 5


def test_one_mailbox_is_not_flooded_through_many_companies(client):
    answers = []
    for _ in range(6):
        owner = make.user()
        client.force_login(owner)
        company = make.company(owner, website="https://acme.example", confirmed_at=None)
        answers.append(act(client, "ask_by_mail", company, email="ceo@acme.example").status_code)

    assert answers == [200] * 5 + [429]


# By the DNS and by a file


def code(client, company, kind: str) -> str:
    act(client, "ask_for_code", company, kind)
    return company.proofs.get(kind=kind).record


def test_a_txt_record_proves_the_domain(client, acme, internet):
    record = code(client, acme, "dns")
    assert record in page(client, acme)
    internet.names.say("acme.example", "TXT", ['"v=spf1 -all"', f'"{record}"'])

    shown = act(client, "check_proof", acme, "dns").content.decode()

    assert today("Proved acme.example") in shown
    assert standing(acme) == today("Proved acme.example")
    assert internet.names.asked[-1] == ("acme.example", "TXT")


def test_a_long_record_may_come_in_pieces(client, acme, internet):
    record = code(client, acme, "dns")
    internet.names.say("acme.example", "TXT", [f'"{record[:20]}" "{record[20:]}"'])

    act(client, "check_proof", acme, "dns")

    assert standing(acme) == today("Proved acme.example")


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([], "acme.example has no TXT record yet"),
        (['"rolefeed-verify=0123456789abcdef"'], "none of them is rolefeed-verify="),
        (['"{record} "'], "none of them is"),
        (['"x{record}"'], "none of them is"),
    ],
)
def test_another_record_proves_nothing_and_says_what_was_found(client, acme, internet, records, words):
    record = code(client, acme, "dns")
    internet.names.say("acme.example", "TXT", [text.format(record=record) for text in records])

    shown = act(client, "check_proof", acme, "dns").content.decode()

    assert f"Not proved: {words}" in shown.replace("acme.example has TXT records, but ", "")
    assert standing(acme) == "nothing"


def test_a_domain_that_does_not_answer_is_said_not_to(client, acme, internet, monkeypatch):
    monkeypatch.setattr(proving, "MOST_SECONDS", 0.3)
    code(client, acme, "dns")
    internet.names.silent = True

    assert "Nobody answers for acme.example within 0.3 seconds" in act(
        client, "check_proof", acme, "dns"
    ).content.decode()  # fmt: skip


def put_file(internet, text: str, **options) -> None:
    internet.names.say("www.acme.example", "A", [PUBLIC])
    internet.site.page("www.acme.example/.well-known/rolefeed.txt", text, **options)


@pytest.mark.parametrize("after", ["", "\n", "\r\n"])
def test_a_file_on_the_site_proves_it(client, acme, internet, after):
    record = code(client, acme, "file")
    assert "https://www.acme.example/.well-known/rolefeed.txt" in page(client, acme)
    put_file(internet, record + after)

    act(client, "check_proof", acme, "file")

    assert standing(acme) == today("Proved acme.example")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("rolefeed-verify=wrong", "text/plain", "The file is there, but it does not say"),
        ("{record} and more", "text/plain", "The file is there, but it does not say"),
        (" {record}", "text/plain", "The file is there, but it does not say"),
        ("{record}", "text/html", "The answer is text/html. It has to be text/plain."),
        ("{record}" + " " * 5_000, "text/plain", "The answer is larger than 4096 bytes."),
    ],
)
def test_another_file_proves_nothing_and_says_what_was_found(client, acme, internet, text, kind, words):
    record = code(client, acme, "file")
    put_file(internet, text.format(record=record), kind=kind)

    assert f"Not proved: {words}" in act(client, "check_proof", acme, "file").content.decode()
    assert standing(acme) == "nothing"


def test_a_site_that_is_not_on_the_public_internet_is_not_asked(client, acme, internet):
    code(client, acme, "file")
    internet.names.say("www.acme.example", "A", ["169.254.169.254"])

    assert "www.acme.example is not on the public internet" in act(
        client, "check_proof", acme, "file"
    ).content.decode()  # fmt: skip
    assert internet.dialled == []


def test_a_redirect_is_not_followed(client, acme, internet):
    record = code(client, acme, "file")
    put_file(internet, "")
    internet.site.page("www.acme.example/there", record)
    moved = response(b"", "Location: https://www.acme.example/there", status="302 Found")
    internet.site.pages["www.acme.example", ".well-known/rolefeed.txt"] = moved

    assert "leads on to another one" in act(client, "check_proof", acme, "file").content.decode()
    assert standing(acme) == "nothing"


def test_a_file_on_one_blog_says_nothing_of_all_the_others(client, nadia, internet):
    blog = make.company(nadia, website="https://alice.blogs.example", confirmed_at=None)
    record = code(client, blog, "file")
    internet.names.say("alice.blogs.example", "A", [PUBLIC])
    internet.site.certified = "blogs.example"
    internet.site.page("alice.blogs.example/.well-known/rolefeed.txt", record)

    act(client, "check_proof", blog, "file")

    assert standing(blog) == today("Proved alice.blogs.example")


def test_a_file_on_one_blog_does_not_prove_the_site_above_it(client, nadia, internet):
    blogs = make.company(nadia, website="https://blogs.example", confirmed_at=None)
    record = code(client, blogs, "file")
    internet.names.say("evil.blogs.example", "A", [PUBLIC])
    internet.site.certified = "blogs.example"
    internet.site.page("evil.blogs.example/.well-known/rolefeed.txt", record)
    website = {"website": "https://evil.blogs.example"}
    client.post(reverse("edit_company", args=[blogs.slug]), form(blogs, **website))

    shown = act(client, "check_proof", blogs, "file").content.decode()

    assert "Not proved: The company has changed since. Ask again." in shown
    assert standing(blogs) == "nothing"
    assert internet.dialled == []


def test_who_proved_one_blog_does_not_go_on_as_the_one_beside_it(client, nadia):
    blog = make.company(nadia, website="https://evil.blogs.example", confirmed_at=None)
    proving.prove(proving.ask_for_code(blog, "file", by=nadia), by=nadia)

    website = {"website": "https://brand.blogs.example"}
    client.post(reverse("edit_company", args=[blog.slug]), form(blog, **website))

    assert standing(blog) == "nothing"


def test_the_code_of_one_company_is_none_of_another(client, nadia, acme, internet):
    record = code(client, acme, "dns")
    copy = make.company(nadia, name="Copy", website="https://acme.example", confirmed_at=None)
    assert code(client, copy, "dns") != record
    internet.names.say("acme.example", "TXT", [f'"{record}"'])

    act(client, "check_proof", copy, "dns")

    assert standing(copy) == "nothing"


def test_who_asks_twice_gets_the_same_code(client, acme):
    assert code(client, acme, "dns") == code(client, acme, "dns")


def test_nobody_has_us_look_all_day(client, acme, internet):
    code(client, acme, "dns")

    answers = [act(client, "check_proof", acme, "dns").status_code for _ in range(22)]

    assert answers == [200] * 20 + [429] * 2
    assert len(internet.names.asked) == 20


@pytest.mark.parametrize("kind", ["email", "staff", "mail", "x"])
def test_there_are_codes_for_the_dns_and_for_files_alone(client, acme, kind):
    for name in ("ask_for_code", "check_proof"):
        address = reverse(name, args=[acme.slug, "dns"]).replace("/dns/", f"/{kind}/")
        assert client.post(address).status_code in (404, 405, 410)

    assert standing(acme) == "nothing"


@pytest.mark.parametrize("website", ["", "https://gmail.com/acme", "https://93.184.216.34"])
def test_without_a_domain_of_its_own_there_is_the_way_through_staff(client, nadia, website):
    company = make.company(nadia, website=website, confirmed_at=None)

    shown = page(client, company)
    asked = act(client, "ask_for_code", company, "dns").content.decode()

    assert "Ask our staff" in shown
    assert "Get a code" not in shown
    assert "Add the website of the company first" in asked


# Changes


def form(company, **changes) -> dict:
    return {"name": company.name, "website": company.website} | changes


def proved(nadia) -> Company:
    company = make.company(nadia, website="https://acme.example", confirmed_at=None)
    proving.prove(proving.ask_for_code(company, "dns", by=nadia), by=nadia)
    return company


@pytest.mark.parametrize("website", ["https://nike.example", "", "https://acme.example.evil.example"])
def test_another_domain_has_to_be_proved_anew(client, nadia, website):
    company = proved(nadia)

    response = client.post(reverse("edit_company", args=[company.slug]), form(company, website=website))

    assert standing(company) == "nothing"
    assert response.url == reverse("company_proof", args=[company.slug])


def test_another_page_of_the_same_domain_has_not(client, nadia):
    company = proved(nadia)

    client.post(
        reverse("edit_company", args=[company.slug]), form(company, website="https://www.acme.example/new")
    )

    assert standing(company) == today("Proved acme.example")


def test_a_code_for_the_old_domain_proves_nothing_of_the_new(client, nadia, acme, internet):
    record = code(client, acme, "dns")
    internet.names.say("acme.example", "TXT", [f'"{record}"'])
    client.post(reverse("edit_company", args=[acme.slug]), form(acme, website="https://nike.example"))

    shown = act(client, "check_proof", acme, "dns").content.decode()

    assert "Not proved: The company has changed since. Ask again." in shown
    assert standing(acme) == "nothing"


# Staff


def test_staff_say_yes_and_take_it_back_for_good(client, nadia, acme):
    staff = make.staff()
    act(client, "ask_staff", acme, note="I am on https://acme.example/team")
    assert "I am on https://acme.example/team" in page(client, acme)
    client.force_login(staff)
    waiting = client.get(reverse("admin:employers_company_changelist") + "?standing=asks").content.decode()
    assert "Acme" in waiting
    assert "webmail" in waiting

    for _ in range(2):
        client.post(reverse("admin:confirm_company", args=[acme.pk]))
    assert standing(acme) == today("Confirmed by our staff")
    assert [letter.subject for letter in mail.outbox] == ["Acme may post now"]

    for _ in range(2):
        client.post(reverse("admin:take_back_company", args=[acme.pk]))
    assert standing(acme) == "nothing"
    assert mail.outbox[-1].subject == "Acme may not post for now"
    assert len(mail.outbox) == 2
    assert str(Proof.objects.get().taken_back_by) == str(staff)


def test_what_staff_took_back_nobody_else_gives_again(client, nadia, internet):
    company = proved(nadia)
    record = company.proofs.get().record
    internet.names.say("acme.example", "TXT", [f'"{record}"'])
    proving.take_back(company, by=make.staff())

    act(client, "ask_for_code", company, "dns")
    act(client, "ask_by_mail", company, email="nadia@acme.example")
    client.post(
        reverse("edit_company", args=[company.slug]), form(company, website="https://www.acme.example")
    )
    client.post(reverse("edit_company", args=[company.slug]), form(company, website="https://other.example"))

    assert standing(company) == "nothing"
    assert "Our staff took back that Acme may post" in page(client, company)
    proving.say_yes(company, by=make.staff())
    assert standing(company) == today("Confirmed by our staff")


@pytest.mark.parametrize("email", ["nadia@gmail.com", "nadia@other.example"])
def test_who_saves_the_company_while_staff_take_it_back_does_not_undo_it(client, email):
    owner = make.user(email)
    as_owner_read_it = proved(owner)
    proving.take_back(Company.objects.get(pk=as_owner_read_it.pk), by=make.staff())

    as_owner_read_it.website = "https://other.example"
    membership.describe(as_owner_read_it, by=owner)

    assert standing(as_owner_read_it) == "nothing"
    assert Company.objects.get(pk=as_owner_read_it.pk).refused_at
    assert as_owner_read_it.refused_at


def test_the_name_that_staff_confirmed_is_theirs_to_change(client, nadia, acme):
    proving.say_yes(acme, by=make.staff())

    response = client.post(reverse("edit_company", args=[acme.slug]), form(acme, name="Meta Platforms"))

    assert response.status_code == 422
    assert "Our staff confirmed the name “Acme”. Write to hello@rolefeed.example" in response.content.decode()
    assert "Meta Platforms" in response.content.decode()
    assert Company.objects.get().name == "Acme"
    client.post(reverse("edit_company", args=[acme.slug]), form(acme, place="Leeds"))
    assert Company.objects.get().place == "Leeds"


@pytest.mark.parametrize("act", ["confirm_company", "take_back_company"])
@pytest.mark.parametrize("who", ["nobody", "owner", "staff without the right"])
def test_only_staff_with_the_right_decide(client, acme, nadia, act, who):
    client.logout()
    if who != "nobody":
        client.force_login(nadia if who == "owner" else make.user(is_staff=True))

    answer = client.post(reverse(f"admin:{act}", args=[acme.pk]))

    assert answer.status_code in (302, 403)
    acme.refresh_from_db()
    assert (acme.confirmed_at, acme.refused_at) == (None, None)


@pytest.mark.parametrize("act", ["confirm_company", "take_back_company"])
def test_staff_decide_by_post(client, acme, act):
    client.force_login(make.staff())

    assert client.get(reverse(f"admin:{act}", args=[acme.pk])).status_code == 405


def test_staff_see_the_buttons_and_what_was_proved_but_write_no_proof(client, nadia):
    company = proved(nadia)
    client.force_login(make.staff())

    shown = client.get(reverse("admin:employers_company_change", args=[company.pk])).content.decode()

    assert "Say yes: it may post" in shown
    assert "by a record in the DNS" in shown
    assert 'name="proofs-0-domain"' not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_staff_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, django_assert_num_queries, rows
):
    for number in range(rows):
        owner = make.user()
        proving.ask_staff(make.company(owner, name=f"Acme {number}", confirmed_at=None), "x", by=owner)
    client.force_login(make.staff())

    with django_assert_num_queries(7):
        client.get(reverse("admin:employers_company_changelist"))


# What candidates see


def test_candidates_see_what_was_proved_and_when(client, nadia):
    company = proved(nadia)
    listing = make.live_listing(nadia, company=company)
    client.logout()

    for address in (company.get_absolute_url(), listing.get_absolute_url()):
        assert today("Proved acme.example") in client.get(address).content.decode()


def test_a_listing_says_how_large_its_company_is_and_how_much_is_open_there(client, nadia):
    company = make.company(nadia, size="2-10")
    listing = make.live_listing(nadia, company=company)
    make.live_listing(nadia, company=company)

    shown = client.get(listing.get_absolute_url()).content.decode()

    assert "2 to 10 people" in shown
    assert "All about Acme</a>: 2 open listings" in shown


def test_candidates_see_that_nothing_was_proved(client, nadia):
    company = make.company(nadia)
    listing = make.live_listing(nadia, company=company)
    client.logout()

    assert "Not proved" in client.get(listing.get_absolute_url()).content.decode()
    shown = client.get(company.get_absolute_url()).content.decode()
    assert "Not proved" in shown
    assert "Nobody has shown that this page is the company's own." in shown.replace("&#x27;", "'")


def test_of_an_imported_advert_the_source_is_named_and_no_proof(client):
    company = make.company()

    assert "Known from its adverts elsewhere" in client.get(company.get_absolute_url()).content.decode()
