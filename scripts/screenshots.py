"""Takes the pictures of docs/screenshots from a fresh demo board of its own. Run by `make screenshots`; names of PAGES
behind it take only those."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import demo_person
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
SIZES = {360: 740, 1280: 800}
PASSWORD = "rolefeed-demo"  # noqa: S105 - the demo accounts' own
PAGES = {
    "home": "/",
    "listings": "/listings/?category=marketing&mode=hybrid&mode=remote",
    "category": "/careers/influencer/",
    "role": "/careers/marketing/paid-social-specialist/",
    "skill": "/skills/ux-design/",
    "platform": "/platforms/tiktok/",
    "compare-roles": "/careers/compare/?a=data-analyst&b=growth-marketer",
    "compare-platforms": "/platforms/compare/?a=tiktok&b=x",
    "practice": "/platforms/practice/?platform=x",
    "privacy": "/privacy/",
    "match": "/match/results/?platform=tiktok&skill=customer-support&skill=empathy&skill=written-communication&plus=sql",
}
# Pages of the first listing that a search finds: its number is another one on every board.
FIRST_OF = {"deal": "/listings/?deal_term=for-ever"}
DARK = ["home", "listings", "match", "category", "skill"]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    env = os.environ | {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "--verbosity=0"], ["load_vocabulary"], ["load_demo"], ["load_demo_people"]):
        subprocess.run([*manage, *command], env=env, check=True)
    port = free_port()
    server = subprocess.Popen(
        [*manage, "runserver", "--noreload", str(port)], env=env, stdout=subprocess.DEVNULL
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> str:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz/")  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return address
    raise TimeoutError(f"Nothing answers at {address}")


def take(
    browser: Browser,
    base: str,
    name: str,
    path: str,
    *,
    sign_in_as: str = "",
    dark: bool = False,
    act: Callable[[Page], None] = lambda page: None,
) -> None:
    for width, height in SIZES.items():
        if dark and width == 360:
            continue
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        page = context.new_page()
        if sign_in_as:
            sign_in(page, base, sign_in_as)
        page.goto(base + path)
        act(page)
        page.screenshot(path=PICTURES / f"{name}-{width}{'-dark' if dark else ''}.png")
        context.close()


def write_title(page: Page) -> None:
    """As much as it takes for suggestions and a card."""
    page.get_by_label("Title").fill("Paid social exec (TikTok)")
    page.locator("#suggested-role input").first.wait_for()
    page.locator("#draft-state [data-saved]").wait_for()


def show_messages(page: Page) -> None:
    page.get_by_role("heading", name="Messages").evaluate("heading => heading.scrollIntoView()")


def sign_in(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")


def first_listing(
    browser: Browser, base: str, found: str = "/listings/?category=marketing&mode=hybrid&q=social"
) -> str:
    page = browser.new_page()
    page.goto(base + found)
    path = page.locator("#results article h3 a").first.get_attribute("href")
    page.close()
    return path or "/listings/"


def write_listing(browser: Browser, base: str) -> None:
    """Post one as the demo employer would, and send it, so that something waits for staff."""
    page = browser.new_page()
    sign_in(page, base, "employer@example.com")
    page.goto(f"{base}/post/")
    for label in ("Entry", "On site", "Instagram", "On the employer's site"):
        page.get_by_label(label, exact=True).check()
    for field, value in {
        "title": "Social media coordinator, garden shops",
        "place": "Leeds",
        "pay_min": "25000",
        "pay_max": "29000",
        "skills_required": "Content calendar, caption writing, community management",
        "skills_nice": "Canva",
        "apply_url": "https://fern.example/jobs/coordinator",
        "description": (
            "## What you will do\n\n- Plan a calendar of posts for three garden shops.\n- Answer comments and"
            " messages every day.\n- Say each month what worked.\n\n## What you bring\n\n- Clear, friendly captions.\n"
            "- Care for details and deadlines."
        ),
    }.items():
        page.locator(f"#id_{field}").fill(value)
    for field, value in {
        "role": "social-media-coordinator",
        "country": "GB",
        "contract": "permanent",
        "hours": "full-time",
        "pay_model": "salary",
        "currency": "GBP",
        "pay_period": "year",
    }.items():
        page.locator(f"#id_{field}").select_option(value)
    page.get_by_role("button", name="Save and preview").click()
    page.get_by_role("button", name="Send for review").click()
    page.close()


def most_seen(browser: Browser, base: str) -> str:
    """The page with the numbers of the demo employer's most seen listing."""
    page = browser.new_page()
    sign_in(page, base, "employer@example.com")
    page.goto(f"{base}/employer/?sort=seen")
    path = page.locator("td.numbers a").first.get_attribute("href")
    page.close()
    return path or "/employer/"


def take_person(browser: Browser, base: str) -> None:
    """A page of the demo candidate's own, and how they keep it."""
    page = browser.new_page()
    sign_in(page, base, "candidate@example.com")
    demo_person.make(page, base)
    page.close()
    take(browser, base, "person", "/people/leo-m/")
    take(browser, base, "person", "/people/leo-m/", dark=True)
    take(browser, base, "profile", "/me/profile/", sign_in_as="candidate@example.com")


def take_candidate(browser: Browser, base: str) -> None:
    """From a saved listing to an application that somebody can follow."""
    priya = {"sign_in_as": "candidate@example.com"}
    page = browser.new_page()
    sign_in(page, base, "candidate@example.com")
    page.goto(f"{base}/listings/?q=garden")
    for button in page.get_by_role("button", name="Save").all()[:3]:
        button.click()
    page.get_by_role("link", name="Short video editor").first.click()
    page.get_by_role("link", name="Apply").first.click()
    take(browser, base, "apply", page.url.removeprefix(base), **priya)
    page.locator("#id_why").fill(
        "I planned, filmed and cut the films of a seed shop for a year. Last spring one of them brought 41,000 people to"
        " a page that had 900 followers."
    )
    for piece in page.locator("input[name=pieces]").all()[:2]:
        piece.check()
    page.get_by_role("button", name="Check before sending").click()
    take(browser, base, "check", page.url.removeprefix(base), **priya)
    page.get_by_role("button", name="Send").first.click()
    take(browser, base, "sent", page.url.removeprefix(base), **priya)
    page.goto(f"{base}/me/applications/")
    page.get_by_role("link", name="Short video editor").first.click()
    take(browser, base, "application", page.url.removeprefix(base), **priya)
    page.goto(f"{base}/alerts/new/?category=marketing&mode=hybrid&mode=remote")
    page.get_by_role("button", name="Email me", exact=True).click()
    page.close()
    for name, address in {
        "applications": "/me/applications/",
        "saved": "/me/saved/",
        "alerts": "/me/alerts/",
        "visibility": "/me/profile/visibility/",
    }.items():
        take(browser, base, name, address, **priya)
    for dark in (False, True):
        take(browser, base, "me", "/me/", dark=dark, **priya)


def take_applicants(browser: Browser, base: str) -> None:
    """Of the demo employer's listing that has some."""
    page = browser.new_page()
    sign_in(page, base, "employer@example.com")
    page.goto(f"{base}/employer/?sort=applied")
    path = page.get_by_role("link", name="Applicants").first.get_attribute("href") or "/employer/"
    page.goto(f"{base}{path}?stage=interview")
    one = page.locator("[data-open]").first.get_attribute("href") or path
    page.close()
    nadia = {"sign_in_as": "employer@example.com"}
    for name, address in {"applicants": path, "columns": f"{path}?view=columns", "applicant": one}.items():
        take(browser, base, name, address, **nadia)
    take(browser, base, "applicant", one, dark=True, **nadia)
    take(browser, base, "messages", one, act=show_messages, **nadia)


def review_page(browser: Browser, base: str) -> str:
    page = browser.new_page()
    sign_in(page, base, "staff@example.com")
    page.goto(f"{base}/admin/listings/waitinglisting/")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/review/")
    path = page.url.removeprefix(base)
    page.close()
    return path


def take_acts(browser: Browser, base: str) -> None:
    """What has no address before somebody did something."""
    take(browser, base, "listing", first_listing(browser, base))
    take(browser, base, "post", "/post/", sign_in_as="employer@example.com", act=write_title)
    write_listing(browser, base)
    take(browser, base, "desk", "/employer/?sort=seen", sign_in_as="employer@example.com")
    take(browser, base, "numbers", most_seen(browser, base), sign_in_as="employer@example.com")
    take_applicants(browser, base)
    take(browser, base, "queue", "/admin/listings/waitinglisting/", sign_in_as="staff@example.com")
    take(browser, base, "review", review_page(browser, base), sign_in_as="staff@example.com")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_site(Path(folder)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        wanted = sys.argv[1:]
        for name in wanted or [*PAGES, *FIRST_OF, "person"]:
            if name == "person":
                take_person(browser, base)
                take_candidate(browser, base)
                continue
            if name == "applicants":
                take_applicants(browser, base)
                continue
            if name in FIRST_OF:
                take(browser, base, name, first_listing(browser, base, FIRST_OF[name]))
                continue
            take(browser, base, name, PAGES[name])
            if name in DARK:
                take(browser, base, name, PAGES[name], dark=True)
        if not wanted:
            take_acts(browser, base)
        browser.close()
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
