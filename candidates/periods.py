"""How long we keep what. The privacy page says these numbers, and the clock carries them out (retention.py)."""

from datetime import timedelta

# Applications
GUESTS_DRAFTS = timedelta(days=3)  # whose address nobody confirmed
DRAFTS = timedelta(days=90)  # since somebody last wrote in them
DRAFTS_OF_ENDED = timedelta(days=30)  # since the listing ended
APPLICATIONS = timedelta(days=180)  # since they ended
# The address of a page that nobody has any more is nobody else's for so long.
HANDLES = timedelta(days=180)
# Alerts
UNCONFIRMED_ALERTS = timedelta(days=7)
STOPPED_ALERTS = timedelta(days=90)
# Files that no row names: left behind by what failed.
LOST_FILES = timedelta(days=1)
# A deletion can be undone for so long; so long before its end we say so once more.
UNDO = timedelta(days=14)
LAST_WORD = timedelta(days=2)


def in_days() -> dict[str, int]:
    """For pages: {"applications": 180, …}"""
    return {name.lower(): length.days for name, length in globals().items() if isinstance(length, timedelta)}
