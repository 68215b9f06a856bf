"""The plainest mail and the plainest job."""

from itertools import count

from background import outbox

numbers = count(1)


def post(**fields) -> bool:
    plain = {"to": "nadia@example.com", "subject": "Hello", "text": "Hello.", "key": f"test:{next(numbers)}"}
    return outbox.post(**plain | fields)
