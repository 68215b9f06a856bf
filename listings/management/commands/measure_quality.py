from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from listings.importing.rows import read_rows
from listings.management.commands.import_listings import pair
from listings.measuring_quality import Flagged, unsaved_adverts


class Command(BaseCommand):
    help = (
        "Says how often each hint would be given to the adverts of FILE, and by whom they would be refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="any file that import_listings can read")
        parser.add_argument("--map", type=pair, action="append", default=[], metavar="OURS=THEIRS")
        parser.add_argument(
            "--skip", action="append", default=[], metavar="SOURCE", help="leave out a source"
        )
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="COLUMN=VALUE",
            type=pair,
            help="rows with that value alone",
        )
        parser.add_argument("--list", default="", metavar="RULE", help="print the words that set a rule off")

    def handle(self, *, file: Path, map: list, skip: list, only: list, list: str, **options):  # noqa: A002
        if not file.is_file():
            raise CommandError(f"There is no file {file}")
        rows = (
            row
            for row in read_rows(file, dict(map))
            if row.values.get("source") not in skip
            and all(str(row.values.get(name)) == value for name, value in only)
        )
        flagged = Flagged()
        for listing in unsaved_adverts(rows):
            for hint in flagged.add(listing, list):
                self.stdout.write(f"{hint.words or hint.message}  |  {listing.title}")
        for name, number in flagged.most_common():
            self.stdout.write(f"{number:7} {number / flagged.adverts:7.2%} {name}")
        self.stdout.write(f"{flagged.adverts} adverts; {flagged.stopped} would be stopped by a hard hint.")
