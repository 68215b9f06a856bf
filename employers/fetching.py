"""Reads a small answer from an address that a stranger named, and is led nowhere else by it.

The name is resolved once. Every address it has must be one of the public internet; one of those very addresses is
then connected to, so that a second answer of the resolver changes nothing. https alone, the certificate must fit the
name, no redirect is followed, and time and size are bounded for everything together.
"""

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from time import monotonic
from urllib.parse import quote, urlsplit

import dns.exception
import dns.name
import dns.resolver

MOST_BYTES = 4_096
MOST_SECONDS = 5.0
MOST_OF_HEADERS = 32_768
MOST_TRIES = 3
HTTPS = 443

# https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: whatever is not plainly
# an address of one machine on the public internet. Of IPv6 only 2000::/3 is given out at all, so that mapped,
# translated (NAT64), link-local, private and multicast addresses are outside of it.
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    ]
]  # fmt: skip


class Refused(Exception):
    """Nothing was read. Says why in words for the person who asked."""


@cache
def system_resolver() -> dns.resolver.Resolver:
    return dns.resolver.Resolver()


def dial(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Internet:
    """What lies outside: who knows names, how a connection is made, whose certificates are believed."""

    resolver: Callable[[], dns.resolver.Resolver] = system_resolver
    dial: Callable[[str, int, float], socket.socket] = dial
    trust: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)


INTERNET = Internet()


class Clock:
    def __init__(self, seconds: float):
        self.end = monotonic() + seconds

    def left(self) -> float:
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def fetch(
    url: str,
    *,
    most: int = MOST_BYTES,
    seconds: float = MOST_SECONDS,
    kinds: tuple[str, ...] = (),
    internet: Internet | None = None,
) -> bytes:
    """What this https address answers, if it answers 200 with at most so many bytes of one of these content types."""
    internet, clock = internet or INTERNET, Clock(seconds)
    host, path = parts_of(url)
    try:
        with connect(host, clock, internet) as connection:
            connection.settimeout(clock.left())
            connection.sendall(request_for(host, path))
            return body_of(connection, clock, most, kinds)
    except TimeoutError:
        raise Refused(f"{host} takes longer than {seconds:g} seconds to answer.") from None
    except ssl.SSLCertVerificationError:
        raise Refused(f"{host} has no certificate that fits its name.") from None
    except HTTPException:
        raise Refused(f"{host} answers with something that is no web page.") from None
    except OSError:
        raise Refused(f"{host} cannot be reached over https.") from None


def parts_of(url: str) -> tuple[str, str]:
    """Host and path, from the one reading of the address that also decides where we connect."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise Refused("This is no address of a web page.") from None
    if parts.scheme != "https" or port not in (None, HTTPS) or parts.username is not None:
        raise Refused("Only addresses that start with https:// and name no port are read.")
    if not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+", host) or host.rpartition(".")[2].isdigit():
        raise Refused("The address has to name a site, such as acme.example.")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'()*@")
    return host, path + ("?" + quote(parts.query, safe="/?%:=&~+!$,;'()*@") if parts.query else "")


def is_public(address: str) -> bool:
    """Whether this is one machine on the public internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip not in PUBLIC_V6:
        return False
    return ip.is_global and not any(ip in network for network in NOT_PUBLIC)


def addresses_of(host: str, clock: Clock, internet: Internet) -> list[str]:
    """All that the name stands for. One that is not public spoils them all."""
    found: list[str] = []
    try:
        for kind in ("A", "AAAA"):
            answer = internet.resolver().resolve(
                dns.name.from_text(host), kind, lifetime=clock.left(), raise_on_no_answer=False
            )
            found += [record.address for record in answer]
    except dns.exception.Timeout:
        raise Refused(f"Nobody answers where {host} is.") from None
    except dns.exception.DNSException:
        raise Refused(f"There is no site called {host}.") from None
    if not found:
        raise Refused(f"There is no site called {host}.")
    if not all(map(is_public, found)):
        raise Refused(f"{host} is not on the public internet.")
    return found


def connect(host: str, clock: Clock, internet: Internet) -> ssl.SSLSocket:
    """To the first of its addresses that takes a connection."""
    problem: OSError = ConnectionError(host)
    for address in addresses_of(host, clock, internet)[:MOST_TRIES]:
        try:
            plain = internet.dial(address, HTTPS, clock.left())
        except TimeoutError:
            raise
        except OSError as error:
            problem = error
            continue
        return wrapped(plain, host, clock, internet)
    raise problem


def wrapped(plain: socket.socket, host: str, clock: Clock, internet: Internet) -> ssl.SSLSocket:
    try:
        plain.settimeout(clock.left())
        return internet.trust().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def request_for(host: str, path: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "User-Agent: Rolefeed (checks who owns a site)",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


class Measured(RawIOBase):
    """Bytes of a connection until the clock has run out or there were too many."""

    def __init__(self, connection: ssl.SSLSocket, clock: Clock, most: int):
        self.connection, self.clock, self.left = connection, clock, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if self.left <= 0:
            raise Refused("The answer is too large.")
        self.connection.settimeout(self.clock.left())
        read = self.connection.recv_into(buffer)
        self.left -= read
        return read

    def makefile(self, _mode: str) -> BufferedReader:
        """As http.client asks a socket for it."""
        return BufferedReader(self, 1024)


def body_of(connection: ssl.SSLSocket, clock: Clock, most: int, kinds: tuple[str, ...]) -> bytes:
    response = HTTPResponse(Measured(connection, clock, MOST_OF_HEADERS + most), method="GET")
    response.begin()
    if 300 <= response.status < 400:
        raise Refused("The address leads on to another one. It has to answer by itself.")
    if response.status != 200:
        raise Refused(f"The address answers with the code {response.status} instead of 200.")
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kinds and kind not in kinds:
        raise Refused(f"The answer is {kind or 'of no stated type'}. It has to be {' or '.join(kinds)}.")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise Refused("The answer is packed. It has to be sent as it is.")
    body = response.read(most + 1)
    if len(body) > most:
        raise Refused(f"The answer is larger than {most} bytes.")
    return body
