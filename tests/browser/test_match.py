"""Find my fit in a browser: by mouse in six clicks, by keyboard, and what is typed finds skills."""

import re

from playwright.sync_api import Page, expect

from candidates.models import Candidate
from tests import make


class Clicks:
    """Counts what a person has to press."""

    def __init__(self):
        self.number = 0

    def __call__(self, thing) -> None:
        thing.click()
        self.number += 1


def test_from_nothing_to_the_first_match_in_six_clicks_what_if_and_saved_at_sign_up(site: Page, live_server):
    make.live_listing(title="Answers customers", skills=["customer-support", "sql"])
    click = Clicks()
    site.goto(live_server.url)

    click(site.get_by_role("link", name="Find my fit: 3 short steps"))
    click(site.get_by_label("TikTok"))
    click(site.get_by_role("button", name="Continue"))
    click(site.get_by_label("Customer support"))
    click(site.get_by_label("Audience engagement"))
    click(site.get_by_role("button", name="Show my fit"))

    expect(site.get_by_role("heading", name="Roles", exact=True)).to_be_visible()
    expect(site.get_by_text(re.compile(r"You have \d of \d core skills")).first).to_be_visible()
    assert click.number == 6

    site.get_by_role("link", name="Learn SQL").click()
    expect(site.get_by_text("What if you learn SQL?")).to_be_visible()
    expect(site.get_by_text("Moved up").first).to_be_visible()
    site.get_by_role("link", name="I can do this").click()
    site.get_by_role("button", name="Save my skills").click()
    site.get_by_label("Email").fill("sam@example.com")
    site.get_by_label("Password").fill(make.PASSWORD)
    site.get_by_role("button", name="Make the account").click()
    expect(site.get_by_role("heading", name="Look in your mail")).to_be_visible()
    saved = Candidate.objects.get(user__email="sam@example.com").skills
    assert sorted(saved.values_list("slug", flat=True)) == ["audience-engagement", "customer-support", "sql"]


def test_a_typed_word_leaves_the_skills_that_are_called_so_and_those_that_are_ticked(site: Page, live_server):
    site.goto(f"{live_server.url}/match/skills/")
    site.get_by_label("Empathy").check()

    site.get_by_label("Type a skill").press_sequentially("customer serv")

    expect(site.get_by_label("Customer support")).to_be_visible()
    expect(site.get_by_label("Empathy")).to_be_visible()
    expect(site.get_by_label("Teamwork")).to_be_hidden()


def test_what_is_ticked_stands_in_a_row_at_the_top_and_a_press_unticks_it(site: Page, live_server):
    site.goto(f"{live_server.url}/match/skills/")
    row = site.get_by_role("list", name="Ticked so far")

    expect(row).to_be_hidden()
    site.get_by_label("Empathy").check()
    site.get_by_label("Audience engagement").check()
    expect(row.get_by_role("button")).to_have_text([re.compile("Empathy"), re.compile("Audience engagement")])
    site.get_by_label("Audience engagement").uncheck()
    expect(row.get_by_role("button")).to_have_count(1)
    row.get_by_role("button", name="Untick Empathy").click()

    expect(site.get_by_label("Empathy")).not_to_be_checked()
    expect(site).to_have_url(f"{live_server.url}/match/skills/")


def test_the_foot_of_the_skills_leaves_room_on_the_smallest_screen(site: Page, live_server):
    site.set_viewport_size({"width": 320, "height": 640})
    site.goto(f"{live_server.url}/match/skills/")

    assert site.locator(".sticky-foot").bounding_box()["height"] < 60


def test_the_match_works_with_a_keyboard_alone(site: Page, live_server):
    site.goto(f"{live_server.url}/match/skills/")
    site.locator("#find").focus()

    site.keyboard.press("Tab")
    site.keyboard.press("Tab")
    site.keyboard.press("Space")
    site.locator("#find").focus()
    site.keyboard.press("Enter")

    expect(site).to_have_url(re.compile(r"/match/(results|skills)/\?.*skill="))
