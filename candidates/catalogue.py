from listings.kept import kept
from roles.matching import Catalogue


def catalogue() -> Catalogue:
    """Roles with their skills, in memory until one of their words changes."""
    return kept.word("catalogue", Catalogue.read)
