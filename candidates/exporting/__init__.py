"""Everything that we know about a person, as a zip: data.json for programs, data.html for people, and their files."""

from candidates.exporting.archive import pack

__all__ = ["pack"]
