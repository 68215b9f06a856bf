"""The internet of tests, as for the proofs of companies."""

from tests.employers.conftest import internet, outside

__all__ = ["internet", "outside"]
