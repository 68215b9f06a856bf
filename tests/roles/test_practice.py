"""Post practice without a script: what is shown of a text, and what happens to texts that cannot be counted."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from roles.models import Platform
from roles.practice import EXAMPLE, HABITS, LONGEST, Draft, practise
from tests import make

pytestmark = pytest.mark.django_db

PAGE = "/platforms/practice/"


def shown_for(client, text: str, **data) -> str:
    response = client.post(PAGE, {"text": text, **data})
    assert response.status_code == 200
    return response.content.decode()


def card(shown: str, name: str) -> str:
    """The words of one platform's card that are not hidden."""
    html = re.search(rf'<li class="card counted" data-platform="{name}".*?</details>', shown, re.DOTALL)[0]
    html = re.sub(r"<(li|div)[^>]* hidden>.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def names(shown: str) -> list[str]:
    return re.findall(r'data-platform="([^"]+)"', shown)


def test_the_empty_form_comes_with_an_example_that_is_counted(client):
    shown = client.get(PAGE).content.decode()

    example = practise(Platform.objects.get(slug="x"), Draft(EXAMPLE))
    assert '<textarea id="id_text" name="text"' in shown
    assert "</textarea>" in shown
    assert "A worked example" in shown
    assert f"Post: {example.main.used} of 280 weighted characters" in card(shown, "X")
    assert example.main.over > 0


def test_a_text_is_counted_in_the_unit_of_each_platform(client):
    shown = shown_for(client, "Café 👍🏽 https://example.com/a/long/address @jo@example.org")

    assert "Post: 47 of 280 weighted characters" in card(shown, "X")
    assert "Post: 57 of 300 graphemes" in card(shown, "Bluesky")
    assert "Post: 34 of 500 characters" in card(shown, "Mastodon")
    assert "Video description: 65 of 5,000 bytes" in card(shown, "YouTube")
    assert "Video caption (API): 60 of 2,200 UTF-16 units" in card(shown, "TikTok")
    assert "Post: 64 of 500 characters" in card(shown, "Threads")
    assert "Message: 58 of 4,096 characters" in card(shown, "Telegram")
    assert "It fits on <strong data-fitting>15</strong> of 15 platforms" in shown


def test_what_is_too_long_is_marked_and_how_much_to_cut_is_said(client):
    shown = shown_for(client, "a" * 280 + "Zyx")

    assert "3 over" in card(shown, "X")
    assert "Cut 3 weighted characters" in card(shown, "X")
    assert re.search(r"<del>.*<span data-cut>Zyx</span></del>", shown)
    assert "too long for <span data-names>X, Twitch</span>" in shown


def test_one_too_many_is_said_in_the_singular(client):
    shown = shown_for(client, "a" * 281)

    assert "Cut 1 weighted character ." in card(shown, "X")


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("see example.com", "X", "A link counts 23 here"),
        ("https://example.com", "Mastodon", "A link counts 23 here"),
        ("hello 👍", "X", "An emoji counts two here"),
        ("你好", "X", "Chinese, Japanese and Korean signs count two here"),
        ("café", "YouTube", "This limit is in bytes: é counts two"),
        ("a < b", "YouTube", "YouTube takes no &lt; and no &gt;"),
        ("👍", "TikTok", "An emoji counts two or more here"),
        ("👍", "Threads", "An emoji counts four or more here"),
        ("🇬🇧", "Telegram", "An emoji made of parts, such as a flag"),
        ("@jo@example.org", "Mastodon", "Of @name@server only @name counts here"),
        ("#one #two", "Threads", "Hashtags: at most 1 here, your text has 2 ."),
        ("https://example.com", "Instagram", "Links in captions are not clickable"),
        ("https://example.com/" + "a" * 300, "Bluesky", "A link counts in full here"),
    ],
)
def test_advice_is_given_where_it_applies_and_nowhere_else(client, text, name, said):
    assert said in card(shown_for(client, text), name)
    assert said not in card(shown_for(client, "hello"), name)


def test_limits_that_are_not_sure_are_not_shown(client):
    shown = shown_for(client, "#a #b #c #d #e #f #g")

    assert "Snapchat" not in names(shown)
    assert "no text limit of theirs is sure" in shown
    assert "Hashtags" not in card(shown, "Instagram")
    assert "Video caption (app)" not in shown
    assert "Page introduction" not in shown
    assert "uncertain" not in shown


def test_how_a_platform_counts_and_how_sure_that_is_are_said(client):
    shown = shown_for(client, "hello")

    assert "A link counts 23. X's own documents say so." in card(shown, "X").replace("&#x27;", "'")
    assert "Limit verified: docs.x.com/fundamentals/counting-characters, checked in November 2026." in card(
        shown, "X"
    )
    assert "Limit reported" in card(shown, "LinkedIn")
    assert "It does not say what it takes for one character." in card(shown, "LinkedIn")
    assert "Bio (reported): 5 of 160 characters, 155 left" in card(shown, "X")


def test_too_many_bytes_are_too_long_for_bluesky_though_the_graphemes_fit(client):
    shown = shown_for(client, "👨‍👩‍👧‍👦" * 150)

    assert "Post: 150 of 300 graphemes" in card(shown, "Bluesky")
    assert "Post, in bytes (verified): 3,750 of 3,000 bytes, 750 over" in card(shown, "Bluesky")
    assert re.search(r"too long for <span data-names>[^<]*Bluesky", shown)


@pytest.mark.parametrize("send", ["get", "post"])
def test_the_asked_platform_comes_first(client, send):
    usual = names(client.get(PAGE).content.decode())

    shown = getattr(client, send)(PAGE, {"platform": "bluesky", "text": "hi"}).content.decode()

    assert names(shown) == ["Bluesky", *(name for name in usual if name != "Bluesky")]


@pytest.mark.parametrize("asked", ["nothing", "<b>", "x" * 5000, "\x00"])
def test_an_unknown_platform_is_said_and_the_usual_order_shown(client, asked):
    shown = client.post(PAGE, {"platform": asked, "text": "hi"}).content.decode()

    assert "We do not know the platform" in shown
    assert "<b>" not in shown
    assert names(shown) == names(client.get(PAGE).content.decode())


@pytest.mark.parametrize(
    "text", ["\n\nhello \n", "  ", "</textarea><script>alert(1)</script>", "a & b &amp; c", "‮abc"]
)
def test_the_text_is_kept_as_it_was_typed_and_never_becomes_markup(client, text):
    response = client.post(PAGE, {"text": text})

    shown = response.content.decode()
    kept = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", shown, re.DOTALL)[1]
    assert response.context["form"]["text"].value() == text
    assert kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert "<script>alert" not in shown


def test_a_long_text_is_cut_short_where_it_is_shown(client):
    shown = shown_for(client, "a" * 60_000)

    assert "59,720 over" in card(shown, "X")
    outside = re.sub(r"<textarea.*?</textarea>", "", shown, flags=re.DOTALL)
    assert max(map(len, re.findall("a+", outside))) == 160
    assert len(shown) < 120_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Type a text first."),
        ("a" * (LONGEST + 1), "This text has 70,001 characters. No platform here takes more than 70,000"),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_a_text_that_cannot_be_counted_is_answered_in_words(client, text, said):
    shown = shown_for(client, text)

    assert "There is a problem" in shown
    assert shown.count(said) == 2
    assert "A worked example" in shown


def test_line_ends_of_browsers_count_one_each(client):
    assert "Post: 100 of 280" in card(shown_for(client, "\r\n" * 100), "X")
    assert "There is a problem" not in shown_for(client, "\r\n" * LONGEST)


@pytest.mark.parametrize(
    "body",
    [
        "text=%ED%A0%BD",
        "text=%FF%FE",
        "text=%00",
        "text=%F0%9F",
        "text",
        "",
        "platform=%00&text=a",
        "text=%EF%BB%BF",
    ],
)
def test_broken_bytes_are_no_fault_of_ours(client, body):
    response = client.post(PAGE, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200


def test_what_is_far_too_long_is_refused(client):
    body = "text=" + "a" * 3_000_000
    assert client.post(PAGE, body, content_type="application/x-www-form-urlencoded").status_code == 400


def test_the_text_is_sent_by_post_and_the_answer_kept_by_no_cache(client):
    empty, answer = client.get(PAGE), client.post(PAGE, {"text": "secret plan"})

    assert '<form method="post" action="/platforms/practice/#result"' in empty.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "secret plan" not in client.get(PAGE).content.decode()
    assert "secret plan" not in client.get(PAGE, {"text": "secret plan"}).content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(PAGE).status_code == 405


def test_the_form_wants_its_token():
    strict = Client(enforce_csrf_checks=True)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get("/platforms/x/").content.decode()
    )[1]

    assert strict.post(PAGE, {"text": "hi"}).status_code == 403
    assert strict.post(PAGE, {"text": "hi", "csrfmiddlewaretoken": token}).status_code == 200


@pytest.mark.parametrize("times", [1, 300])
def test_counting_asks_one_question_for_any_text(client, assert_questions, times):
    with assert_questions(1):
        client.post(PAGE, {"text": "https://example.com 👍 #a " * times, "platform": "x"})


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/platforms/", PAGE),
        ("/platforms/x/", PAGE + "?platform=x"),
        ("/platforms/compare/", PAGE),
        ("/platforms/compare/?a=tiktok&b=x", PAGE + "?platform=tiktok"),
        ("/careers/marketing/", PAGE),
        ("/careers/marketing/social-copywriter/", PAGE),
        ("/careers/marketing/social-media-coordinator/", PAGE),
    ],
)
def test_pages_lead_to_practice(client, page, link):
    assert f'href="{link}"' in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/careers/developer/", "/careers/developer/back-end-developer/"])
def test_pages_about_other_work_do_not(client, page):
    assert PAGE not in client.get(page).content.decode()


def test_a_platforms_page_has_the_form_with_itself_first(client):
    shown = client.get("/platforms/bluesky/").content.decode()

    assert "A text for Bluesky" in shown
    assert '<input type="hidden" name="platform" value="bluesky">' in shown


@pytest.mark.parametrize("page", [PAGE, "/careers/marketing/"])
def test_tweeting_for_a_living_is_answered_with_roles_and_skills(client, page):
    shown = client.get(page).content.decode()

    answer = shown[shown.index("So I can tweet for a living?") :]
    for name, args in [
        ("role", ["marketing", "social-copywriter"]),
        ("skill", ["data-analysis"]),
        ("skill", ["brand-voice"]),
        ("skill", ["audience-research"]),
    ]:
        assert reverse(name, args=args) in answer
        assert client.get(reverse(name, args=args)).status_code == 200


def test_every_platform_with_a_sure_text_limit_has_its_main_one_among_them():
    main = {slug: habit.main for slug, habit in HABITS.items()}

    known = {platform.slug: platform for platform in Platform.objects.current()}

    assert set(known) - set(main) == {"snapchat"}
    for slug, field in main.items():
        assert field in [fact["field"] for fact in known[slug].sure_limits]


def test_a_platform_that_staff_add_is_counted_by_its_first_sure_limit(client):
    fact = {"max": 9, "unit": "characters", "source": "its help page", "note": ""}
    Platform.objects.create(
        slug="newcomer", order=99, name="Newcomer", links="None.",
        text_limits=[
            {"field": "guess", "confidence": "uncertain", **fact}, {"field": "note", "confidence": "verified", **fact}
        ],
    )  # fmt: skip

    shown = shown_for(client, "0123456789")

    assert "Note: 10 of 9 characters" in card(shown, "Newcomer")
    assert "Guess" not in shown


def test_a_limit_that_becomes_unsure_is_no_longer_shown(client):
    platform = Platform.objects.get(slug="x")
    platform.text_limits[0]["confidence"] = "uncertain"
    platform.save()

    assert "X" not in names(client.get(PAGE).content.decode())


def test_a_retired_platform_is_not_offered(client):
    Platform.objects.filter(slug="x").update(retired=True)

    assert "X" not in names(client.get(PAGE).content.decode())


def test_members_practise_too(client):
    client.force_login(make.user())

    assert "Post: 2 of 280" in card(shown_for(client, "hi"), "X")
