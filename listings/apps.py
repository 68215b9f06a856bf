from django.apps import AppConfig
from django.db.models.signals import post_migrate

from listings.search import changes


def install_triggers(using: str, **kwargs) -> None:
    changes.install(using)


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        post_migrate.connect(install_triggers, sender=self)
