"""Find my fit, as somebody without an account walks it."""

import html
import re

import pytest
from django.core import mail
from django.urls import reverse

from candidates.models import Candidate
from listings import search
from listings.search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db
HAVE = ["customer-support", "empathy", "written-communication", "complaint-handling"]
RESULTS = reverse("match_results")


def text(response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def results(client, **params):
    return client.get(RESULTS, {"skill": HAVE} | params)


def test_home_leads_to_the_match_and_each_step_to_the_next(client):
    assert reverse("match") in client.get("/").content.decode()
    assert f'action="{reverse("match_skills")}"' in client.get(reverse("match")).content.decode()
    assert f'action="{RESULTS}"' in client.get(reverse("match_skills")).content.decode()
    assert f'action="{RESULTS}"' in client.get(reverse("match_wishes")).content.decode()


def test_what_was_ticked_rides_along(client):
    page = client.get(
        reverse("match_skills"), {"platform": ["x", "tiktok"], "skill": "seo", "wish": "home"}
    ).content.decode()

    assert '<input type="hidden" name="platform" value="x">' in page
    assert '<input type="hidden" name="wish" value="home">' in page
    assert re.search(r'value="seo"[^>]* checked', page)


def test_results_say_how_many_core_skills_one_has_and_never_a_percentage(client):
    page = text(results(client))

    assert "Social support agent" in page
    assert "You have 4 of 6 core skills" in page
    assert "%" not in re.sub(r"\d+% (on site|hybrid|remote)", "", page)
    assert "you cannot" not in page.lower()


def test_results_span_two_categories_at_least(client):
    fits = results(client).context["fits"]

    assert len(fits) <= 12
    assert len({fit.role.category_id for fit in fits}) >= 2


def test_the_same_address_gives_the_same_page(client):
    first, again = results(client), results(client)

    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub("", first.content.decode()) == token.sub("", again.content.decode())


def test_nothing_ticked_offers_skills_to_start_with(client):
    make.live_listing(skills=["seo"])

    page = client.get(RESULTS)

    assert "Tick at least one thing you have done" in text(page)
    for slug in ("tech-literacy", "data-analysis", "cyber-security", "seo"):
        assert f'href="{RESULTS}?skill={slug}"' in page.content.decode()


def test_unknown_skills_get_a_notice(client):
    assert "We do not know “nonsense”" in text(client.get(RESULTS, {"skill": ["seo", "nonsense"]}))
    assert "We do not know “nonsense”" in text(client.get(RESULTS, {"skill": ["nonsense"]}))


@pytest.mark.parametrize("junk", ["%00", "'", "<script>", "é" * 300])
def test_any_value_gets_a_page(client, junk):
    for name in ("skill", "platform", "wish", "plus", "find"):
        assert client.get(f"{RESULTS}?{name}={junk}").status_code == 200
        assert client.get(f"{reverse('match_skills')}?{name}={junk}").status_code == 200


def test_a_thing_one_does_is_found_by_another_name_without_javascript(client):
    page = client.get(reverse("match_skills"), {"find": "customer service", "skill": "seo"}).content.decode()

    assert 'id="hit-customer-support"' in page
    assert re.search(r'value="seo"[^>]* checked', page)


def test_one_skill_more_says_how_many_listings_it_opens_and_what_moves_up(client):
    make.live_listing(skills=["customer-support", "sql"])
    make.live_listing(skills=["sql"])
    make.live_listing(skills=["sql", "html"])

    gain = next(gain for gain in results(client).context["match"].gains if gain.skill.slug == "sql")
    after = client.get(gain.address)

    before = search.total(SearchQuery(have=tuple(HAVE), fit="reach"))
    assert gain.listings == search.total(SearchQuery(have=(*HAVE, "sql"), fit="reach")) - before == 2
    assert "What if you learn SQL?" in text(after)
    assert text(after).count("Moved up") == gain.roles


def test_what_matters_changes_the_order_and_says_so(client):
    plain, wished = results(client), results(client, wish="home")

    assert "Among equal fits, roles that meet more of what matters to you come first" in text(wished)
    assert plain.context["good"] == wished.context["good"]


def test_skills_are_saved_at_sign_up_without_typing_them_again(client):
    response = client.post(reverse("save_skills"), {"skill": HAVE, "platform": ["x"]})
    assert response.url.startswith(reverse("account_signup"))

    client.post(response.url, {"email": "sam@example.com", "password1": make.PASSWORD})

    candidate = Candidate.objects.get(user__email="sam@example.com")
    assert sorted(candidate.skills.values_list("slug", flat=True)) == sorted(HAVE)
    assert list(candidate.platforms.values_list("slug", flat=True)) == ["x"]
    assert mail.outbox


def test_skills_are_saved_at_sign_in(client):
    sam = make.user()
    client.post(reverse("save_skills"), {"skill": HAVE})

    client.post(reverse("account_login"), {"login": sam.email, "password": make.PASSWORD})

    assert sorted(Candidate.objects.skills_of(sam)) == sorted(HAVE)


def test_saving_twice_keeps_one_set_and_the_last_one(client):
    sam = make.user()
    client.force_login(sam)

    client.post(reverse("save_skills"), {"skill": HAVE})
    response = client.post(reverse("save_skills"), {"skill": ["seo"]}, follow=True)

    assert Candidate.objects.skills_of(sam) == ["seo"]
    assert "Your skills are saved" in text(response)


def test_saving_by_get_is_refused(client):
    assert client.get(reverse("save_skills")).status_code == 405


def test_saved_skills_are_ticked_when_one_comes_back(client):
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, ["x"])
    client.force_login(sam)

    assert "You have 4 of 6 core skills" in text(client.get(RESULTS))
    assert re.search(r'value="empathy"[^>]* checked', client.get(reverse("match_skills")).content.decode())
    assert re.search(r'value="x"[^>]* checked', client.get(reverse("match")).content.decode())


def test_nobody_sees_what_somebody_else_saved(client):
    Candidate.objects.keep(make.user(), HAVE, [])
    client.force_login(make.user())

    assert "Tick at least one thing" in text(client.get(RESULTS))


def test_saved_skills_go_with_the_account():
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, [])

    sam.delete()

    assert not Candidate.objects.exists()


def test_a_listing_says_how_it_fits_and_what_is_missing(client):
    listing = make.live_listing(skills=["empathy", "sql"])
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, [])

    assert "See how your skills fit" in text(client.get(listing.get_absolute_url()))
    client.force_login(sam)
    page = text(client.get(listing.get_absolute_url()))

    assert "Your fit: 1 of 2 required skills" in page
    assert "You have: Empathy" in page
    assert "Missing: SQL" in page


def test_the_board_sorts_by_best_skills_match_for_who_saved_skills(client):
    listing = make.live_listing(title="Fits", skills=["empathy"])
    make.live_listing(title="Newer", skills=["sql"])
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, [])
    assert "Best skills match" not in text(client.get("/listings/"))
    client.force_login(sam)

    assert '<option value="skills">Best skills match</option>' in client.get("/listings/").content.decode()
    sorted_by_skills = client.get("/listings/", {"sort": "skills"})

    assert sorted_by_skills.context["result"].ids[0] == listing.pk
    assert sorted_by_skills.context["query"].have == tuple(Candidate.objects.skills_of(sam))
    assert '<option value="skills" selected>Best skills match</option>' in sorted_by_skills.content.decode()


def test_who_has_no_skills_is_told_why_the_board_is_not_sorted_by_them(client):
    assert "We know no skills of yours to sort by" in text(client.get("/listings/?sort=skills"))


def test_filters_keep_the_skills_that_the_list_is_sorted_by(client):
    page = client.get("/listings/?have=seo&fit=reach&sort=skills").content.decode()
    filters = page.partition("data-filters")[2].partition("</form>")[0]

    for name, value in (("have", "seo"), ("fit", "reach"), ("sort", "skills")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in filters


def test_a_single_skill_gets_six_easy_ones_offered_beside_the_hint(client):
    make.live_listing(skills=["seo", "sql", "html"])

    page = client.get(RESULTS, {"skill": "seo"})

    offered = [starter.skill.slug for starter in page.context["starters"]]
    assert offered == ["tech-literacy", "data-analysis", "cyber-security", "html", "sql"]
    assert f'href="{RESULTS}?skill=seo&amp;skill=html"' in page.content.decode()
    assert results(client).context["starters"] == []


def test_cards_without_a_core_skill_say_why_they_are_there(client):
    page = text(client.get(RESULTS, {"skill": "php"}))

    assert "None of your skills is a core skill here. Useful all the same: PHP." in page
    assert "None of your skills is a core skill here, but it is near to Web developer." in page


def test_the_words_of_a_card_are_sentences(client):
    page = text(results(client))

    assert "Usual pay: hourly or salary." in page
    assert "what if I learn social customer care?" in page
    assert "Paid by" not in page


def test_all_cards_say_everything_and_only_the_first_three_at_once(client):
    page = results(client)

    html_of_cards = page.content.decode().partition("<h2>Roles</h2>")[2]
    assert html_of_cards.count("<details>") == len(page.context["fits"]) - 3
    assert html_of_cards.count("Usual pay:") == len(page.context["fits"])
    assert page.content.decode().index("Save my skills") < page.content.decode().index("Your balance")


def test_the_ticks_ride_along_to_the_role_guide_and_to_its_listings_and_back(client):
    make.live_listing(title="Fits", role="social-support-agent", skills=["empathy", "sql"])
    page = results(client, platform="x", wish="home").content.decode()
    guide = html.unescape(re.search(r'href="(/careers/[^"]*/social-support-agent/\?[^"]*)"', page)[1])
    listings = html.unescape(re.search(r'href="(/listings/\?role=social-support-agent[^"]*)"', page)[1])

    shown = client.get(guide)
    board = client.get(listings)

    assert "You have 4 of 6." in text(shown)
    assert "You have: Empathy" in text(shown)
    assert "Missing: Social customer care" in text(shown)
    assert "Check my skills" not in text(shown)
    back = html.unescape(re.search(r'href="([^"]*)">Back to my match', shown.content.decode())[1])
    assert [client.get(back).context["ticks"].pairs] == [
        [("platform", "x"), *(("skill", s) for s in HAVE), ("wish", "home")]
    ]
    assert board.context["query"].sort == "skills"
    assert "You have 1 of 2 required skills. Missing: SQL." in text(board)


def test_ticks_in_an_address_are_shown_at_no_other(client):
    guide = "/careers/customer-success/social-support-agent/"
    board = "/listings/?role=social-support-agent"
    make.live_listing(role="social-support-agent", skills=["empathy", "sql"])
    for _ in range(3):
        with_ticks = [text(client.get(f"{guide}?have=empathy")), text(client.get(f"{board}&have=empathy"))]
        without = [text(client.get(guide)), text(client.get(board))]

        assert ["You have" in page for page in with_ticks] == [True, True]
        assert ["You have" in page for page in without] == [False, False]


def test_the_role_guide_says_to_who_saved_skills_which_they_have(client):
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, [])
    client.force_login(sam)

    page = text(client.get("/careers/customer-success/social-support-agent/"))

    assert "Counted with the skills you saved." in page
    assert "You have: Empathy" in page
    assert "Missing: Triage and escalation" in page


def test_a_group_without_a_skill_says_which_one_would_open_the_most(client):
    make.live_listing(skills=["customer-support", "sql"])
    make.live_listing(skills=["sql"])
    make.live_listing(skills=["html", "css"])

    page = results(client)
    tip = page.context["match"].tips[0]
    after = client.get(tip.gain.address)

    assert [tip.gain.skill.slug for tip in page.context["match"].tips] == ["sql"]
    assert tip.gain.listings == after.context["reached"] - page.context["reached"] == 2
    assert tip.gain.roles == text(after).count("Moved up")
    assert f"{tip.group.name}: SQL , 2 more listings, {tip.gain.roles} role" in text(page)


def test_no_tip_is_given_where_nothing_would_open(client):
    assert results(client).context["match"].tips == []
    assert "In some groups you have no skill yet" not in text(results(client))


def test_the_tip_stands_beside_the_balance_of_saved_skills_too(client):
    make.live_listing(skills=["sql"])
    sam = make.user()
    Candidate.objects.keep(sam, HAVE, [])
    client.force_login(sam)

    assert "SQL , 1 more listing" in text(client.get(reverse("me")))


def test_what_is_ticked_stands_in_a_row_and_a_press_unticks_it(client):
    page = client.get(
        reverse("match_skills"), {"platform": "x", "skill": ["seo", "empathy"]}
    ).content.decode()
    after = client.get(
        reverse("match_skills"), {"platform": "x", "skill": ["seo", "empathy"], "untick": "seo"}
    )

    assert re.findall(r'name="untick" value="([^"]+)"', page) == ["seo", "empathy"]
    assert after.url == f"{reverse('match_skills')}?platform=x&skill=empathy"


def test_regular_hours_are_counted_over_listings_that_say_so(client):
    for cover in ("no", "no", "often"):
        make.live_listing(role="data-analyst", stated={"weekend_rota": cover})
        make.live_listing(role="social-support-agent", stated={"weekend_rota": "on-a-rota"})
    make.live_listing(role="data-engineer", stated={"weekend_rota": "no"})

    page = results(client, wish="regular")

    assert page.context["match"].regular == {"data-analyst"}
    assert "1 role has regular hours: most of their open listings that answer say so." in text(page)


def test_an_alert_from_the_match_can_be_for_entry_roles_alone(client):
    address = results(client).context["entry_alert_address"]

    assert "level=entry" in address
    assert "fit=reach" in address
    assert "Entry" in text(client.get(address))


@pytest.mark.parametrize("rows", [1, 3])
def test_results_ask_the_same_number_of_questions_for_any_number_of_rows(client, assert_questions, rows):
    for _ in range(rows):
        make.live_listing(skills=["empathy", "sql"])
    results(client)

    with assert_questions(5):
        results(client)


def test_cards_say_which_of_the_needed_skills_one_has_and_nothing_to_who_saved_none(client):
    make.live_listing(title="Nearly", skills=["seo", "copywriting", "canva"])
    make.live_listing(title="Nothing asked", skills=[])
    person = make.user()
    Candidate.objects.keep(person, ["seo", "copywriting"], [])

    assert "required skills" not in client.get(reverse("board")).content.decode()
    client.force_login(person)
    page = client.get(reverse("board")).content.decode()

    assert page.count("required skill") == 1
    assert "You have 2 of 3 required skills. Missing: Canva." in page


def test_the_answer_leads_to_a_feed_of_what_is_within_reach(client):
    make.live_listing(title="Within reach", skills=["copywriting"])
    make.live_listing(title="Beyond", skills=["sql"])

    page = client.get(reverse("match_results") + "?skill=copywriting").content.decode()
    address = f"{reverse('feed', args=['rss'])}?fit=reach&have=copywriting"
    feed = client.get(address).content.decode()

    assert f'<a href="{address.replace("&", "&amp;")}" rel="nofollow">RSS</a>' in page
    assert ("Within reach" in feed, "Beyond" in feed) == (True, False)


def test_the_example_in_the_search_box_is_found(client):
    page = client.get(reverse("match_skills")).content.decode()
    example = re.search(r'placeholder="([^"]+)"', page)[1]

    found = client.get(reverse("match_skills"), {"find": example}).context["hits"]

    assert {"customer-support", "video-editing"} <= {skill.slug for skill in found}
