"""Whether a link may lead candidates away from here. The address is read, never fetched."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import ValidationError

# They hide where a link leads.
SHORTENERS = {
    "adf.ly", "bit.do", "bit.ly", "bl.ink", "buff.ly", "cutt.ly", "dub.sh", "goo.gl", "is.gd", "lnkd.in", "ow.ly",
    "qrco.de", "rb.gy", "rebrand.ly", "s.id", "short.io", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com",
    "trib.al", "v.gd",
}  # fmt: skip


def check_link(address: str) -> None:
    """`address` is https already: its field sees to that."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if "@" in parts.netloc:
        raise ValidationError("Take out what stands before the @ in the address")
    if is_number(host) or "." not in host:
        raise ValidationError("Enter the address of a public website, for example https://acme.example/jobs")
    if host in SHORTENERS or host.removeprefix("www.") in SHORTENERS:
        raise ValidationError("Enter the full address. A short link hides where it leads")
    if host == urlsplit(settings.SITE_URL).hostname:
        raise ValidationError("This address is on our own site. Enter the page of your site")


def is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
