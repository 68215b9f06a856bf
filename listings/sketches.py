"""Which listings have nearly one text: a fingerprint of a few numbers finds those that may, their words decide.

A text is the set of its groups of three words in a row. For each of some orders of all groups, the first group of a
text is noted (MinHash); two texts note the same as often as their sets overlap. Notes are put together in pairs, the
pieces of Sketch: texts that share a piece are compared. docs/measures.md says how well this finds edited copies.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np

WORDS = 3
BANDS, ROWS = 8, 2
# Shorter texts are alike by chance.
FEWEST_WORDS = 20
# So much of the groups of both together must be in both.
NEAR = 0.5


@lru_cache(maxsize=100_000)
def number_of(word: str) -> int:
    """The same on every machine: it is kept in the database."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def numbers_from(seed: str, many: int) -> np.ndarray:
    return np.array([number_of(f"{seed} {place}") | 1 for place in range(many)], dtype=np.uint64)


GROUPING = numbers_from("grouping", WORDS)
ORDERS = numbers_from("order", BANDS * ROWS)
PUTTING = numbers_from("putting", ROWS)


def groups_of(text: str) -> np.ndarray:
    """The groups of words in a row, as numbers, each once. `text` is searchable: stems with spaces between."""
    words = np.array([number_of(word) for word in text.split()], dtype=np.uint64)
    if len(words) < FEWEST_WORDS:
        return np.empty(0, dtype=np.uint64)
    ends = len(words) - WORDS + 1
    groups = sum(words[start : start + ends] * times for start, times in enumerate(GROUPING))
    return np.unique(groups ^ (groups >> np.uint64(29)))


def pieces_of(text: str) -> list[int]:
    """One number for each band; none for a text that is too short."""
    groups = groups_of(text)
    if not len(groups):
        return []
    noted = (groups[:, None] * ORDERS).min(axis=0).reshape(BANDS, ROWS)
    pieces = (noted ^ (noted >> np.uint64(31))) * PUTTING
    return pieces.sum(axis=1, dtype=np.uint64).view(np.int64).tolist()


def likeness(first: np.ndarray, second: np.ndarray) -> float:
    """Of the groups that either has, the share that both have."""
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / (len(first) + len(second) - both) if both else 0.0


def near(text: str, others: Iterable[tuple[int, str]]) -> list[int]:
    """Of (number, text), the numbers of those that nearly say the same."""
    mine = groups_of(text)
    return [number for number, other in others if likeness(mine, groups_of(other)) >= NEAR]
