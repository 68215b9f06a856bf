"""Which listings are within reach of somebody's skills.

A listing needs the skills it calls required; an imported advert calls none so, and needs all it names. It is within
reach of who has them all, or all but one where it needs three or more. A listing that names no skill is in nobody's.
"""

ALL_BUT_ONE_FROM = 3


def is_within_reach(needed: int, held: int) -> bool:
    return needed > 0 and needed - held <= (1 if needed >= ALL_BUT_ONE_FROM else 0)
