from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from listings.search import changes, words


def install_search(using: str, **kwargs) -> None:
    connection = connections[using]
    # Somebody may migrate one app alone, or back to nothing.
    if changes.tables() <= set(connection.introspection.table_names()):
        words.install(connection)
        changes.install(connection)


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        post_migrate.connect(install_search, sender=self)
