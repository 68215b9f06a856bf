"""Post practice in a browser: it counts what the server counts, while somebody types, and says so quietly."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import check_as_it_is

VECTORS = Path(__file__).parents[1] / "roles" / "data" / "count_vectors.json"
# The file travels as text: halves of characters would not survive as strings.
COUNT = """async (vectors) => {
  const counting = await import("/static/js/counting.js");
  const { cases, cuts } = JSON.parse(vectors);
  const different = [];
  const same = (name, one, other) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) different.push([name, one, other]);
  };
  for (const { name, text, times, counts, links, hashtags, facts } of cases) {
    const whole = text.repeat(times ?? 1);
    for (const [way, expected] of Object.entries(counts)) same(`${name}: ${way}`, counting.count(whole, way), expected);
    same(`${name}: facts`, [...counting.facts(whole)].sort(), facts);
    if (times) continue;
    same(`${name}: links`, counting.links(counting.clean(text)), links ?? []);
    same(`${name}: hashtags`, counting.hashtags(counting.clean(text)), hashtags ?? []);
  }
  for (const { name, text, counting: way, most, kept, cut } of cuts) {
    same(name, counting.cut(text, way, most), [kept, cut]);
  }
  return different;
}"""
TEXTS = [
    "hello",
    "Café 👍🏽 at example.com and https://example.com/a/b_(c). @jo@example.org #one #two <b>",
    "你好，世界 " * 60,
    "a" * 281,
    "Zażółć gęślą jaźń\n" * 200,
    "👨‍👩‍👧‍👦🇬🇧1️⃣" * 60,
    "https://example.com/" + "a" * 400,
    "שלום " * 80,
]


@pytest.fixture
def practice(site: Page, live_server) -> Page:
    site.goto(f"{live_server.url}/platforms/practice/?platform=x")
    return site


def card(page: Page, name: str):
    return page.locator(f'[data-platform="{name}"]')


def cards(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("[data-platform]").all_inner_texts()]


def test_the_browser_counts_every_vector_as_the_server_does(practice):
    assert practice.evaluate(COUNT, VECTORS.read_text("utf-8")) == []


def test_typing_changes_the_counts_at_once(practice):
    practice.get_by_label("Your text").press_sequentially("Open at nine 🎉")

    expect(card(practice, "X")).to_contain_text("Post: 15 of 280 weighted characters")
    expect(card(practice, "X")).to_contain_text("265 left")
    expect(card(practice, "YouTube")).to_contain_text("Video description: 17 of 5,000 bytes")
    expect(practice.get_by_role("heading", name="How it counts", exact=True)).to_be_visible()
    expect(practice.get_by_text("We bake before you wake")).to_have_count(0)


def test_what_does_not_fit_is_marked_and_unmarked(practice):
    practice.get_by_label("Your text").fill("a" * 280 + "zyx")

    expect(card(practice, "X")).to_contain_text("Cut 3 weighted characters")
    expect(card(practice, "X").locator("del")).to_contain_text("zyx")

    practice.get_by_label("Your text").fill("a" * 281)
    expect(card(practice, "X")).to_contain_text("Cut 1 weighted character.")

    practice.get_by_label("Your text").fill("a" * 280)
    expect(card(practice, "X").locator("del")).to_be_hidden()
    expect(card(practice, "X")).to_contain_text("0 left")


def test_the_answer_is_told_when_typing_stops_and_not_at_every_key(practice):
    practice.evaluate("""() => {
      window.told = [];
      const status = document.querySelector("[data-summary]");
      const look = () => window.told.push(status.innerText);
      new MutationObserver(look).observe(status, { childList: true, subtree: true, characterData: true, attributes: true });
    }""")
    practice.get_by_label("Your text").press_sequentially("some words that fit everywhere", delay=30)

    assert practice.evaluate("told.length") == 0
    expect(practice.get_by_role("status")).to_have_text("It fits on 15 of 15 platforms.", use_inner_text=True)
    practice.get_by_label("Your text").press_sequentially(" and more", delay=30)
    practice.wait_for_timeout(1500)
    assert set(practice.evaluate("told")) == {"It fits on 15 of 15 platforms."}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_browser_shows_the_very_words_that_the_server_does(practice, text):
    practice.get_by_label("Your text").fill(text)
    practice.wait_for_timeout(1500)
    practice.evaluate("document.querySelectorAll('details').forEach((more) => { more.open = true; })")
    counted, told = cards(practice), practice.get_by_role("status").inner_text()

    practice.get_by_role("button", name="Count").click()
    practice.wait_for_load_state()
    practice.evaluate("document.querySelectorAll('details').forEach((more) => { more.open = true; })")

    assert cards(practice) == counted
    assert practice.get_by_role("status").inner_text() == told
    assert practice.get_by_label("Your text").input_value() == text


def test_a_text_typed_on_a_platforms_page_is_counted_with_that_platform_first(site, live_server):
    site.goto(f"{live_server.url}/platforms/bluesky/")

    site.get_by_label("A text for Bluesky").fill("Hello from the platform page")
    site.get_by_role("button", name="Count").click()

    expect(site.locator("[data-platform]").first).to_contain_text("28 of 300 graphemes")
    assert "Hello" not in site.url


def test_practice_works_with_a_keyboard_alone(practice):
    practice.get_by_label("Your text").focus()
    practice.keyboard.type("Typed by hand")
    practice.keyboard.press("Tab")
    practice.keyboard.press("Enter")

    practice.wait_for_url("**#result")
    expect(card(practice, "X")).to_contain_text("Post: 13 of 280")
    assert practice.locator("[data-platform]").first.get_attribute("data-platform") == "X"


@pytest.mark.parametrize("text", ["", "a" * 300, "a" * 70_001])
def test_answers_have_no_fault(practice, text):
    practice.get_by_label("Your text").fill(text)
    practice.get_by_role("button", name="Count").click()
    practice.wait_for_load_state()

    practice.set_viewport_size({"width": 320, "height": 700})
    check_as_it_is(practice)
    assert practice.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_works_without_a_script(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/platforms/practice/")

    page.get_by_label("Your text").fill("a" * 300)
    page.get_by_role("button", name="Count").click()

    expect(card(page, "X")).to_contain_text("Cut 20 weighted characters")
    expect(page.get_by_label("Your text")).to_have_value("a" * 300)
    context.close()
