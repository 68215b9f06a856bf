"""How long a listing lives, when its employer is asked, and when it leaves the board by itself."""

from datetime import timedelta

# Where no closing date is chosen; also what a renewal adds.
LIFETIME = timedelta(days=30)
# A closing date that an employer chooses, counted from the day the listing is sent, or goes live.
SHORTEST_DAYS, LONGEST_DAYS = 7, 60

# Employers are reminded so many days before the closing date.
REMINDER_DAYS = 7
LAST_REMINDER_DAYS = 1

# Counted from when a listing was last confirmed open: its employer is asked, it sinks, it is shown no more.
ASKED_AFTER = timedelta(days=10)
SUNK_AFTER = ASKED_AFTER + timedelta(days=3)
HIDDEN_AFTER = timedelta(days=17)

MOST_RENEWALS = 2
RENEWED_BEFORE = timedelta(days=14)
RENEWED_AFTER = timedelta(days=60)
