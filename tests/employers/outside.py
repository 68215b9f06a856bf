"""An internet of our own: a server of names and an https site with a certificate of our own authority.

The site listens on this machine, yet the code under test sees public addresses: `dial` stands at the end of the wire,
where it notes which address was asked for and connects to the site.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import trustme

from employers.fetching import Internet

PUBLIC = "93.184.216.34"
PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946"
Speak = Callable[[ssl.SSLSocket], None]


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def certificate(name: str) -> trustme.LeafCert:
    return authority().issue_cert(name, f"*.{name}")


class Names:
    """Answers A, AAAA and TXT over UDP. Several answers to one question are given in turn, the last one for ever."""

    def __init__(self):
        self.records: dict[tuple[str, str], list[list[str]]] = {}
        self.asked: list[tuple[str, str]] = []
        self.silent = False

    def say(self, name: str, kind: str, *answers: list[str]) -> None:
        self.records[name, kind] = list(answers)

    def answer(self, packet: bytes) -> bytes:
        question = dns.message.from_wire(packet)
        asked = question.question[0]
        name, kind = asked.name.to_text(omit_final_dot=True), asked.rdtype.name
        self.asked.append((name, kind))
        response = dns.message.make_response(question)
        if name not in {known for known, _ in self.records}:
            response.set_rcode(dns.rcode.NXDOMAIN)
        turns = self.records.get((name, kind), [[]])
        values = turns.pop(0) if len(turns) > 1 else turns[0]
        if values:
            response.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *values))
        return response.to_wire()

    @contextmanager
    def listening(self) -> Iterator[int]:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            link.bind(("127.0.0.1", 0))
            thread = threading.Thread(target=self.serve, args=[link], daemon=True)
            thread.start()
            yield link.getsockname()[1]
            with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", link.getsockname())
            thread.join(5)

    def serve(self, link: socket.socket) -> None:
        while True:
            packet, sender = link.recvfrom(4_096)
            if not packet:
                return
            if not self.silent:
                link.sendto(self.answer(packet), sender)


class Site:
    """One https server for every name. `pages` holds what a host and path answer: bytes of a whole response, or a
    function that does as it likes with the connection."""

    def __init__(self):
        self.pages: dict[tuple[str, str], bytes | Speak] = {}
        self.certified = "acme.example"
        self.asked: list[str] = []
        self.said_hello: list[str | None] = []

    def page(self, address: str, body: str, kind: str = "text/plain") -> None:
        self.pages[tuple(address.partition("/")[::2])] = response(body.encode(), f"Content-Type: {kind}")

    def context(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate(self.certified).configure_cert(made)
        made.sni_callback = lambda _link, name, _context: self.said_hello.append(name)
        return made

    @contextmanager
    def listening(self) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            thread = threading.Thread(target=self.serve, args=[server], daemon=True)
            thread.start()
            yield server.getsockname()[1]
            server.shutdown(socket.SHUT_RDWR)
            thread.join(5)

    def serve(self, server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                link, _ = server.accept()
                threading.Thread(target=self.talk, args=[link], daemon=True).start()

    def talk(self, link: socket.socket) -> None:
        with suppress(OSError), self.context().wrap_socket(link, server_side=True) as secure:
            head = secure.recv(8_192).decode()
            self.asked.append(head)
            path = head.split(" ")[1].removeprefix("/")
            host = head.partition("Host: ")[2].partition("\r\n")[0]
            page = self.pages.get((host, path), response(b"nothing", status="404 Not Found"))
            if callable(page):
                page(secure)
            else:
                secure.sendall(page)


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Outside:
    """The whole: names, a site, and where the code under test tried to go."""

    def __init__(self):
        self.names, self.site = Names(), Site()
        self.dialled: list[tuple[str, int]] = []

    @contextmanager
    def there(self) -> Iterator["Outside"]:
        with self.names.listening() as self.dns_port, self.site.listening() as self.https_port:
            self.names.say("acme.example", "A", [PUBLIC])
            yield self

    def resolver(self) -> dns.resolver.Resolver:
        made = dns.resolver.Resolver(configure=False)
        made.nameservers, made.port = ["127.0.0.1"], self.dns_port
        return made

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.https_port), timeout=seconds)

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority().configure_trust(context)
        return context

    @property
    def internet(self) -> Internet:
        return Internet(self.resolver, self.dial, self.trust)
