"""What is read from a stranger's address, and where nobody can lead us. A real resolver, real TLS, a real site."""

import ssl
import time

import pytest

from employers.fetching import Refused, fetch, is_public
from tests.employers.outside import PUBLIC, PUBLIC_V6, response

FILE = "https://acme.example/.well-known/rolefeed.txt"
PATH = ("acme.example", ".well-known/rolefeed.txt")


def refused(outside, url: str = FILE, **limits) -> str:
    with pytest.raises(Refused) as reason:
        fetch(url, internet=outside.internet, **limits)
    return str(reason.value)


def test_a_small_text_is_read_from_the_very_address_that_was_checked(outside):
    outside.site.page("acme.example/.well-known/rolefeed.txt", "hello")

    assert fetch(FILE, kinds=("text/plain",), internet=outside.internet) == b"hello"

    assert outside.dialled == [(PUBLIC, 443)]
    assert outside.site.said_hello == ["acme.example"]
    assert outside.site.asked[0].startswith(
        "GET /.well-known/rolefeed.txt HTTP/1.1\r\nHost: acme.example\r\n"
    )


def test_a_chunked_answer_without_a_length_is_read_too(outside):
    outside.site.pages[PATH] = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
    )

    assert fetch(FILE, internet=outside.internet) == b"hello"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",  # noqa: S104
        "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "fe80::1", "fc00::1", "fd12:3456::1",
        "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::5db8:d822", "64:ff9b:1::1", "2001::1", "2001:db8::1",
        "2002:7f00:1::1", "2001:20::1", "3fff::1", "100::1", "5f00::1", "nonsense", "", "127.1", "0x7f000001",
    ],
)  # fmt: skip
def test_only_single_machines_of_the_public_internet_are_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_V6, "8.8.8.8", "1.1.1.1", "2a00:1450:4001:81b::200e"])
def test_they_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("kind", "addresses"),
    [
        ("A", ["127.0.0.1"]),
        ("A", ["169.254.169.254"]),
        ("A", [PUBLIC, "10.0.0.7"]),
        ("AAAA", ["::1"]),
        ("AAAA", ["::ffff:10.0.0.7"]),
        ("AAAA", ["64:ff9b::a00:7"]),
    ],
)
def test_a_name_with_any_address_that_is_not_public_is_not_connected_to(outside, kind, addresses):
    outside.names.say("acme.example", kind, addresses)

    assert refused(outside) == "acme.example is not on the public internet."
    assert outside.dialled == []


def test_public_by_one_protocol_and_private_by_the_other_is_refused(outside):
    outside.names.say("acme.example", "AAAA", ["fd00::7"])

    assert refused(outside) == "acme.example is not on the public internet."
    assert outside.dialled == []


def test_a_second_answer_of_the_resolver_changes_nothing(outside):
    outside.names.say("acme.example", "A", [PUBLIC], ["127.0.0.1"])
    outside.site.page("acme.example/.well-known/rolefeed.txt", "hello")

    assert fetch(FILE, internet=outside.internet) == b"hello"

    assert outside.names.asked == [("acme.example", "A"), ("acme.example", "AAAA")]
    assert outside.dialled == [(PUBLIC, 443)]


@pytest.mark.parametrize(
    "to", ["https://127.0.0.1/secret", "http://169.254.169.254/", "https://acme.example/other", "//x"]
)
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 For Ever"])
def test_no_redirect_is_followed(outside, status, to):
    outside.site.page("acme.example/other", "hello")
    outside.site.pages[PATH] = response(b"", f"Location: {to}", status=status)

    assert refused(outside) == "The address leads on to another one. It has to answer by itself."
    assert len(outside.dialled) == 1


def drip(piece: bytes, start: bytes = b""):
    def speak(link) -> None:
        link.sendall(start)
        for _ in range(100):
            time.sleep(0.1)
            link.sendall(piece)

    return speak


@pytest.mark.parametrize(
    "speak",
    [
        pytest.param(drip(b"a", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"), id="body by drops"),
        pytest.param(drip(b"X-More: 1\r\n", b"HTTP/1.1 200 OK\r\n"), id="headers by drops"),
        pytest.param(drip(b"HTTP/1.1 100 Continue\r\n\r\n"), id="for ever about to go on"),
        pytest.param(drip(b""), id="silence"),
    ],
)
def test_who_is_slow_is_left_when_the_time_for_all_is_over(outside, speak):
    outside.site.pages[PATH] = speak
    started = time.monotonic()

    assert refused(outside, seconds=0.6) == "acme.example takes longer than 0.6 seconds to answer."
    assert time.monotonic() - started < 2


def test_a_name_that_nobody_answers_for_is_left_too(outside):
    outside.names.silent = True
    started = time.monotonic()

    assert refused(outside, seconds=0.5) == "Nobody answers where acme.example is."
    assert time.monotonic() - started < 2


def flood(start: bytes, piece: bytes):
    def speak(link) -> None:
        link.sendall(start)
        for _ in range(1_000):
            link.sendall(piece * 1_000)

    return speak


@pytest.mark.parametrize(
    "speak",
    [
        pytest.param(response(b"a" * 4_097), id="one byte too many"),
        pytest.param(flood(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 99), id="without a length"),
        pytest.param(flood(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n", b"a"), id="says so"),
    ],
)
def test_no_more_than_the_limit_is_read(outside, speak):
    outside.site.pages[PATH] = speak

    assert refused(outside) == "The answer is larger than 4096 bytes."


@pytest.mark.parametrize(
    "speak",
    [
        pytest.param(flood(b"HTTP/1.1 200 OK\r\n", b"X-Again: yes\r\n"), id="headers"),
        pytest.param(flood(b"HTTP/1.1 200 OK\r\nX: ", b"a"), id="one header"),
        pytest.param(flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), id="for ever about to go on"),
        pytest.param(lambda link: link.sendall(b"SSH-2.0-OpenSSH_9.9\r\n"), id="not the web"),
        pytest.param(lambda link: None, id="nothing"),
    ],
)
def test_what_is_no_answer_ends_the_talk(outside, speak):
    outside.site.pages[PATH] = speak

    assert refused(outside) in {
        "The answer is too large.",
        "acme.example answers with something that is no web page.",
    }


def test_another_type_and_packed_answers_are_refused(outside):
    outside.site.page("acme.example/html", "<p>hello", kind="text/html; charset=utf-8")
    outside.site.pages["acme.example", "zip"] = response(b"x", "Content-Encoding: gzip")

    assert (
        refused(outside, "https://acme.example/html", kinds=("text/plain",))
        == "The answer is text/html. It has to be text/plain."
    )
    assert refused(outside, "https://acme.example/zip").startswith("The answer is packed")


def test_what_is_not_there_says_its_code(outside):
    assert refused(outside) == "The address answers with the code 404 instead of 200."


def test_a_certificate_of_another_name_or_another_authority_is_refused(outside):
    outside.site.page("acme.example/.well-known/rolefeed.txt", "hello")
    outside.site.certified = "other.example"
    wrong_name = refused(outside)
    outside.site.certified = "acme.example"
    outside.trust = ssl.create_default_context
    wrong_authority = refused(outside)

    assert wrong_name == wrong_authority == "acme.example has no certificate that fits its name."
    assert outside.site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://acme.example/", "ftp://acme.example/", "file:///etc/passwd", "gopher://acme.example/", "https://",
        "https://acme.example:8443/", "https://acme.example:22/", "https://me@acme.example/", "https://@acme.example/",
        "https://93.184.216.34/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://127.1/",
        "https://[::1]/", "https://[2606:2800:220:1:248:1893:25c8:1946]/", "https://localhost/", "https://acme.example:x/",
        "https://acme..example/", "https://" + "a" * 64 + ".example/", "https://acme.example\\@127.0.0.1/", "javascript:1",
        "", "acme.example",
    ],
)  # fmt: skip
def test_an_address_that_is_not_https_on_a_name_is_not_even_looked_up(outside, url):
    refused(outside, url)

    assert (outside.names.asked, outside.dialled) == ([], [])


def test_a_name_in_another_script_and_a_path_with_blanks_arrive_as_ascii(outside):
    outside.names.say("xn--acm-dma.example", "A", [PUBLIC])
    outside.site.certified = "xn--acm-dma.example"
    outside.site.page("xn--acm-dma.example/a%20b%0D%0AX:1?q=%C3%BC", "hello")

    answer = fetch("https://acmé.example/a b%0D%0AX:1?q=ü", internet=outside.internet)

    assert answer == b"hello"


def test_a_name_that_does_not_exist_is_said_not_to(outside):
    assert refused(outside, "https://nobody.example/") == "There is no site called nobody.example."


def test_when_one_address_takes_no_connection_the_next_is_tried(outside):
    outside.names.say("acme.example", "A", ["93.184.216.35", PUBLIC])
    outside.site.page("acme.example/.well-known/rolefeed.txt", "hello")
    connect = outside.dial

    def dial(address, port, seconds):
        if address == "93.184.216.35":
            raise ConnectionRefusedError
        return connect(address, port, seconds)

    outside.dial = dial

    assert fetch(FILE, internet=outside.internet) == b"hello"
