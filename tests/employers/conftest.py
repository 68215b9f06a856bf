from collections.abc import Iterator

import pytest

from employers import fetching
from tests.employers.outside import Outside


@pytest.fixture
def outside() -> Iterator[Outside]:
    with Outside().there() as place:
        yield place


@pytest.fixture
def internet(outside, monkeypatch) -> Outside:
    """What pages of this process take for the internet."""
    monkeypatch.setattr(fetching, "INTERNET", outside.internet)
    return outside
