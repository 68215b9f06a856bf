"""The acts on an uploaded file: keep its rows, leave some out, make drafts of the others.

Drafts are made by the worker. Each is saved together with the mark on its row, and its token is that of the row, so
a worker may die at any moment and another goes on: no row makes two drafts and none is forgotten.
"""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.limits import HOUR, spend
from background import work
from employers.models import Company
from listings import lifecycle
from listings.importing.drafts import Understanding, sentence
from listings.importing.files import Sheet
from listings.importing.rows import Row
from listings.models import Upload, UploadRow

NAMES = UUID("6d1c7a0e-52a4-4a37-9a9d-3c1a3f0e7b55")
MOST_WAITING = 10
UPLOADS_AN_HOUR = 30


class Started(Exception):
    """Drafts are being made of it, or have been."""


def take(company: Company, name: str, sheet: Sheet, *, by) -> Upload:
    """Keep the rows, with what is wrong with each. Nothing is made of them yet. Understood before anything is written:
    that takes its time, and meanwhile nobody else could write."""
    spend(f"uploads of {by.pk}", most=UPLOADS_AN_HOUR, within=HOUR)
    understanding = Understanding.present()
    rows = [
        UploadRow(number=row.number, values=row.values, problems=problems_of(row, company, understanding))
        for row in sheet.rows
    ]
    with transaction.atomic():
        upload = Upload.objects.create(company=company, by=by, name=name[-120:])
        for row in rows:
            row.upload = upload
        UploadRow.objects.bulk_create(rows)
    return upload


def problems_of(row: Row, company: Company, understanding: Understanding) -> list[tuple[str, str]]:
    if row.error:
        return [(UploadRow.Problem.UNREADABLE.value, sentence(row.error))]
    return understanding.of(row.values, company).problems


def locked(upload: Upload) -> Upload:
    found = Upload.objects.select_for_update().get(pk=upload.pk)
    if found.started_at:
        raise Started
    return found


@transaction.atomic
def choose(upload: Upload, row: UploadRow, *, out: bool) -> None:
    """Leave a row out, or take it in again."""
    locked(upload)
    row.done = out
    row.save(update_fields=["done"])


@transaction.atomic
def discard(upload: Upload) -> None:
    locked(upload).delete()


@transaction.atomic
def start(upload: Upload, *, by) -> None:
    upload = locked(upload)
    upload.by, upload.started_at = by, timezone.now()
    upload.save(update_fields=["by", "started_at"])
    make_drafts.enqueue(upload.pk)


@work.idempotent(retries=5)
def make_drafts(number: int) -> None:
    """What somebody who is no longer a member wanted is not done."""
    upload = Upload.objects.select_related("company", "by").get(pk=number)
    if Company.objects.of_member(upload.by).with_slugs([upload.company.slug]).exists():
        understanding = Understanding.present()
        for row in upload.rows.to_make().in_outline():
            make_draft(upload, row, understanding)
    upload.done_at = timezone.now()
    upload.save(update_fields=["done_at"])


@transaction.atomic
def make_draft(upload: Upload, row: UploadRow, understanding: Understanding) -> None:
    row = UploadRow.objects.select_for_update().get(pk=row.pk)
    if row.done:
        return
    if row.is_readable:
        understood = understanding.of(row.values, upload.company)
        row.problems = understood.problems
        if understood.content:
            token = uuid5(NAMES, f"{upload.pk} {upload.created_at.isoformat()} {row.number}")
            row.listing = lifecycle.draft(upload.company, understood.content, by=upload.by, token=token)
    row.done = True
    row.save(update_fields=["problems", "listing", "done"])
