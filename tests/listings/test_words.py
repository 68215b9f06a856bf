"""The grammar of the search box and the analyser, as people meet them."""

import pytest

from employers.text import analyse, searchable
from listings import search
from listings.search.query import SearchQuery
from listings.search.snippets import snippet
from listings.search.words import Term, Typed, parse
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Node.js, C++ and C#", ["nodej", "cplusplus", "and", "csharp"]),
        ("TikTok/Instagram", ["tiktok", "instagram"]),
        ("community communication", ["communiti", "communic"]),
        ("Developers developing", ["develop", "develop"]),
        ("Café São Łódź ß", ["cafe", "sao", "łodz", "ss"]),
        ("search-engine optimisation", ["search", "engin", "optimis"]),
        ("远程 Hồ Chí Minh", ["远程", "ho", "chi", "minh"]),
        ("--- _ %", []),
    ],
)
def test_words_of_adverts_come_out_right(text, words):
    assert analyse(text) == words


def term(*stems: str, start: str = "") -> Term:
    return Term(stems, start)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("", Typed()),
        ("video editor", Typed(((term("video"),), (term("editor", start="editor"),)))),
        ('"video editor"', Typed(((term("video", "editor"),),))),
        ('"unfinished phrase', Typed(((term("unfinish", "phrase"),),))),
        ("seo OR sem", Typed(((term("seo"), term("sem", start="sem")),))),
        ("OR seo", Typed(((term("or"),), (term("seo", start="seo"),)))),
        ("writer -intern", Typed(((term("writer"),),), (term("intern", start="intern"),))),
        ('-"brand ambassador"', Typed((), (term("brand", "ambassador"),))),
        ("% - ''", Typed()),
    ],
)
def test_what_is_typed_has_one_meaning(typed, meaning):
    assert parse(typed) == meaning


def titles(typed: str, **filters) -> list[str]:
    from_above = search.find(SearchQuery(q=typed, **filters)).ids
    names = {listing.pk: listing.title for listing in make.Listing.objects.all()}
    return [names[pk] for pk in from_above]


def test_title_comes_before_names_and_names_before_text():
    acme = make.company(name="Zz")
    make.live_listing(title="In the text", description="We need podcasting.", skills=["sql"], company=acme)
    make.live_listing(title="In a skill", description="Nothing.", skills=["podcasting"], company=acme)
    make.live_listing(title="Podcasting lead", description="Nothing.", skills=["sql"], company=acme)

    assert titles("podcasting") == ["Podcasting lead", "In a skill", "In the text"]
    assert titles("podcasting", sort="newest") == ["Podcasting lead", "In a skill", "In the text"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("community", ["Community manager"]),
        ("communication", ["Communication officer"]),
        ("manag", ["Community manager"]),
        ("manager community", ["Community manager"]),
        ('"manager community"', []),
        ("community OR officer", ["Communication officer", "Community manager"]),
        ("officer -communication", []),
        ("-community", ["Communication officer"]),
        ("COMMUNITIES", ["Community manager"]),
        ("mana ger", []),
    ],
)
def test_the_grammar_finds_what_it_promises(typed, found):
    zz = make.company(name="Zz")
    make.live_listing(title="Community manager", description="Plain.", role=None, skills=["sql"], company=zz)
    make.live_listing(
        title="Communication officer", description="Plain.", role=None, skills=["sql"], company=zz
    )

    assert sorted(titles(typed)) == found


def test_an_alias_of_a_skill_finds_what_asks_for_the_skill():
    make.live_listing(title="Person", description="Plain.", skills=["seo"])

    assert titles('"search engine optimization"') == ["Person"]


def test_markup_of_a_text_is_not_searched():
    make.live_listing(title="Person", description="See [this page](https://strange.example/)")

    assert titles("page") == ["Person"]
    assert titles("href") == []


def test_a_column_has_a_space_on_both_sides_of_every_word():
    assert searchable("Two words") == " two word "


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("copywritter", "copywriter"),
        ("comunity manger", "community manager"),
        ("zzzzzzzz", None),
        ("copywriter plumber", None),
        ('"copywritter"', '"copywriter"'),
    ],
)
def test_a_mistyped_word_is_put_right_with_a_count(client, typed, better):
    for title in ("Copywriter", "Community manager"):
        make.live_listing(title=title, role=None, skills=["sql"], description="Plain.")

    suggestion = client.get("/listings/", {"q": typed}).context["suggestion"]

    assert (suggestion and suggestion.query.q) == better
    assert suggestion is None or suggestion.total == 1


def test_a_suggestion_is_a_link_that_keeps_the_filters(client):
    make.live_listing(title="Copywriter")

    shown = client.get("/listings/", {"q": "copywritter", "mode": "on-site"}).content.decode()

    assert '<a href="/listings/?q=copywriter&amp;mode=on-site">copywriter</a>? 1 listing.' in shown


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("<p>You plan <b>posts</b> daily.</p>", "post", "You plan <mark>posts</mark> daily."),
        ("<p>You plan posts.</p>", "planning", "You <mark>plan</mark> posts."),
        ("<p>Fish &amp; &lt;chips&gt;</p>", "chip", "Fish &amp; &lt;<mark>chips</mark>&gt;"),
        ("<p>Nothing here.</p>", "podcast", ""),
        ("<p>Not intern work.</p>", "work -intern", "Not intern <mark>work</mark>."),
        ("<p>Use node.js and C++ daily.</p>", "c++", "Use node.js and <mark>C++</mark> daily."),
        (
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; editor</p>",
            "editor",
            "&lt;script&gt;alert(1)&lt;/script&gt; <mark>editor</mark>",
        ),
    ],
)
def test_found_words_are_marked_in_a_piece_of_the_text_and_nothing_else_is_markup(text, typed, shown):
    assert snippet(text, typed) == shown


def test_a_long_text_is_cut_around_the_first_word_found():
    found = snippet("<p>" + "before " * 80 + "podcast " + "after " * 80 + "</p>", "podcast")

    assert found.startswith("… before")
    assert "<mark>podcast</mark>" in found
    assert found.endswith("after …")
    assert len(found) < 230


def test_the_board_shows_where_the_words_stand(client):
    make.live_listing(title="Person", description="You answer <script>alert(1)</script> comments kindly.")

    shown = client.get("/listings/", {"q": "comments"}).content.decode()

    assert "<mark>comments</mark>" in shown
    assert "<script>alert" not in shown


def test_an_unchanged_page_is_not_sent_again(client):
    make.live_listing(title="Person")
    first = client.get("/listings/")

    again = client.get("/listings/", headers={"If-None-Match": first["ETag"]})
    make.live_listing(title="Another")
    changed = client.get("/listings/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
