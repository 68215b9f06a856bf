from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roles.measuring_titles import (
    HASHED,
    OPEN,
    PARTS,
    Measured,
    is_hashed,
    measure,
    read,
    titles_of,
    with_words,
)


class Command(BaseCommand):
    help = "Measures how often a title leads to the role that a reader chose, and lists what is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--set", type=Path, help="one labelled file instead of both that ship")
        parser.add_argument(
            "--titles", type=Path, help="FILE.csv.gz with a column title: words of hashed sets"
        )
        parser.add_argument(
            "--part", choices=PARTS, help="one half: keep test unread while changing the finder"
        )

    def handle(self, *, titles: Path | None, part: str | None, **options):
        for path in [options["set"]] if options["set"] else [OPEN, HASHED]:
            if not path.is_file():
                raise CommandError(f"There is no file {path}.")
            rows = read(path)
            if is_hashed(rows):
                rows = self.rows_with_words(path, rows, titles)
            for name in [part] if part else PARTS:
                self.tell(f"{path.name}, {name}", measure(rows, name))

    def rows_with_words(self, path: Path, rows: list[dict], titles: Path | None) -> list[dict]:
        if not titles:
            self.stdout.write(f"{path.name} knows titles by hash. Give their words: --titles FILE.csv.gz")
            return []
        if not titles.is_file():
            raise CommandError(f"There is no file {titles}.")
        known = with_words(rows, titles_of(titles))
        self.stdout.write(f"{path.name}: words of {len(known)} of {len(rows)} titles are known.")
        return known

    def tell(self, heading: str, measured: Measured) -> None:
        if not measured.answers:
            return
        self.stdout.write(f"{heading}: {measured}")
        if (social := measured.of("social media")).answers:
            self.stdout.write(f"  with “social media”: {social}")
        for kind in ["wrong", "missed"]:
            for answer in measured.all(kind):
                self.stdout.write(f"  {kind}: {answer}")
