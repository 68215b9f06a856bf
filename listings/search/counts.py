"""How many listings each option of a filter has, without a dictionary being made of what nobody looks at."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import numpy as np


class Counts(Mapping[str, int]):
    """{option: number}; options with no listing are left out. `places` says where in `numbers` an option is; there may
    be numbers of others among them."""

    def __init__(self, places: Mapping[str, int], numbers: Sequence[int]):
        self.places, self.numbers = places, numbers

    @classmethod
    def of(cls, counted: Mapping[str, int]) -> Self:
        return cls({option: place for place, option in enumerate(counted)}, list(counted.values()))

    def __getitem__(self, option: str) -> int:
        if number := self.get(option):
            return number
        raise KeyError(option)

    def get(self, option: str, default: int | None = None) -> int | None:
        place = self.places.get(option, -1)
        # Options may have been added since it was counted.
        number = self.numbers[place] if 0 <= place < len(self.numbers) else 0
        return int(number) if number else default

    def __iter__(self) -> Iterator[str]:
        return (option for option in self.places if option in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))

    def top(self, most: int) -> list[str]:
        """The options with the most listings; by name where they have as many."""
        numbers = np.asarray(self.numbers)
        if len(self.places) >= len(numbers) > most:
            least = max(1, np.partition(numbers, -most)[-most])
            places = set(np.flatnonzero(numbers >= least).tolist())
            options = [option for option, place in self.places.items() if place in places]
        else:
            options = list(self)
        return heapq.nsmallest(most, options, key=lambda option: (-self[option], option))
