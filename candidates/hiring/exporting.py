"""Who applied, as files that an employer takes along: a table, and the CVs. Hidden names are hidden here too."""

import re
import unicodedata
from collections.abc import Iterator
from tempfile import TemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils import timezone

from candidates.files.keeping import KINDS, path_of
from candidates.hiring import hiding
from candidates.models import Application
from candidates.shown import facts_of, kinds_of, other_skills
from candidates.states import EMPLOYERS, Stage
from listings.models import Listing
from roles.models import Skill

AT_ONCE = 200
COLUMNS = [
    "number", "stage", "name", "email", "sent", "answered", "ended", "required_skills", "skills_held", "skills_missing",
    "other_skills", "platforms", "about_them", "portfolio", "cv", "why_me",
]  # fmt: skip
# A file of more would make somebody wait for long; who needs all can take it in parts, by stage.
MOST_CVS = 300


def applicant_rows(listing: Listing, applied) -> Iterator[list]:
    questions = list(dict.fromkeys(applied.questions_asked()))
    needed, names = listing.required_skills, dict(Skill.objects.values_list("slug", "name"))
    yield [*COLUMNS, *questions]
    rows = applied.with_choice().for_export()
    for application in rows.iterator(chunk_size=AT_ONCE):
        application.listing = listing
        shown = hiding.veiled(application)
        said = {answer.asked: answer.text for answer in hiding.answers_of(shown)}
        yield [*row_of(shown, needed, names), *(said.get(question, "") for question in questions)]


def row_of(shown: Application, needed: list[Skill], names: dict[str, str]) -> list:
    held = [skill.name for skill in needed if skill.slug in shown.skills]
    missing = [skill.name for skill in needed if skill.slug not in shown.skills]
    return [
        shown.pk, EMPLOYERS[Stage(shown.stage)], shown.called, shown.email, shown.sent_at, shown.answered_at,
        shown.ended_at, f"{len(held)} of {len(needed)}", "; ".join(held), "; ".join(missing),
        "; ".join(names.get(slug, slug) for slug in other_skills(shown, needed)),
        "; ".join(shown.profile.get("platforms", [])),
        "; ".join(f"{fact.label}: {fact.words}" for fact in facts_of(shown)), kinds_of(shown),
        "yes" if shown.cv else "no", shown.why,
    ]  # fmt: skip


def zip_of_cvs(listing: Listing, applied) -> FileResponse:
    """Written to a file on the disk first, so that its size is no matter of memory."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    with ZipFile(file, "w", ZIP_STORED) as zipped:
        for application in applied.with_cv().with_choice().order_by("-sent_at", "-pk")[:MOST_CVS]:
            if not hiding.is_veiled(application):
                put(zipped, application)
        if not zipped.namelist():
            zipped.writestr("nothing-here.txt", "Nobody whose name is shown has sent a CV.\n")
    file.seek(0)
    name = f"cvs-{listing.pk}-{timezone.localdate()}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def put(zipped: ZipFile, application: Application) -> None:
    """One that is gone from the disk leaves no gap."""
    ending = KINDS[application.cv_kind][0]
    try:
        with default_storage.open(path_of(application.cv, application.cv_kind)) as cv:
            zipped.writestr(f"{application.pk}-{plain(application.name)}.{ending}", cv.read())
    except FileNotFoundError:
        pass


def plain(name: str) -> str:
    """Of a name, what no file system and no program takes for something else."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-").lower()[:60] or "applicant"
