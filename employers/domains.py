"""Whose a domain is: which part of a name somebody registered, and which domains stand for nobody."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

WEBMAIL = Path(__file__).parent / "data" / "webmail.txt"


@cache
def suffixes() -> PublicSuffixList:
    """The list of publicsuffix.org as the package ships it. Under github.io every name is somebody else's, as it is
    under co.uk."""
    return PublicSuffixList()


@cache
def webmail() -> frozenset[str]:
    lines = (line.strip() for line in WEBMAIL.read_text().splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def host_of(address: str) -> str:
    """www.acme.example of https://www.acme.example/about, with other scripts as they are in the DNS."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".").encode("idna").decode().lower()
    except (ValueError, UnicodeError):
        return ""


def registered(host: str) -> str:
    """acme.co.uk of shop.acme.co.uk; nothing for co.uk itself, for numbers and for single words."""
    if not host or host.rpartition(".")[2].isdigit():
        return ""
    return suffixes().privatesuffix(host) or ""


def domain_of(address: str) -> str:
    """The registered domain of a web address; nothing if it is one that anybody can have an address at."""
    host = host_of(address)
    return "" if is_webmail(host) else registered(host)


def mail_domain(email: str) -> str:
    """The registered domain behind the @; nothing for webmail, which stands for nobody."""
    return domain_of(f"https://{email.rpartition('@')[2]}")


def is_webmail(host: str) -> bool:
    """gmail.com, and whatever lies under such a domain."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in webmail() for start in range(len(labels)))


def covers(domain: str, host: str) -> bool:
    """acme.example covers itself and all under it."""
    return bool(domain) and (host == domain or host.endswith("." + domain))
