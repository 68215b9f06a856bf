from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = "Mail and background work"

    def ready(self) -> None:
        autodiscover_modules("tasks")
