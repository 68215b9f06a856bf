"""A text as words, what stands between them, and the sentences they are in."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from roles.asking import Sentence, sentences_of
from roles.words import Word, words_of

# Between the words of one phrase: spaces, hyphens, a slash, the dot of node.js.
JOINT = re.compile(r"(?:[\s\-‐-–/'’]+|\.|\s&\s)")
STOP = re.compile(r"[.;:!?•|]\s|\n\s*\n|\n\s*[-*•A-Z]|[()]")
LONGEST_GAP = 3
AND = {"and", "or"}


class Text:
    def __init__(self, text: str):
        self.text = text
        self.words = words_of(text)
        self.sentences = sentences_of(text)
        self.starts = [sentence.start for sentence in self.sentences]
        between = [text[one.end : two.start] for one, two in zip(self.words, self.words[1:], strict=False)]
        self.spaced = [not gap.strip(" -/") for gap in between]
        self.slash = ["/" in gap for gap in between]
        self.stops = [
            gap != " " and bool(STOP.search(gap + text[word.end + len(gap)]))
            for gap, word in zip(between, self.words, strict=False)
        ]
        self.joined = [
            gap == " " or not stop and bool(JOINT.fullmatch(gap))
            for gap, stop in zip(between, self.stops, strict=True)
        ]

    def sentence_at(self, place: int) -> Sentence:
        return self.sentences[bisect_right(self.starts, self.words[place].start) - 1]

    def reach(self, place: int) -> Iterator[int]:
        """The places that a gap after this word may lead to."""
        for following in range(place + 1, min(place + 2 + LONGEST_GAP, len(self.words))):
            if self.stops[following - 1]:
                return
            yield following

    def shared(self, place: int) -> Iterator[int]:
        """Where the second word of two may be when they share it, or the first, with others: "market and competitor
        analysis", "content creation and strategy", "UX/UI design"."""
        for following in self.reach(place):
            if not self.spaced[following - 1]:
                return
            between = [word.plain for word in self.words[place + 1 : following]]
            if not between:
                continue
            listed = len(between) > 1 and (between[0] in AND or between[-1] in AND)
            if listed or len(between) == 1 and self.slash[place]:
                yield following

    def quote(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last].end]

    def before_in_clause(self, first: int, within: int) -> Iterator[int]:
        """The places of the words before, nearest first, as far as the clause goes."""
        for place in range(first - 1, max(-1, first - 1 - within), -1):
            if self.stops[place]:
                return
            yield place

    def words_before(self, first: int, within: int) -> Iterator[Word]:
        return (self.words[place] for place in self.before_in_clause(first, within))
