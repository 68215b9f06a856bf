from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from listings.search import changes, words


def install_search(using: str, **kwargs) -> None:
    words.install(connections[using])
    changes.install(connections[using])


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        post_migrate.connect(install_search, sender=self)
