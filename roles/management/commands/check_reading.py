from collections import defaultdict
from itertools import groupby

from django.core.management.base import BaseCommand, CommandError

from roles.guide_texts import Text, all_texts
from roles.reading import Measure, measure, too_long

# Of a page, and of one text alone.
HIGHEST, HARD = 7, 9
# Of fewer words a grade says nothing.
FEW, FEW_ON_A_PAGE = 8, 30


class Command(BaseCommand):
    help = (
        "Measures how hard the guides are to read. Fails if a page is above grade 7, a text above grade 9, "
        "or a sentence has more than 25 words."
    )

    def handle(self, **options):
        texts = all_texts()
        for group, of_group in groupby(texts, key=lambda text: text.group):
            self.say(group, measure(text.words for text in of_group))
        self.say("all", measure(text.words for text in texts))
        wrong = [*hard_pages(texts), *hard_texts(texts), *long_sentences(texts)]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} too hard to read.")

    def say(self, group: str, found: Measure) -> None:
        self.stdout.write(
            f"{group:10} grade {found.grade:4.1f}  {found.words_a_sentence:4.1f} words a sentence"
            f"  {found.sentences} sentences"
        )


def hard_pages(texts: list[Text]) -> list[str]:
    pages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        pages[text.group, text.page].append(text.words)
    found = {page: measure(words) for page, words in pages.items()}
    return [
        f"hard page  {page[1]}: grade {of.grade:.1f}"
        for page, of in found.items()
        if of.grade > HIGHEST and of.words >= FEW_ON_A_PAGE
    ]


def hard_texts(texts: list[Text]) -> list[str]:
    found = {text: measure([text.words]) for text in texts}
    return [
        f"hard text  {text.where}: grade {of.grade:.1f}: {text.words}"
        for text, of in found.items()
        if of.grade > HARD and of.words >= FEW
    ]


def long_sentences(texts: list[Text]) -> list[str]:
    return [f"too long   {text.where}: {sentence}" for text in texts for sentence in too_long(text.words)]
