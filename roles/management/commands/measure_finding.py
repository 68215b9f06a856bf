from django.core.management.base import BaseCommand

from roles.measuring_finding import PARTS, SENTENCES, Measured, measure, read


class Command(BaseCommand):
    help = "Measures how well skills are found in sentences of real adverts, and lists what is wrong in dev."

    def add_arguments(self, parser):
        parser.add_argument(
            "--part", choices=PARTS, help="one half: keep test unread while changing the finder"
        )
        parser.add_argument("--list", choices=PARTS, help="list the wrong and the missed of this half")

    def handle(self, *, part: str | None, **options):
        rows = read(SENTENCES)
        for name in [part] if part else PARTS:
            measured = measure(rows, name)
            self.stdout.write(f"{name}: {measured}")
            if options["list"] == name:
                self.tell(measured)

    def tell(self, measured: Measured) -> None:
        for answer in measured.answers:
            for slug, words in answer.wrong.items():
                self.stdout.write(f"  wrong: {slug} by “{words}” | {answer.text}")
            for slug in sorted(answer.missed):
                self.stdout.write(f"  missed: {slug} | {answer.text}")
