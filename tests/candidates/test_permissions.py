"""Who × what × how: every address of applications, profiles and what goes with them. `who` may; for all others it is as
if nothing was there, or they are asked to sign in. A new address fails until it has a row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.urls import reverse

from candidates import applying, hiring, talking
from candidates.states import Stage
from candidates.urls import urlpatterns
from tests import make
from tests.candidates.scene import PEOPLE, SECRET, Scene, scene

pytestmark = pytest.mark.django_db

MEMBERS = {"owner", "recruiter"}
SIGNED_IN = set(PEOPLE) - {"nobody", "guest"}
ALL = set(PEOPLE)


@dataclass(frozen=True)
class Row:
    who: set[str]
    args: Callable[[Scene], list] = lambda scene: []
    method: str = "get"
    data: dict = field(default_factory=dict)


def listing(scene: Scene) -> list:
    return [scene.listing.pk]


def application(scene: Scene) -> list:
    return [scene.application.pk]


def token(scene: Scene) -> list:
    return [scene.application.token]


def own_draft(scene: Scene) -> list:
    """Of who applied to this listing, for another one."""
    return [make.draft(make.open_listing(), scene.users["applicant"], why=SECRET).token]


def ended(scene: Scene) -> list:
    applying.withdraw(scene.application)
    return token(scene)


def offer(scene: Scene) -> list:
    for stage in (Stage.SHORTLISTED, Stage.OFFERED):
        hiring.move(scene.application, stage, by=scene.users["owner"])
    return token(scene)


def employers_message(scene: Scene) -> list:
    message = talking.say(scene.application, SECRET, by=scene.users["owner"], from_employer=True)
    return [scene.application.token, message.pk]


def key(scene: Scene) -> list:
    return [applying.key_of(make.draft(scene.listing, why="Hello", confirmed_at=None))]


def message(scene: Scene) -> list:
    return [scene.application.pk, scene.application.messages.get().pk]


def first_piece(scene: Scene) -> list:
    return [scene.application.pk, 0]


def own_piece(scene: Scene) -> list:
    return [scene.application.token, 0]


def handle(scene: Scene) -> list:
    return ["priya"]


def hidden_company(scene: Scene) -> list:
    return ["blocked"]


def portfolio(scene: Scene):
    return scene.users["applicant"].candidate


def piece(scene: Scene) -> list:
    return [portfolio(scene).pieces.get().pk]


def file_of_piece(scene: Scene) -> list:
    return [portfolio(scene).pieces.get().pk, portfolio(scene).pieces.get().file]


def link(scene: Scene) -> list:
    return [portfolio(scene).links.get().pk]


def old_address(scene: Scene) -> list:
    return [portfolio(scene).old_handles.get().pk]


# Whom the person of the scene shows their page, and themselves. One of the companies they hide from.
SEES_PERSON = {"applicant", "owner", "recruiter", "rival"}
ROWS = {
    # The own profile: no address names anybody
    "my_profile": Row(SIGNED_IN),
    "edit_profile": Row(SIGNED_IN),
    "profile_address": Row(SIGNED_IN),
    "stop_leading": Row({"applicant"}, old_address, "post"),
    "profile_visibility": Row(SIGNED_IN),
    "publish_profile": Row(SIGNED_IN, method="post"),
    "unpublish_profile": Row(SIGNED_IN, method="post"),
    "preview_profile": Row(SIGNED_IN),
    "pieces": Row(SIGNED_IN),
    "new_piece": Row(SIGNED_IN),
    "edit_piece": Row({"applicant"}, piece),
    "delete_piece": Row({"applicant"}, piece),
    "move_piece": Row({"applicant"}, piece, "post", {"up": ""}),
    "profile_links": Row(SIGNED_IN),
    "prove_link": Row({"applicant"}, link, "post"),
    "remove_link": Row({"applicant"}, link, "post"),
    "hide_from": Row(SIGNED_IN),
    "hide_from_company": Row(SIGNED_IN, hidden_company, "post"),
    "show_to_company": Row({"applicant"}, hidden_company, "post"),
    # A person's page, for whom it is shown to
    "person": Row(SEES_PERSON, handle),
    "write_to_person": Row(SEES_PERSON, handle),
    # What is not for anyone is in no feed, whoever asks; see test_feed_of_work.py
    "person_feed": Row(set(), lambda scene: ["priya", "atom"]),
    "piece_file": Row(SEES_PERSON, file_of_piece),
    # The account: each has their own, and no address names anybody
    "my_data": Row(SIGNED_IN),
    "delete_account": Row(SIGNED_IN),
    "confirm_deletion": Row(SIGNED_IN),
    "undo_deletion": Row(SIGNED_IN, method="post"),
    # Saved
    "keep_saved": Row(SIGNED_IN, method="post", data={"keep": "yes"}),
    "switch_reminders": Row(SIGNED_IN, method="post", data={"on": "no"}),
    "change_calendar": Row(SIGNED_IN, method="post", data={"act": "make"}),
    # Hidden
    "hide_listing": Row(SIGNED_IN, listing, "post"),
    "hide_company": Row(SIGNED_IN, lambda scene: [scene.company.slug], "post"),
    "hidden": Row(SIGNED_IN),
    "show_again": Row(SIGNED_IN, lambda scene: [1], "post"),
    # Their own page
    "me": Row(SIGNED_IN),
    "where_i_can_work": Row(SIGNED_IN),
    # Applications, for who applied
    "applications": Row(SIGNED_IN),
    "application": Row({"applicant"}, token),
    "check_application": Row({"applicant"}, own_draft),
    "application_sent": Row({"applicant"}, token),
    "own_cv": Row({"applicant"}, token),
    "drop_draft": Row({"applicant"}, own_draft, "post"),
    "nudge": Row({"applicant"}, token, "post"),
    "withdraw_application": Row({"applicant"}, token, "post"),
    "erase_application": Row({"applicant"}, ended, "post"),
    "accept_offer": Row({"applicant"}, offer, "post"),
    "decline_offer": Row({"applicant"}, offer, "post"),
    "write_message": Row({"applicant"}, token, "post", {"text": "Hello"}),
    "report_message": Row({"applicant"}, employers_message),
    # Writing one: everybody may
    "apply": Row(ALL, listing),
    "keep_application": Row(ALL, listing, "post"),
    "look_in_mail": Row(ALL),
    # By the link of a mail
    "confirm_application": Row(ALL, key),
    "sent_piece": Row({"applicant"}, own_piece),
    # Applicants, for who hires
    "reply_records": Row(ALL),
    "applicants": Row(MEMBERS, listing),
    "applicant": Row(MEMBERS, application),
    "hide_names": Row(MEMBERS, listing, "post", {"hide": "1"}),
    "decide_selected": Row(MEMBERS, listing, "post", {"act": "shortlist"}),
    "not_selected": Row(MEMBERS, listing),
    "export_applicants": Row(MEMBERS, listing),
    "export_cvs": Row(MEMBERS, listing),
    "close_with_answers": Row(MEMBERS, listing),
    "fill_with_answers": Row(MEMBERS, listing),
    "move_applicant": Row(MEMBERS, application, "post", {"stage": "nonsense"}),
    "note_applicant": Row(MEMBERS, application, "post"),
    "share_applicant": Row(MEMBERS, application, "post"),
    "write_to_applicant": Row(MEMBERS, application, "post"),
    "report_candidate": Row(MEMBERS, message, "post"),
    "application_cv": Row(MEMBERS, application),
    "application_piece": Row(MEMBERS, first_piece),
    "small_piece": Row(MEMBERS, first_piece),
}
# Opened, they show a form or a button; tests/candidates/test_applications.py holds that this changes nothing.
ASKS_FIRST = {"withdraw_application", "erase_application", "decline_offer"}
# By token or for everybody: tests/candidates/test_match.py, test_alerts.py, test_saving.py, test_closing_calendar.py.
ELSEWHERE = {
    "match", "match_skills", "match_wishes", "match_results", "save_skills", "how_matching_works", "new_alert", "alert_made",
    "change_alert", "confirm_alert", "judge_alert", "start_alert", "stop_alert", "alerts",
    "save", "unsave", "saved", "saved_calendar",
}  # fmt: skip


def test_every_address_has_a_row():
    assert {pattern.name for pattern in urlpatterns} == set(ROWS) | ELSEWHERE


@pytest.mark.parametrize("name", sorted(ROWS))
def test_only_who_may_gets_there(name):
    row, there = ROWS[name], scene()
    address = reverse(name, args=row.args(there))
    got = {}

    for who in sorted(ALL - row.who) + sorted(row.who):
        response = getattr(there.client(who), row.method)(address, row.data)
        refused = response.status_code in (403, 404) or "/account/login/" in response.get("Location", "")
        got[who] = not refused
        if refused:
            body = b"".join(response) if response.streaming else response.content
            assert SECRET not in body.decode(errors="replace")

    assert got == {who: who in row.who for who in PEOPLE}


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.method == "post"))
def test_acts_are_post_only(name):
    row, there = ROWS[name], scene()
    who = sorted(row.who)[0]
    answer = there.client(who).get(reverse(name, args=row.args(there)))

    assert answer.status_code == 405 or name in ASKS_FIRST


def test_the_token_of_a_guests_application_opens_it_without_an_account_and_another_token_nothing():
    there = scene()
    address = reverse("application", args=[there.guest_application.token])

    others = there.client("nobody").get(reverse("application", args=[there.application.token]))

    assert there.client("guest").get(address).status_code == 200
    assert others.url.startswith(reverse("account_login"))
    assert there.client("guest").get(reverse("application", args=[uuid4()])).status_code == 404
