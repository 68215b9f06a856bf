"""The front page of staff: how much of what waits for them."""

import pytest
from django.urls import reverse

from listings import demo_queue
from roles import measuring
from tests import make

pytestmark = pytest.mark.django_db

QUERIES = 12


def tiles(response) -> dict[str, int]:
    return {tile.label: tile.number for tile in response.context["tiles"]}


def test_the_front_page_counts_what_waits_and_links_to_it(client):
    client.force_login(make.staff())
    make.waiting_listing()
    make.live_listing()

    response = client.get(reverse("admin:index"))

    assert tiles(response) == {
        "Listings": 1,
        "Changes of listings": 0,
        "Reported messages": 0,
        "Companies that ask for a yes": 0,
        "Skill suggestions": len(measuring.suggestions()),
    }


def test_who_may_decide_nothing_counts_nothing(client):
    client.force_login(make.user(is_staff=True))

    assert tiles(client.get(reverse("admin:index"))) == {}


@pytest.mark.parametrize("demo", [False, True])
def test_it_asks_a_fixed_number_of_queries(client, demo, django_assert_num_queries):
    client.force_login(make.staff())
    make.waiting_listing()
    if demo:
        demo_queue.load()
    client.get(reverse("admin:index"))

    with django_assert_num_queries(QUERIES):
        shown = client.get(reverse("admin:index"))

    assert tiles(shown)["Listings"] == (4 if demo else 1)
    for tile in shown.context["tiles"]:
        assert client.get(tile.address).status_code == 200, tile.address


def test_no_two_apps_of_the_admin_have_one_name(client):
    client.force_login(make.staff())

    names = [app["name"] for app in client.get(reverse("admin:index")).context["app_list"]]

    assert len(names) == len(set(names))
