"""What adverts ask for: counted in their words, suggested to staff, accepted or refused by them, quoted by guides."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from listings.models import Source
from roles import measuring, vocabulary
from roles.finding import skill_finder
from roles.models import Measurement, Role, RoleSkill, SkillAnswer
from tests import make

pytestmark = pytest.mark.django_db
WRITER = "social-copywriter"
SUGGESTIONS = reverse("admin:skill_suggestions")


def adverts(many: int, text: str, start: int = 0) -> list[tuple[str, str]]:
    return [(WRITER, f"Advert number {start + number}. {text}") for number in range(many)]


def measure(*texts: tuple[int, str]) -> Measurement:
    """So many adverts with each text, counted and kept."""
    rows = [row for place, (many, text) in enumerate(texts) for row in adverts(many, text, 1000 * place)]
    measuring.save(measuring.count(rows, skill_finder()), source="Adverts of a test", month="2026-11")
    return Measurement.objects.get(role__slug=WRITER)


def suggested() -> dict[str, tuple[str, str]]:
    return {
        one.skill.slug: (one.now, one.becomes) for one in measuring.suggestions() if one.role.slug == WRITER
    }


def post(client, skill: str, becomes: str, answer: str = "accept"):
    role = Role.objects.get(slug=WRITER)
    pk = role.skills.model.objects.get(slug=skill).pk
    data = {"role": role.pk, "skill": pk, "becomes": becomes, "answer": answer}
    return client.post(reverse("admin:answer_suggestion"), data, follow=True)


def kind_of(skill: str) -> str | None:
    return (
        RoleSkill.objects.filter(role__slug=WRITER, skill__slug=skill).values_list("kind", flat=True).first()
    )


@pytest.fixture(autouse=True)
def nothing_is_measured_yet(db):
    Measurement.objects.all().delete()


def test_staff_find_the_table_of_differences_from_the_admin(client):
    client.force_login(make.staff())

    index = client.get(reverse("admin:index")).content.decode()
    measurements = client.get(reverse("admin:roles_measurement_changelist")).content.decode()

    assert f'href="{reverse("admin:roles_measurement_changelist")}"' in index
    assert f'href="{SUGGESTIONS}"' in measurements
    assert client.get(SUGGESTIONS).status_code == 200


def test_each_text_counts_once_and_only_with_a_role():
    rows = [
        (WRITER, "SEO, SEO and more SEO"),
        (WRITER, "SEO,  seo and more SEO"),
        (None, "SEO"),
        (WRITER, " "),
    ]

    counts = measuring.count(rows, skill_finder())

    assert {role: (of.adverts, dict(of.skills)) for role, of in counts.items()} == {WRITER: (1, {"seo": 1})}


def test_too_few_adverts_say_nothing():
    counts = measuring.count(adverts(measuring.FEWEST - 1, "SEO"), skill_finder())

    assert measuring.save(counts, source="A few", month="2026-11") == 0
    assert not Measurement.objects.exists()


def test_a_new_measurement_takes_the_place_of_the_old_one():
    measure((20, "You know SEO."))

    again = measure((30, "You know SQL."))

    assert [(one.skill.slug, one.adverts) for one in again.skills.all()] == [("sql", 30)]


def test_what_adverts_often_ask_for_is_suggested_and_what_they_never_name_is_questioned():
    role = Role.objects.for_guide().get(slug=WRITER)
    core, nice = role.core_skills[0].slug, role.nice_skills[0].slug

    measure((20, "You know SQL and Python."), (30, "You know Python."), (10, "Nothing here."))

    assert suggested()["python"] == ("none", "core")
    assert suggested()["sql"] == ("none", "nice")
    assert suggested()[core] == ("core", "nice")
    assert suggested()[nice] == ("nice", "none")
    assert "figma" not in suggested()


def test_staff_see_each_difference_with_its_count_and_accept_it(client):
    client.force_login(make.staff())
    measure((20, "You know SQL."), (60, "Nothing here."))

    shown = client.get(SUGGESTIONS).content.decode()
    answered = post(client, "sql", "nice")

    assert "20 of 80 (25%)" in shown
    assert "SQL nice to have, accepted." in answered.content.decode()
    assert kind_of("sql") == "nice"
    assert "sql" not in suggested()


def test_a_refused_suggestion_changes_nothing_and_is_not_made_again(client):
    client.force_login(make.staff())
    measure((20, "You know SQL."), (60, "Nothing here."))

    post(client, "sql", "nice", "refuse")

    assert kind_of("sql") is None
    assert "sql" not in suggested()


def test_of_two_who_answer_the_second_is_told_somebody_was_faster(client):
    client.force_login(make.staff())
    measure((20, "You know SQL."), (60, "Nothing here."))
    post(client, "sql", "nice", "refuse")

    again = post(client, "sql", "nice", "accept")

    assert "Somebody was faster" in again.content.decode()
    assert kind_of("sql") is None
    assert SkillAnswer.objects.count() == 1


def test_a_role_keeps_five_to_eight_core_skills(client):
    client.force_login(make.staff())
    core = Role.objects.for_guide().get(slug=WRITER).core_skills
    measure((20, "Nothing that is listed."))

    for skill in core:
        last = post(client, skill.slug, "nice")

    assert "keeps five to eight" in last.content.decode()
    assert RoleSkill.objects.filter(role__slug=WRITER, kind="core").count() == 5


def test_an_accepted_answer_stays_when_the_taxonomy_is_loaded_again(client):
    client.force_login(make.staff())
    measure((20, "You know SQL."), (60, "Nothing here."))
    post(client, "sql", "nice")

    vocabulary.load()

    assert kind_of("sql") == "nice"


@pytest.mark.parametrize("who", ["nobody", "a member", "staff without the right"])
def test_only_who_may_change_roles_sees_and_answers(client, who):
    measure((20, "You know SQL."), (60, "Nothing here."))
    if who != "nobody":
        client.force_login(make.user(is_staff=who != "a member"))

    seen, answered = client.get(SUGGESTIONS), client.post(reverse("admin:answer_suggestion"), {})

    assert {seen.status_code, answered.status_code} <= {302, 403}
    assert not SkillAnswer.objects.exists()


def test_answers_are_given_by_post_and_nonsense_is_refused(client):
    client.force_login(make.staff())

    assert client.get(reverse("admin:answer_suggestion")).status_code == 405
    shown = client.post(reverse("admin:answer_suggestion"), {"role": "x"}, follow=True)
    assert "no suggestion of this page" in shown.content.decode()


def test_a_guide_quotes_the_share_with_source_count_and_month(client):
    measure((20, "You know SQL."), (60, "Nothing here."))

    shown = client.get(f"/careers/marketing/{WRITER}/").content.decode()

    assert "80 adverts for this role" in shown
    assert "Adverts of a test, measured in November 2026" in shown
    assert '<td class="numbers">20</td><td class="numbers">25%</td>' in shown


def test_a_guide_of_too_few_adverts_says_so_and_names_no_share(client):
    shown = client.get(f"/careers/marketing/{WRITER}/").content.decode()

    assert "We say it from 20 adverts on, and have read fewer for this role so far." in shown
    assert "adverts for this role</caption>" not in shown


def imported(**fields):
    source = fields.pop("source", None) or Source.objects.get_or_create(slug="real", name="Real")[0]
    return make.live_listing(source=source, role=WRITER, **fields)


def test_the_boards_own_imported_adverts_are_measured_but_no_sample_and_no_employers_listing():
    sample = Source.objects.create(slug="made-up", name="Made up", is_sample=True)
    for number in range(measuring.FEWEST):
        imported(
            title=f"Writer {number}", description=f"Text {number}: you know SQL.", source_key=str(number)
        )
        imported(title=f"S {number}", description=f"Python {number}", source=sample, source_key=str(number))
        make.live_listing(title=f"Own {number}", role=WRITER, description=f"Python {number}, own")

    call_command("measure_skills")

    made = Measurement.objects.get(role__slug=WRITER)
    assert (made.adverts, made.source) == (measuring.FEWEST, "Adverts imported here")
    assert [one.skill.slug for one in made.skills.all()] == ["sql"]


def test_a_file_is_measured_without_being_imported(tmp_path):
    file = tmp_path / "adverts.jsonl"
    rows = [
        {"title": "Copywriter", "description": f"<p>Text {n}. You know <b>SQL</b>.</p>"} for n in range(20)
    ]
    file.write_text("\n".join(json.dumps(row) for row in [*rows, {"title": ""}, "broken"]) + "\n{")
    out = tmp_path / "counts.json"

    call_command("measure_skills", file, named="A test", out=out)

    assert json.loads(out.read_text())["roles"] == {
        WRITER: {"adverts": 20, "skills": {"copywriting": 20, "sql": 20}}
    }
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(("options", "said"), [({}, "Say with --named"), ({"named": "x"}, "no file")])
def test_a_file_needs_a_name_to_be_quoted_by_and_must_be_there(tmp_path, options, said):
    file = tmp_path / "adverts.jsonl"
    if not options:
        file.write_text("")

    with pytest.raises(CommandError, match=said):
        call_command("measure_skills", file, **options)


def test_what_ships_is_for_roles_that_the_board_has_not_measured_itself(tmp_path, monkeypatch):
    shipped = tmp_path / "measured.json"
    role = {"adverts": 50, "skills": {"sql": 40}}
    shipped.write_text(
        json.dumps({"source": "Shipped", "month": "2026-10", "roles": {WRITER: role, "seo-specialist": role}})
    )
    monkeypatch.setattr(measuring, "SHIPPED", shipped)
    measure((20, "You know Python."))

    measuring.load_shipped()

    sources = dict(Measurement.objects.values_list("role__slug", "source"))
    assert sources == {WRITER: "Adverts of a test", "seo-specialist": "Shipped"}
