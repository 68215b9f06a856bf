"""Gives the demo candidate a page to take pictures of, as they would do it themselves in a browser."""

from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Page

PIECES = [
    {
        "kind": "video", "title": "Sixty seconds in a seed shop", "client": "Fern & Field", "color": "#0b6470",
        "my_part": "I planned, filmed and cut it alone, from the first idea to the captions.",
        "result": "41,000 views in a week", "result_source": "TikTok Studio", "result_on": "2026-05-20",
        "skills": "Short-form video, Video editing", "alt_text": "A hand holds seedlings in front of a shelf",
        "transcript": "Ten packets, ten plants, one balcony.",
    },
    {
        "kind": "campaign", "title": "Spring, week by week", "confidential": True, "color": "#8a4b00",
        "my_part": "I wrote the calendar and forty captions; a colleague drew the pictures.",
        "skills": "Content calendar, Caption writing", "alt_text": "Seven cards, one for each day of a week",
    },
    {
        "kind": "support", "title": "An answer to an angry customer", "color": "#465062",
        "my_part": "I answered within the hour and wrote the text that the team still uses.",
        "skills": "Customer support, Empathy", "alt_text": "Two messages, one long and one short",
    },
]  # fmt: skip


def drawn(color: str) -> dict:
    """A picture that is nobody's work."""
    picture = Image.new("RGB", (1200, 675), color)
    pen = ImageDraw.Draw(picture)
    for step in range(9):
        left = 90 + step * 118
        pen.rounded_rectangle(
            (left, 160 + step % 3 * 40, left + 92, 520 - step % 4 * 30),
            14,
            fill="#ffcf3f" if step % 3 == 1 else "#f1efe9",
        )
    raw = BytesIO()
    picture.save(raw, "PNG")
    return {"name": "piece.png", "mimeType": "image/png", "buffer": raw.getvalue()}


def make(page: Page, base: str) -> None:
    """Signed in already."""
    page.goto(
        f"{base}/match/results/?platform=tiktok&platform=instagram&skill=video-editing&skill=caption-writing&skill=empathy"
    )
    page.get_by_role("button", name="Save my skills").click()
    page.goto(f"{base}/me/profile/about/")
    page.get_by_label("Name on your page").fill("Leo M.")
    page.get_by_label("Headline").fill("Video editor for short form, and a patient answerer")
    page.get_by_label("About", exact=True).fill(
        "Four years of garden shops, one of software. I like small teams and clear briefs."
    )
    page.get_by_label("Language 1", exact=True).select_option("pl")
    page.get_by_label("How well you know language 1").select_option("first")
    page.get_by_label("Remote").check()
    page.get_by_label("Availability").select_option("month")
    page.get_by_label("Country", exact=True).select_option("PL")
    page.get_by_role("button", name="Save").click()
    for piece in PIECES:
        add(page, base, piece)
    page.goto(f"{base}/me/profile/visibility/")
    for part in (
        "Headline and about",
        "Skills and platforms",
        "Portfolio",
        "Languages",
        "Work modes and availability",
        "Country and time zone",
    ):
        page.get_by_label(part).select_option("public")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{base}/me/profile/address/")
    page.get_by_label("Address of your page").fill("leo-m")
    page.get_by_role("button", name="Save the address").click()
    page.get_by_role("button", name="Publish my page").click()
    page.get_by_text("Your page is on", exact=True).wait_for()


def add(page: Page, base: str, piece: dict) -> None:
    page.goto(f"{base}/me/profile/pieces/new/")
    page.locator("#id_kind").select_option(piece["kind"])
    for name in (
        "title",
        "my_part",
        "client",
        "skills",
        "result",
        "result_source",
        "result_on",
        "alt_text",
        "transcript",
    ):
        page.locator(f"#id_{name}").fill(piece.get(name, ""))
    page.locator("#id_confidential").set_checked(piece.get("confidential", False))
    page.locator("#id_upload").set_input_files(drawn(piece["color"]))
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Added.").wait_for()
