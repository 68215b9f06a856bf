"""Links of a profile, and how somebody shows that a page is theirs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.models import ProofLink
from candidates.portfolio import reading
from tests import make
from tests.employers.outside import response

pytestmark = pytest.mark.django_db

PAGE = "acme.example/me"
BACK = "http://localhost/people/leo-m/"


@pytest.fixture
def leo(client, settings):
    settings.SITE_URL = "http://localhost"
    person = make.person(handle="leo-m")
    client.force_login(person.user)
    return person


def post(client, name: str, /, *args, **data):
    return client.post(reverse(name, args=args), data, follow=True)


def add(client, url: str = f"https://{PAGE}", **more) -> ProofLink:
    post(client, "profile_links", url=url, **more)
    return ProofLink.objects.get(url=url)


def prove(client, link: ProofLink) -> str:
    shown = post(client, "prove_link", link.pk).content.decode()
    link.refresh_from_db()
    return shown


def html(body: str) -> str:
    return f"<!doctype html><html><head><title>Leo</title></head><body>{body}</body></html>"


# Adding


def test_a_link_is_added_with_its_platform_and_a_code(client, leo):
    link = add(client, "https://www.youtube.com/@leo-m", platform="youtube")

    assert (link.candidate, link.platform.slug, link.proved_at) == (leo, "youtube", None)
    assert link.code in client.get(reverse("profile_links")).content.decode()


def test_the_platform_is_read_from_the_address(client, leo):
    assert add(client, "https://m.twitch.tv/leo").platform.slug == "twitch"
    assert add(client, "https://leo.example").platform is None


def test_no_other_site_is_called_a_platform(client, leo):
    answer = post(client, "profile_links", url="https://leo.example/instagram.com", platform="instagram")

    assert "This address is not on Instagram" in answer.content.decode()
    assert "https://leo.example/instagram.com" in answer.content.decode()
    assert not ProofLink.objects.exists()


def test_a_server_of_mastodon_may_be_anywhere(client, leo):
    assert add(client, "https://social.leo.example/@leo", platform="mastodon").platform.slug == "mastodon"


def test_codes_differ_and_the_same_address_twice_is_one_link(client, leo):
    first, second = add(client), add(client, "https://acme.example/other")
    add(client)

    assert first.code != second.code
    assert ProofLink.objects.count() == 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "http://acme.example",
        "https://10.0.0.1/",
        "https://bit.ly/x",
        "https://a@b.example/",
    ],
)
def test_an_address_that_leads_astray_is_refused(client, leo, url):
    answer = post(client, "profile_links", url=url)

    assert answer.status_code == 422
    assert not ProofLink.objects.exists()


def test_ten_links_fit(client, leo):
    for number in range(10):
        leo.links.create(url=f"https://acme.example/{number}", code="x")

    answer = post(client, "profile_links", url="https://acme.example/one-more")

    assert answer.status_code == 422
    assert "that is as many as fit" in answer.content.decode()


def test_nothing_of_a_proof_is_taken_from_what_is_posted(client, leo):
    link = add(client, proved_at="2026-01-01", code="mine", proved_by="code")

    assert (link.proved_at, link.proved_by) == (None, "")
    assert link.code.startswith("rolefeed-")


@pytest.mark.parametrize("links", [1, 3])
def test_questions_of_my_links(client, leo, links, assert_questions):
    for number in range(links):
        leo.links.create(url=f"https://acme.example/{number}", code="x")

    with assert_questions(5):
        client.get(reverse("profile_links"))


# Proving


@pytest.mark.parametrize(
    "body",
    [
        f'<a rel="me" href="{BACK}">me</a>',
        f'<a href="{BACK.rstrip("/")}" rel="nofollow noopener ME">me</a>',
        f'<link rel="me" href="{BACK}">',
        f"<A REL=me HREF='{BACK.upper()}'>me</A>",
    ],
)
def test_a_page_that_links_back_proves_it(client, leo, internet, body):
    internet.site.page(PAGE, html(body), "text/html; charset=utf-8")
    link = add(client)

    shown = prove(client, link)

    assert link.proved_by == "rel-me"
    assert link.proved_at.date() == timezone.now().date()
    assert "Proved." in shown
    client.logout()
    assert f"Proved on {timezone.now():%-d %B %Y}" in client.get("/people/leo-m/").content.decode()


@pytest.mark.parametrize("body", ["<p>Leo, {code}</p>", '<meta name="description" content="Cuts. {code}">'])
def test_a_code_on_the_page_proves_it(client, leo, internet, body):
    link = add(client)
    internet.site.page(PAGE, html(body.format(code=link.code)), "text/html")

    prove(client, link)

    assert link.proved_by == "code"


def test_a_plain_text_with_the_code_proves_it_too(client, leo, internet):
    link = add(client)
    internet.site.page(PAGE, f"Leo {link.code}")

    prove(client, link)

    assert link.proved_at


@pytest.mark.parametrize(
    "body",
    [
        "<p>Leo</p>",
        f'<a href="{BACK}">not said to be me</a>',
        f'<a rel="me ugc" href="{BACK}">in a comment of somebody</a>',
        '<a rel="me" href="http://localhost/people/leo-n/">somebody else</a>',
        '<a rel="me" href="http://other.example/people/leo-m/">another site</a>',
        f'<!-- <a rel="me" href="{BACK}">me</a> {{code}} -->',
        f'<script>const page = \'<a rel="me" href="{BACK}">{{code}}</a>\'</script>',
        "<template>{code}</template>",
        '<a rel="me" href="http://[">broken</a>',
    ],
)
def test_a_page_that_shows_neither_proves_nothing(client, leo, internet, body):
    link = add(client)
    internet.site.page(PAGE, html(body.replace("{code}", link.code)), "text/html")

    shown = prove(client, link)

    assert link.proved_at is None
    assert "Not proved: The page has neither the code nor a link back" in shown


def test_a_proof_ends_when_the_page_does_not_show_it_any_more(client, leo, internet):
    link = add(client)
    internet.site.page(PAGE, f"Leo {link.code}")
    prove(client, link)

    internet.site.page(PAGE, "Leo")
    prove(client, link)

    assert (link.proved_at, link.proved_by) == (None, "")


def test_a_site_that_cannot_be_read_changes_nothing(client, leo, internet):
    link = add(client)
    internet.site.page(PAGE, f"Leo {link.code}")
    prove(client, link)
    proved = link.proved_at

    internet.names.say("acme.example", "A", ["10.0.0.7"])
    shown = prove(client, link)

    assert link.proved_at == proved
    assert "acme.example is not on the public internet" in shown


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1"])
def test_no_machine_of_ours_is_ever_asked(client, leo, internet, address):
    internet.names.say("acme.example", "A", [address])
    link = add(client)

    prove(client, link)

    assert internet.dialled == []
    assert link.proved_at is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (response(b"", "Location: https://169.254.169.254/", status="302 Found"), "leads on to another one"),
        (response(b"x", "Content-Type: image/png"), "The answer is image/png"),
        (response(b"x" * 1_000_001, "Content-Type: text/html"), "larger than 1000000 bytes"),
        (response(b"x", status="404 Not Found"), "answers with the code 404"),
    ],
)
def test_an_answer_that_is_no_page_is_said(client, leo, internet, answer, words):
    internet.site.pages["acme.example", "me"] = answer
    link = add(client)

    assert words in prove(client, link)
    assert link.proved_at is None


def test_one_looks_twenty_times_an_hour(client, leo, internet):
    internet.site.page(PAGE, "Leo")
    link = add(client)

    answers = [client.post(reverse("prove_link", args=[link.pk])).status_code for _ in range(21)]

    assert answers == [302] * 20 + [429]


def test_a_link_is_removed(client, leo):
    link = add(client)

    post(client, "remove_link", link.pk)

    assert not ProofLink.objects.exists()
    assert client.post(reverse("remove_link", args=[link.pk])).status_code == 404


@pytest.mark.parametrize("name", ["prove_link", "remove_link"])
def test_links_of_others_are_not_there(client, leo, internet, name):
    theirs = make.person().links.create(url="https://acme.example/me", code="x")

    assert client.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert internet.dialled == []
    assert ProofLink.objects.get() == theirs


HURTFUL = ["<", "<a ", "<a rel=", "<a rel=me href='", "<a rel='me' href=\"", "<!--", "&", "<div>", "<script>"]


@pytest.mark.parametrize("text", HURTFUL)
def test_a_page_that_is_made_to_hurt_its_reader_is_read_to_its_end(text):
    visible = reading.shown(text * (1_000_000 // len(text)))

    assert reading.called_mine(visible) == set()


def test_what_is_hidden_ends_where_it_ends():
    assert reading.shown("a<!-- b -->c<SCRIPT src=x>d</Script>e<style>f") == "ac>e"
