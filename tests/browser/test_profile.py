"""Leo's way to a page of his own, seen by whom he chooses; then every page of it under the checker."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from candidates.files import pieces as files
from candidates.models import Candidate, Piece
from candidates.portfolio import pieces, publishing
from tests import make
from tests.browser.people import sign_in
from tests.browser.test_accessibility import check
from tests.browser.test_match import Clicks
from tests.candidates.pictures import PDF, chosen, picture

LEO = "leo@fern.example"


def leo(**fields) -> Candidate:
    return make.person(make.user(LEO), **{"handle": "leo-m", "published_at": None} | fields)


def photo() -> dict:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 21.0, 8.0)})
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture(exif=exif)}


def button(what: str, title: str) -> re.Pattern:
    """What it does, and for listeners to what."""
    return re.compile(rf"{what} ?: {title}")


def fill_piece(page: Page, title: str) -> None:
    page.get_by_label("Kind").select_option(label="Campaign")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Your part in it").fill("I cut it.")


def test_from_nothing_to_a_public_page_that_its_owner_saw_first(site: Page, live_server):
    make.company(name="Fern", website="https://fern.example")
    Candidate.objects.keep(make.user(LEO), ["copywriting", "sql"], ["tiktok"])
    sign_in(site, live_server.url, LEO)
    site.goto(live_server.url)
    site.get_by_role("link", name="Today").click()

    # 1. My profile: off, with what would make it useful.
    site.get_by_role("link", name="Your profile and portfolio").click()
    expect(site.get_by_text("Your page is off.")).to_be_visible()
    site.get_by_role("link", name="Write a headline").click()
    site.get_by_label("Name on your page").fill("Leo M.")
    site.get_by_label("Headline").fill("Video editor")
    site.get_by_label("Language 1", exact=True).select_option("pl")
    site.get_by_label("How well you know language 1").select_option("first")
    site.get_by_role("button", name="Save").click()

    # 2. A piece with a picture, whose place is taken out, and its words.
    site.get_by_role("link", name="Add three pieces to your portfolio").click()
    site.get_by_role("link", name="Add a piece").click()
    fill_piece(site, "Spring campaign")
    site.get_by_label("Picture or PDF").set_input_files(photo())
    site.get_by_role("button", name="Save").click()
    expect(site.get_by_role("alert")).to_contain_text("Describe the image for people who cannot see it.")
    site.get_by_label("Picture or PDF").set_input_files(photo())
    site.get_by_label("What the picture shows").fill("A teal field")
    site.get_by_role("button", name="Save").click()
    expect(site.get_by_text("Added.")).to_be_visible()

    # 3. A link, which is not proved yet.
    site.get_by_role("link", name="Links", exact=True).click()
    site.get_by_label("Address").fill("https://leo.example")
    site.get_by_role("button", name="Add the link").click()
    expect(site.get_by_text("Not proved")).to_be_visible()

    # 4. Field by field.
    site.get_by_role("link", name="Who sees what", exact=True).click()
    for part in ("Headline and about", "Portfolio", "Skills and platforms"):
        site.get_by_label(part).select_option("public")
    site.get_by_role("button", name="Save").click()

    # 7. Published under an address of his.
    site.get_by_role("link", name="Overview").click()
    site.get_by_role("link", name="Choose an address to publish").click()
    site.get_by_label("Address of your page").fill("leo-m")
    site.get_by_role("button", name="Save the address").click()
    site.get_by_role("button", name="Publish my page").click()
    expect(site.get_by_text("Your page is on", exact=True)).to_be_visible()

    # 6. As others get it.
    site.get_by_role("link", name="Preview as anyone").click()
    expect(site.get_by_role("heading", name="Leo M.")).to_be_visible()
    expect(site.get_by_role("img", name="A teal field")).to_be_visible()
    expect(site.get_by_role("heading", name="Links")).to_have_count(0)
    site.get_by_label("Preview as").select_option("applied")
    site.get_by_role("button", name="Show").click()
    expect(site.get_by_role("heading", name="Links")).to_be_visible()

    # 8. Signed out: what anyone gets, and a picture that does not say where it was taken.
    site.context.clear_cookies()
    assert site.goto(f"{live_server.url}/people/leo-m/").ok
    image = site.get_by_role("img", name="A teal field")
    kept = Image.open(BytesIO(site.request.get(live_server.url + image.get_attribute("src")).body()))
    assert dict(kept.getexif()) == {}
    assert image.evaluate("image => image.complete && image.naturalWidth") == 640


def test_hidden_from_ones_employer_in_three_clicks(site: Page, live_server):
    make.company(name="Fern", website="https://fern.example")
    leo()
    sign_in(site, live_server.url, LEO)
    site.goto(live_server.url)
    click = Clicks()

    click(site.get_by_role("link", name="Today"))
    click(site.get_by_role("link", name="Hide from companies"))
    click(site.get_by_role("button", name="Hide from Fern"))

    expect(site.get_by_text("Fern sees nothing of your page from now on.")).to_be_visible()
    assert click.number == 3
    assert [one.company.name for one in Candidate.objects.get().hidden_from.all()] == ["Fern"]


def test_pieces_are_ordered_by_keyboard(site: Page, live_server):
    person = leo()
    for title in "ABC":
        make.piece(person, title=title)
    sign_in(site, live_server.url, LEO)
    site.goto(f"{live_server.url}/me/profile/pieces/")

    for _ in range(2):
        site.get_by_role("button", name=button("Move up", "C")).focus()
        site.keyboard.press("Enter")
        site.wait_for_url("**/pieces/#piece-*")

    expect(site.get_by_role("listitem").filter(has_text="Campaign").first).to_contain_text("C")
    expect(site.get_by_role("button", name=button("Move up", "C"))).to_have_count(0)
    assert list(Piece.objects.values_list("title", flat=True)) == ["C", "A", "B"]


def test_ordering_and_hiding_work_without_scripts(browser, live_server):
    make.company(name="Moss")
    person = leo()
    for title in "AB":
        make.piece(person, title=title)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, LEO)

    page.goto(f"{live_server.url}/me/profile/pieces/")
    page.get_by_role("button", name=button("Move down", "A")).click()
    page.goto(f"{live_server.url}/me/profile/hide-from/")
    page.get_by_label("Name of the company").fill("mos")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Hide from Moss").click()

    expect(page.get_by_role("button", name="Stop hiding from Moss")).to_be_visible()
    assert list(Piece.objects.values_list("title", flat=True)) == ["B", "A"]
    context.close()


# The checker


def full() -> Candidate:
    """With something of everything, also what is long."""
    person = leo(
        published_at="2026-05-12T12:00Z",
        about="I cut.\n\nFast.",
        languages=[["pl", "first"], ["en", "fluent"]],
        work_modes=["remote"],
        availability="month",
        country="PL",
        city="Gdańsk",
        time_zone="Europe/Warsaw",
        may_work_in=["PL", "IE"],
    )
    Candidate.objects.keep(person.user, ["copywriting", "sql", "seo"], ["tiktok", "x"])
    person = Candidate.objects.get()
    by = {"by": person.user}
    image = make.piece(
        person, title="An" + "extremely" * 9 + "long title", alt_text="A teal field", kind="video"
    )
    pieces.save(image, [], [], file=files.look(chosen(picture())), **by)
    paper = make.piece(
        person, title="Report", client="Acme", result="41,000 views", result_source="Studio", result_on="2026-05-20",
        link="https://acme.example/spring", transcript="I say hello.", skills=["seo"],
    )  # fmt: skip
    pieces.save(paper, paper.skills.all(), [], file=files.look(chosen(PDF, "a.pdf")), **by)
    person.links.create(
        url="https://leo.example/" + "long" * 20,
        code="rolefeed-1",
        proved_at="2026-05-12T12:00Z",
        proved_by="code",
    )
    person.links.create(url="https://acme.example/leo", code="rolefeed-2")
    person.old_handles.create(handle="leo-old", leads_on=True)
    publishing.hide_from(make.company(name="Fern", website="https://fern.example"), **by)
    return person


PAGES = [
    "", "about/", "address/", "visibility/", "pieces/", "pieces/new/", "links/", "hide-from/?name=fern",
    "hide-from/?name=zzz", "preview/", "preview/?as=applied", "preview/?as=hidden-fern",
]  # fmt: skip


@pytest.mark.parametrize("at", PAGES)
def test_the_pages_of_a_full_profile_have_no_fault(site, live_server, at):
    full()
    sign_in(site, live_server.url, LEO)

    check(site, f"{live_server.url}/me/profile/{at}")


@pytest.mark.parametrize("at", ["", "pieces/", "links/", "hide-from/"])
def test_an_empty_profile_has_no_fault(site, live_server, at):
    make.user(LEO)
    sign_in(site, live_server.url, LEO)

    check(site, f"{live_server.url}/me/profile/{at}")


@pytest.mark.parametrize("at", ["", "delete/"])
def test_changing_and_deleting_a_piece_have_no_fault(site, live_server, at):
    number = full().pieces.first().pk
    sign_in(site, live_server.url, LEO)

    check(site, f"{live_server.url}/me/profile/pieces/{number}/{at}")


@pytest.mark.parametrize("at", ["", "write/"])
def test_a_persons_page_has_no_fault(site, live_server, at):
    full()
    if at:
        make.user("nadia@example.com")
        sign_in(site, live_server.url, "nadia@example.com")

    check(site, f"{live_server.url}/people/leo-m/{at}")


def test_a_piece_with_errors_has_no_fault(site, live_server):
    leo()
    sign_in(site, live_server.url, LEO)
    site.goto(f"{live_server.url}/me/profile/pieces/new/")
    site.get_by_role("button", name="Save").click()

    expect(site.get_by_role("alert")).to_contain_text("Choose what it is")
    expect(site.locator("[data-error-summary]")).to_be_focused()
