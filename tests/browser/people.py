"""What people do in these tests, named by what they would say."""

from playwright.sync_api import Page

from tests import make


def sign_in(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(make.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def sign_out(page: Page, base: str) -> None:
    page.goto(f"{base}/account/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{base}/")
