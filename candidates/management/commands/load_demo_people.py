from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candidates import demo
from listings import demo_queue


class Command(BaseCommand):
    help = "Gives the demo employer made-up applicants and the demo staff something to decide. Needs DEBUG=1."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Made-up people are for development: set DEBUG=1.")
        if made := demo.load():
            self.stdout.write(f"{made} made-up people applied to the demo employer.")
        if waiting := demo_queue.load():
            self.stdout.write(f"{waiting} made-up listings wait for the demo staff.")
