from itertools import groupby

from django.core.management.base import BaseCommand, CommandError

from roles.guide_texts import Text, all_texts
from roles.reading import Measure, measure, too_long

HIGHEST, HARD = 7, 9
# Of fewer words a grade says nothing.
FEW = 8


class Command(BaseCommand):
    help = "Measures how hard the guides are to read. Fails above grade 7, or if a sentence has more than 25 words."

    def handle(self, **options):
        texts = all_texts()
        for group, of_group in groupby(texts, key=lambda text: text.group):
            self.say(group, measure(text.words for text in of_group))
        whole = measure(text.words for text in texts)
        self.say("all", whole)
        self.name_hard(texts)
        long = [f"{text.where}: {sentence}" for text in texts for sentence in too_long(text.words)]
        for line in long:
            self.stdout.write(f"too long   {line}")
        if whole.grade > HIGHEST or long:
            raise CommandError(
                f"Grade {whole.grade:.1f} of {HIGHEST} at most, {len(long)} sentences too long."
            )

    def say(self, group: str, found: Measure) -> None:
        self.stdout.write(
            f"{group:10} grade {found.grade:4.1f}  {found.words_a_sentence:4.1f} words a sentence"
            f"  {found.sentences} sentences"
        )

    def name_hard(self, texts: list[Text]) -> None:
        for text in texts:
            found = measure([text.words])
            if found.grade > HARD and found.words >= FEW:
                self.stdout.write(f"hard {found.grade:5.1f} {text.where}: {text.words}")
