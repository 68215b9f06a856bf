from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from listings import demo
from listings.importing.saving import Report
from listings.models import Listing


class Command(BaseCommand):
    help = "Fills a development board with real and sample adverts and three demo accounts. Needs DEBUG=1."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Demo accounts and samples are for development: set DEBUG=1.")
        report = Report()
        if not Listing.objects.from_source(demo.SOURCES).exists():
            with tqdm(total=demo.total(), unit=" adverts", file=self.stderr) as bar:
                for done in demo.load(report):
                    bar.update(done)
            self.stdout.write(f"{report.taken} adverts on the board, {len(report.bad)} not taken.")
        elif moved := demo.refresh():
            self.stdout.write(f"{moved} demo adverts had run out and are open again.")
        accounts = ", ".join(person.email for person in demo.people())
        self.stdout.write(f"Sign in as {accounts} with the password {demo.PASSWORD}.")
