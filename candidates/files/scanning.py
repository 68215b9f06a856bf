"""A look for viruses. For all that we know ourselves that is little; where a site has ClamAV, `CLAMD` names its daemon,
and nothing is kept that it was not asked about."""

import socket
import struct

from django.conf import settings

from candidates.files.keeping import NotAFile

# The text by which scanners of viruses are tried out, in two parts so that they leave this file alone.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
PART = 64_000
PATIENCE = 20  # seconds, for each step
UNSAFE = "Our check for viruses stops at this file. Choose another"
AWAY = "We cannot check files just now. Try again in some minutes, or send it without a file"


def scan(content: bytes) -> None:
    """NotAFile if there is a virus in it, or if the daemon does not answer."""
    if EICAR in content:
        raise NotAFile(UNSAFE)
    if not settings.CLAMD:
        return
    try:
        said = ask(settings.CLAMD, content)
    except OSError:
        raise NotAFile(AWAY) from None
    if said.endswith(b"FOUND"):
        raise NotAFile(UNSAFE)
    if not said.endswith(b"OK"):
        raise NotAFile(AWAY)


def ask(where: str, content: bytes) -> bytes:
    """The answer of the daemon, such as b"stream: OK"."""
    with connected(where) as line:
        line.settimeout(PATIENCE)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(struct.pack("!I", 0))
        said = b""
        while not said.endswith(b"\0") and (more := line.recv(1_000)):
            said += more
    return said.strip(b"\0 \n")


def connected(where: str) -> socket.socket:
    """A path is a socket of this machine; anything else is host:port."""
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        line.connect(where)
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)
