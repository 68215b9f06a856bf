import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from listings.annotating import annotate
from listings.importing.rows import count_rows, read_rows
from listings.management.commands.import_listings import SHOWN, pair


class Command(BaseCommand):
    help = (
        "Writes for each advert of a file that import_listings can read: its source and number, and the role, skills "
        "and platforms found in it, each with the words it was found by. Nothing is imported."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--out", type=Path, required=True, help="JSON Lines, one advert a line")
        parser.add_argument("--source", default="", help="as for import_listings")
        parser.add_argument("--map", type=pair, action="append", default=[], metavar="OURS=THEIRS")

    def handle(self, *, file: Path, out: Path, source: str, map: list, **options):  # noqa: A002
        try:
            total = count_rows(file)
            written = out.open("w", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        rows = annotate(read_rows(file, dict(map)), source or file.name.partition(".")[0].replace(" ", "-"))
        bad: list[str] = []
        with (
            written,
            tqdm(total=total, unit=" adverts", file=self.stderr, disable=options["verbosity"] == 0) as bar,
        ):
            for number, found in rows:
                if isinstance(found, str):
                    bad.append(f"Row {number}: {found}")
                else:
                    written.write(json.dumps(found, ensure_ascii=False) + "\n")
                bar.update()
        for line in bad[:SHOWN]:
            self.stdout.write(line)
        self.stdout.write(
            f"{total - len(bad)} of {total} rows annotated in {out}; {len(bad)} cannot be read."
        )
