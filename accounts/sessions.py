"""Ending the sessions of people whose accounts end."""

from collections.abc import Collection

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.keeping import KEY as TYPED


def end_sessions(users: Collection[int]) -> int:
    """Signed in anywhere, or with something that they typed while a session ended. Sessions say whose they are only
    when they are read: all are, once."""
    ended = [session.pk for session in Session.objects.iterator() if is_of(session.get_decoded(), users)]
    for start in range(0, len(ended), 500):
        Session.objects.filter(pk__in=ended[start : start + 500]).delete()
    return len(ended)


def is_of(session: dict, users: Collection[int]) -> bool:
    signed_in = session.get(SESSION_KEY, "")
    return signed_in in {str(user) for user in users} or session.get(TYPED, {}).get("owner") in users
