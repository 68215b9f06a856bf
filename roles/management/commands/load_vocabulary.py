from django.core.management.base import BaseCommand

from roles import vocabulary
from roles.models import Category


class Command(BaseCommand):
    help = (
        "Loads categories, roles, skills and platforms from roles/data. Run again, it brings them up to date."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="only on an empty database, so that what staff changed stays",
        )

    def handle(self, *, if_empty: bool, **options):
        if if_empty and Category.objects.exists():
            return
        counts = vocabulary.load()
        self.stdout.write("Vocabulary: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
