"""Whose a domain is."""

import pytest

from employers.domains import covers, domain_of, mail_domain


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://acme.example", "acme.example"),
        ("https://www.acme.example/about?x=1", "acme.example"),
        ("https://shop.acme.co.uk:443", "acme.co.uk"),
        ("https://acme.github.io/", "acme.github.io"),
        ("https://acmé.example", "xn--acm-dma.example"),
        ("https://ACME.Example.", "acme.example"),
        ("https://co.uk", ""),
        ("https://github.io", ""),
        ("https://gmail.com/acme", ""),
        ("https://mail.yahoo.co.uk", ""),
        ("https://93.184.216.34", ""),
        ("https://localhost", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_registered_domain_of_a_site(address, domain):
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("nadia@acme.example", "acme.example"),
        ("nadia@mail.acme.example", "acme.example"),
        ("nadia@notacme.example", "notacme.example"),
        ("nadia@gmail.com", ""),
        ("nadia@sub.mailinator.com", ""),
        ("nadia", ""),
    ],
)
def test_the_registered_domain_behind_an_address(email, domain):
    assert mail_domain(email) == domain


def test_a_domain_covers_what_lies_under_it_and_nothing_that_only_ends_like_it():
    assert covers("acme.example", "acme.example")
    assert covers("acme.example", "www.acme.example")
    assert not covers("acme.example", "notacme.example")
    assert not covers("www.acme.example", "acme.example")
    assert not covers("", "acme.example")
