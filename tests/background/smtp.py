"""A mail server of forty lines that can be slow, refuse, or never answer."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message


class Sink(socketserver.ThreadingTCPServer):
    """`answers` says what to reply to a command; `pauses` holds an Event that it waits for before replying."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.answers: dict[str, str] = {}
        self.holds: dict[str, threading.Event] = {}
        self.reached: dict[str, threading.Event] = {}
        super().__init__(("127.0.0.1", 0), Session)

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def receivers(self) -> list[str]:
        return sorted(message["To"] for message in self.taken)

    def hold_at(self, command: str) -> threading.Event:
        """Don't answer this command any more. The event that is returned says that somebody waits there."""
        self.holds[command] = threading.Event()
        self.reached[command] = threading.Event()
        return self.reached[command]

    def let_go(self) -> None:
        for hold in self.holds.values():
            hold.set()
        self.holds.clear()


class Session(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self.answer("connect", "220 sink")
        while line := self.rfile.readline():
            command = line.split()[0].decode().lower()
            if command == "data":
                self.take()
            elif command == "quit":
                return
            else:
                self.answer(command, "250 ok")

    def take(self) -> None:
        self.answer("data", "354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if line and not self.server.answers.get("words", "250").startswith(("4", "5")):
            self.server.taken.append(email.message_from_bytes(b"".join(lines)))
        self.answer("words", "250 taken")

    def answer(self, command: str, usual: str) -> None:
        if hold := self.server.holds.get(command):
            self.server.reached[command].set()
            hold.wait(60)
        try:
            self.wfile.write(self.server.answers.get(command, usual).encode() + b"\r\n")
        except OSError:
            """Who asked has died."""


@contextmanager
def sink() -> Iterator[Sink]:
    server = Sink()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.let_go()
        server.shutdown()
        server.server_close()
