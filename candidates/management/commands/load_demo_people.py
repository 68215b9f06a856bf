from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candidates import demo


class Command(BaseCommand):
    help = "Gives the demo employer some made-up applicants, in several stages. Needs DEBUG=1."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Made-up people are for development: set DEBUG=1.")
        if made := demo.load():
            self.stdout.write(f"{made} made-up people applied to the demo employer.")
