"""A company's team: inviting, joining, roles, leaving, handing over."""

import re
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from employers import team
from employers.models import Company, Invitation, Membership
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    person = make.user("nadia@acme.example", name="Nadia")
    client.force_login(person)
    return person


@pytest.fixture
def acme(nadia):
    return make.company(nadia)


def join(company, email: str = "leo@acme.example", role: str = "recruiter") -> Membership:
    return company.memberships.create(user=make.user(email, name=email.partition("@")[0].title()), role=role)


def act(client, name: str, company, /, *args, **data):
    return client.post(reverse(name, args=[company.slug, *args]), data, follow=True)


def members(company) -> dict[str, str]:
    rows = company.memberships.values_list("user__email", "role")
    return {email.partition("@")[0]: role for email, role in rows}


def invite(client, company, email: str = "leo@acme.example", role: str = "recruiter"):
    return act(client, "invite", company, email=email, role=role)


def link() -> str:
    return urlsplit(re.search(r"https?://\S+/invitation/\S+", mail.outbox[-1].body)[0]).path


def accept(client):
    return client.post(link() + "accept/", follow=True)


# Inviting


def test_an_owner_invites_by_mail_and_the_invited_joins(client, acme):
    shown = invite(client, acme, "Leo@Acme.example").content.decode()
    assert "leo@acme.example" in shown
    assert mail.outbox[-1].to == ["leo@acme.example"]
    assert mail.outbox[-1].subject == "Join Acme on Rolefeed"
    assert "as recruiter" in mail.outbox[-1].body

    client.force_login(make.user("leo@acme.example"))
    looked = client.get(link())
    assert members(acme) == {"nadia": "owner"}
    assert "no-cache" in looked["Cache-Control"]
    accept(client)

    assert members(acme) == {"nadia": "owner", "leo": "recruiter"}
    assert client.get(reverse("post")).status_code == 200


def test_who_has_no_account_is_told_to_make_one_and_finds_the_invitation_on_it(client, acme):
    invite(client, acme)
    client.logout()

    shown = client.get(link()).content.decode()
    assert "Make an account" in shown
    assert accept(client).redirect_chain[0][0].startswith("/account/login/")

    client.force_login(make.user("leo@acme.example"))
    assert (
        "invites you to the team of <strong>Acme</strong>" in client.get(reverse("account")).content.decode()
    )
    client.post(reverse("accept_mine", args=[Invitation.objects.get().pk]))
    assert members(acme) == {"nadia": "owner", "leo": "recruiter"}


def test_only_who_reads_mail_at_that_very_address_can_accept(client, acme):
    invite(client, acme)
    thief = make.user("thief@acme.example")
    unconfirmed = make.user("other@acme.example")
    unconfirmed.emailaddress_set.create(email="leo@acme.example", verified=False)

    for person in (thief, unconfirmed):
        client.force_login(person)
        assert "This invitation is for leo@acme.example" in client.get(link()).content.decode()
        accept(client)
        assert client.post(reverse("accept_mine", args=[Invitation.objects.get().pk])).status_code == 404

    assert members(acme) == {"nadia": "owner"}


def test_accepting_twice_is_joining_once(client, acme):
    invite(client, acme)
    client.force_login(make.user("leo@acme.example"))

    for _ in range(2):
        assert accept(client).status_code == 200

    assert members(acme) == {"nadia": "owner", "leo": "recruiter"}
    assert client.get(link()).status_code == 410


def test_who_was_removed_does_not_come_back_by_the_old_link(client, acme):
    invite(client, acme)
    leo = make.user("leo@acme.example")
    client.force_login(leo)
    accept(client)
    acme.memberships.get(user=leo).delete()

    shown = accept(client).content.decode()

    assert "run out or was taken back" in shown
    assert members(acme) == {"nadia": "owner"}


def test_an_invitation_runs_out_after_seven_days(client, acme):
    invite(client, acme)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=7))
    assert "run out" in client.get(reverse("team", args=[acme.slug])).content.decode()
    client.force_login(make.user("leo@acme.example"))

    assert client.get(link()).status_code == 410
    accept(client)
    assert "invites you" not in client.get(reverse("account")).content.decode()

    assert members(acme) == {"nadia": "owner"}


def test_an_invitation_that_was_taken_back_leads_nowhere(client, acme):
    invite(client, acme)
    number = Invitation.objects.get().pk
    act(client, "cancel_invitation", acme, number)
    client.force_login(make.user("leo@acme.example"))

    assert client.get(link()).status_code == 404
    assert client.post(link() + "accept/").status_code == 404
    assert members(acme) == {"nadia": "owner"}


def test_the_same_form_sent_twice_sends_one_mail(client, acme):
    for _ in range(2):
        assert invite(client, acme).status_code == 200

    assert len(mail.outbox) == 1
    assert Invitation.objects.count() == 1


def test_another_role_or_another_day_sends_a_new_link_and_ends_the_old(client, acme):
    invite(client, acme)
    old = link()
    invite(client, acme, role="owner")
    client.force_login(make.user("leo@acme.example"))

    assert client.get(old).status_code == 404
    accept(client)
    assert members(acme) == {"nadia": "owner", "leo": "owner"}


@pytest.mark.parametrize("role", ["owner", "recruiter"])
def test_nobody_who_is_in_the_team_is_invited(client, acme, role):
    join(acme)

    response = invite(client, acme, "LEO@acme.example", role)

    assert response.status_code == 422
    assert "leo@acme.example is in the team already." in response.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"email": "", "role": "owner"}, "email"),
        ({"email": "leo", "role": "owner"}, "email"),
        ({"email": "leo@acme.example\nBcc: x@y.example", "role": "owner"}, "email"),
        ({"email": "leo@acme.example", "role": "staff"}, "role"),
        ({"email": "leo@acme.example"}, "role"),
    ],
)
def test_what_makes_no_invitation_says_why(client, acme, data, field):
    response = act(client, "invite", acme, **data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert mail.outbox == []


@pytest.mark.parametrize(("confirmed_at", "most"), [(timezone.now(), 20), (None, 3)])
def test_invitations_are_limited_by_the_day(client, nadia, confirmed_at, most):
    company = make.company(nadia, confirmed_at=confirmed_at)

    answers = [invite(client, company, f"person{n}@acme.example").status_code for n in range(most + 2)]

    assert answers == [200] * most + [429] * 2
    assert len(mail.outbox) == most


def test_the_database_does_not_know_the_link(client, acme):
    invite(client, acme)

    assert link().split("/")[-2] not in str(Invitation.objects.values_list())


# Roles


def test_an_owner_makes_a_recruiter_an_owner_and_back(client, acme):
    leo = join(acme)

    act(client, "change_role", acme, leo.pk, role="owner")
    assert members(acme) == {"nadia": "owner", "leo": "owner"}

    act(client, "change_role", acme, leo.pk, role="recruiter")
    assert members(acme) == {"nadia": "owner", "leo": "recruiter"}


def test_an_owner_removes_somebody_who_then_sees_nothing_of_the_company(client, acme):
    leo = join(acme)
    draft = make.listing(leo.user, company=acme)

    for status in (200, 404):
        assert act(client, "remove_member", acme, leo.pk).status_code == status

    assert members(acme) == {"nadia": "owner"}
    client.force_login(leo.user)
    for address in (reverse("team", args=[acme.slug]), reverse("edit_listing", args=[draft.pk])):
        assert client.get(address).status_code == 404


def test_a_recruiter_leaves(client, acme):
    leo = join(acme)
    client.force_login(leo.user)

    shown = act(client, "leave_company", acme).content.decode()

    assert "You have left Acme." in shown
    assert members(acme) == {"nadia": "owner"}


def test_an_owner_leaves_when_there_is_another(client, acme):
    join(acme, role="owner")

    act(client, "leave_company", acme)

    assert members(acme) == {"leo": "owner"}


def test_the_last_owner_stays_whatever_they_try(client, nadia, acme):
    join(acme)
    mine = acme.memberships.get(user=nadia)

    for name, args, data in [
        ("leave_company", [], {}),
        ("remove_member", [mine.pk], {}),
        ("change_role", [mine.pk], {"role": "recruiter"}),
    ]:
        shown = act(client, name, acme, *args, **data).content.decode()
        assert "Acme needs an owner. Make somebody else an owner first." in shown

    assert members(acme) == {"nadia": "owner", "leo": "recruiter"}


def test_an_owner_hands_over_and_is_a_recruiter_then(client, acme):
    leo = join(acme)

    act(client, "hand_over", acme, member=leo.pk)

    assert members(acme) == {"nadia": "recruiter", "leo": "owner"}
    assert act(client, "hand_over", acme, member=leo.pk).status_code == 404


def test_a_company_is_handed_to_no_stranger_and_not_to_oneself(client, nadia, acme):
    stranger = make.company(make.user(), name="Other").memberships.get()
    mine = acme.memberships.get(user=nadia)

    for member in (stranger.pk, mine.pk, 10**30, "x", ""):
        assert act(client, "hand_over", acme, member=member).status_code == 200

    assert members(acme) == {"nadia": "owner"}


# Who may


OWNERS_ACTS = [
    ("invite", {"email": "x@acme.example", "role": "owner"}),
    ("cancel_invitation", {}),
    ("change_role", {"role": "owner"}),
    ("remove_member", {}),
    ("hand_over", {}),
    ("set_logo", {}),
    ("remove_logo", {}),
    ("ask_by_mail", {"email": "x@acme.example"}),
    ("ask_staff", {"note": "x"}),
    ("ask_for_code", {}),
    ("check_proof", {}),
    ("edit_company", {"name": "Mine"}),
    ("company_accounts", {"x": "https://x.example"}),
]


def arguments(name: str, company, member) -> list:
    if name == "cancel_invitation":
        return [team.invite(company, "new@acme.example", "owner", by=member.user).pk]
    return {
        "change_role": [member.pk],
        "remove_member": [member.pk],
        "ask_for_code": ["dns"],
        "check_proof": ["dns"],
    }.get(name, [])


def everything(company) -> list:
    rows = [company.memberships, company.invitations, company.proofs, company.accounts]
    return [list(Company.objects.filter(pk=company.pk).values()), *(list(each.values()) for each in rows)]


@pytest.mark.parametrize(("name", "data"), OWNERS_ACTS, ids=[name for name, _ in OWNERS_ACTS])
def test_what_owners_do_is_not_there_for_recruiters(client, nadia, acme, name, data):
    args = arguments(name, acme, acme.memberships.get(user=nadia))
    client.force_login(join(acme, "leo@acme.example").user)
    data = data | ({"member": acme.memberships.first().pk} if name == "hand_over" else {})
    before = everything(acme)

    assert act(client, name, acme, *args, **data).status_code == 404
    assert everything(acme) == before


def test_a_recruiter_sees_the_team_and_the_proof_without_a_button_that_is_not_theirs(client, acme):
    client.force_login(join(acme).user)

    shown = client.get(reverse("team", args=[acme.slug])).content.decode()
    proof = client.get(reverse("company_proof", args=[acme.slug])).content.decode()

    assert "nadia@acme.example" in shown
    assert set(re.findall(r'action="([^"]+)"', shown)) == {reverse("leave_company", args=[acme.slug])}
    assert "Only an owner can prove it: Nadia." in proof
    assert "<form" not in proof
    for address in set(re.findall(r'href="(/(?!static/)[^"#]*)"', shown + proof)):
        assert client.get(address).status_code in (200, 302), address


def test_a_member_of_another_company_is_no_member_here(client, acme):
    other = make.company(make.user(), name="Other")
    member = other.memberships.get()

    for name, args in [("change_role", [member.pk]), ("remove_member", [member.pk])]:
        assert act(client, name, acme, *args, role="recruiter").status_code == 404

    assert members(other) != {}


def test_who_was_made_a_recruiter_a_moment_ago_does_nothing_more_as_owner(nadia, acme):
    leo = join(acme, role="owner")
    team.change_role(leo, "recruiter", by=nadia)

    with pytest.raises(team.NotPossible, match="Only an owner"):
        team.remove(acme.memberships.get(user=nadia), by=leo.user)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_team_asks_the_same_number_of_questions_for_any_number_of_rows(
    client, acme, django_assert_num_queries, nadia, rows
):
    for number in range(rows):
        join(acme, f"leo{number}@acme.example")
        team.invite(acme, f"new{number}@acme.example", "owner", by=nadia)

    with django_assert_num_queries(5):
        client.get(reverse("team", args=[acme.slug]))


# At once


@pytest.mark.django_db(transaction=True)
def test_of_two_last_owners_who_leave_at_once_one_stays():
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite is in memory and has one connection")
    acme = make.company(make.user(), make.user())
    start = threading.Barrier(2)
    refused = []

    def go(membership: Membership) -> None:
        start.wait()
        try:
            team.leave(membership)
        except team.LastOwner:
            refused.append(membership.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[membership]) for membership in acme.memberships.all()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(refused) == 1
    assert [membership.pk for membership in acme.memberships.all()] == refused
