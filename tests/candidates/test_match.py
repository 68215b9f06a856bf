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
    assert f'href="{RESULTS}?skill=seo"' in page.content.decode()


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

    gain = next(gain for gain in results(client).context["gains"] if gain.skill.slug == "sql")
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


@pytest.mark.parametrize("rows", [1, 3])
def test_results_ask_the_same_number_of_questions_for_any_number_of_rows(client, assert_questions, rows):
    for _ in range(rows):
        make.live_listing(skills=["empathy", "sql"])
    results(client)

    with assert_questions(7):
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
