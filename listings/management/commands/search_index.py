from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from listings.models import Listing, SearchChange
from listings.search import changes
from listings.search.bitmaps import BitmapSearch
from listings.search.checking import differences, sample_queries
from listings.search.index import FacetIndex
from listings.search.rows import Words, read
from listings.tasks import CHANGES


class Command(BaseCommand):
    help = (
        "Checks the search index against the database, has every process read it anew, or clears old changes."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--check", action="store_true", help="compare answers with plain SQL; fails on a difference"
        )
        what.add_argument("--rebuild", action="store_true", help="have every process read the index anew")
        what.add_argument("--prune", action="store_true", help=f"forget all but the last {CHANGES:,} changes")

    def handle(self, *, check: bool, rebuild: bool, prune: bool, **options):
        if check:
            self.check_answers()
        elif rebuild:
            self.read_anew()
        elif prune:
            self.stdout.write(f"{SearchChange.objects.prune(CHANGES)} changes forgotten.")

    def check_answers(self) -> None:
        if missing := changes.missing(connection):
            raise CommandError(f"Triggers are missing, run migrate: {', '.join(missing)}")
        queries = sample_queries()
        found = list(differences(BitmapSearch(), tqdm(queries, file=self.stderr, unit=" searches")))
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} differences.")
        self.stdout.write(f"{len(queries)} searches: the index and the database agree.")

    def read_anew(self) -> None:
        """Measures the reading here; the mark makes every running process do it at its next search."""
        start = perf_counter()
        total = Listing.objects.live().count()
        bar = {"total": total, "file": self.stderr, "unit": " listings"}
        FacetIndex(read(Listing.objects.all(), Words(), lambda rows: tqdm(rows, **bar)))
        SearchChange.objects.create(listing=None)
        self.stdout.write(
            f"{total} listings read in {perf_counter() - start:.1f} s. Every process reads anew."
        )
