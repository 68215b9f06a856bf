from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from listings.importing.rows import count_rows, read_rows
from listings.importing.saving import Importer, Report
from listings.models import SearchChange

SHOWN = 50
# Changes that processes may still have to follow; who is further behind reads the index anew.
KEPT = 100_000


def pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals or not ours or not theirs:
        raise ArgumentTypeError("write it as OURS=THEIRS, for example title=headline")
    return ours, theirs


class Command(BaseCommand):
    help = "Imports adverts from CSV or JSON Lines (.gz too). Safe to run again: see docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--source", default="", help="where they come from; else the file's column “source”"
        )
        parser.add_argument(
            "--map",
            type=pair,
            action="append",
            default=[],
            metavar="OURS=THEIRS",
            help="a column by another name",
        )
        parser.add_argument("--all-errors", action="store_true", help="print every bad row, not the first 50")

    def handle(self, *, file: Path, source: str, map: list, all_errors: bool, **options):  # noqa: A002
        try:
            total = count_rows(file)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror or error}") from error
        importer = Importer(source or file.name.partition(".")[0].replace(" ", "-"))
        bar = tqdm(total=total, unit=" adverts", file=self.stderr, disable=options["verbosity"] == 0)
        with bar:
            for done in importer.take(read_rows(file, dict(map))):
                bar.update(done)
        SearchChange.objects.prune(KEPT)
        self.print(importer.report, None if all_errors else SHOWN)
        if importer.report.rows == len(importer.report.bad):
            raise CommandError("Nothing could be taken from this file.")

    def print(self, report: Report, limit: int | None) -> None:
        for number, reason in report.bad[:limit]:
            self.stdout.write(f"Row {number}: {reason}")
        if limit and len(report.bad) > limit:
            self.stdout.write(f"… and {len(report.bad) - limit} more bad rows (--all-errors prints them)")
        self.stdout.write(
            f"{report.rows} rows: {report.taken} new, {report.changed} changed, {report.unchanged} unchanged, "
            f"{report.repeated} repeat an earlier row, {len(report.bad)} not taken. "
            f"{report.with_role} have a role of the taxonomy."
        )
