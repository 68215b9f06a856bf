"""Where the work is done, as measured in real adverts: on site, hybrid or remote."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

# Fewer adverts than this say too little.
FEWEST = 100


@dataclass(frozen=True)
class WorkModes:
    """Shares of `sample` adverts, which `source` tells apart and counts once for an employer, title and mode."""

    sample: int
    on_site: float
    hybrid: float
    remote: float
    source: str
    period: str

    @property
    def bar(self) -> list[tuple[str, float, float]]:
        """(mode, where it starts, how long it is) in hundredths of one bar."""
        parts = [("on-site", self.on_site), ("hybrid", self.hybrid), ("remote", self.remote)]
        ends = list(accumulate((round(share * 100, 1) for _, share in parts), initial=0))
        return [
            (mode, start, round(end - start, 1))
            for (mode, _), start, end in zip(parts, ends, ends[1:], strict=False)
        ]

    @classmethod
    def read(cls, evidence: dict | None) -> Self | None:
        """What a guide may quote of the evidence for a role."""
        if not evidence or evidence["sample"] < FEWEST:
            return None
        return cls(**{name: evidence[name] for name in cls.__dataclass_fields__})

    @classmethod
    def together(cls, found: Iterable[Self]) -> Self | None:
        """All adverts of several roles as one sample."""
        found = list(found)
        if not found:
            return None
        sample = sum(modes.sample for modes in found)
        shares = {
            name: sum(modes.sample * getattr(modes, name) for modes in found) / sample
            for name in ["on_site", "hybrid", "remote"]
        }
        sources = dict.fromkeys(modes.source for modes in found)
        periods = dict.fromkeys(modes.period for modes in found)
        return cls(sample=sample, source="; ".join(sources), period="; ".join(periods), **shares)
