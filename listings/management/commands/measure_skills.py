import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from listings import measuring as adverts
from listings.management.commands.import_listings import pair
from roles import measuring
from roles.finding import skill_finder

BOARD = "Adverts imported here"


class Command(BaseCommand):
    help = (
        "Counts in how many adverts for each role each skill occurs, in this board's imported adverts or in FILEs, "
        "and keeps it for guides and for staff's suggestions."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="*", help="any file that import_listings can read")
        parser.add_argument("--map", type=pair, action="append", default=[], metavar="OURS=THEIRS")
        parser.add_argument(
            "--named", default="", help="which adverts these are, in the words that guides quote"
        )
        parser.add_argument("--out", type=Path, help="write the counts as JSON instead of keeping them here")

    def handle(self, *, file: list[Path], map: list, named: str, out: Path | None, **options):  # noqa: A002
        if missing := [str(path) for path in file if not path.is_file()]:
            raise CommandError(f"There is no file {missing[0]}")
        if file and not named:
            raise CommandError("Say with --named which adverts these are; guides quote it.")
        read = adverts.of_files(file, dict(map)) if file else adverts.of_board()
        counts = measuring.count(read, skill_finder())
        about = {"source": named or BOARD, "month": month_of(timezone.localdate())}
        if out:
            data = measuring.as_data(counts, **about)
            out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
            kept = len(data["roles"])
        else:
            kept = measuring.save(counts, **about)
        self.report(counts, kept)

    def report(self, counts: dict[str, measuring.Count], kept: int) -> None:
        for slug, of in sorted(counts.items(), key=lambda item: -item[1].adverts):
            top = ", ".join(
                f"{skill} {number / of.adverts:.0%}" for skill, number in of.skills.most_common(6)
            )
            self.stdout.write(f"{of.adverts:6} {slug}: {top}")
        adverts_read = sum(of.adverts for of in counts.values())
        self.stdout.write(
            f"{adverts_read} adverts with a role; {kept} roles have {measuring.FEWEST} or more."
        )


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"
