"""Fingerprints for listings that were saved before there were any. Those with few words stay without."""

from itertools import islice

from django.core.management.base import BaseCommand

from listings.duplicates import sketch_new
from listings.models import Listing

BATCH = 500


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        done = 0
        listings = iter(Listing.objects.unsketched().order_by("pk").iterator(chunk_size=BATCH))
        while batch := list(islice(listings, BATCH)):
            sketch_new(batch)
            done += len(batch)
            self.stdout.write(f"{done} listings looked at")
