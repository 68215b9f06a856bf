"""Links in mails: what is mailed is kept only as a hash, so that who reads the database cannot use it."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    return token_urlsafe(24)


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
