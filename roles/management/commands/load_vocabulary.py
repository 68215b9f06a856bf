from django.core.management.base import BaseCommand

from roles import vocabulary


class Command(BaseCommand):
    help = "Loads categories, roles, skills and platforms from roles/data. Safe to run again."

    def handle(self, **options):
        counts = vocabulary.load()
        self.stdout.write("Vocabulary: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
