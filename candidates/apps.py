from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "candidates"

    def ready(self) -> None:
        from candidates import carrying, guests  # noqa: F401, PLC0415 - connect their signals
        from candidates.leaving import signing_in  # noqa: F401, PLC0415 - connects its signals
