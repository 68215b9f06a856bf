"""The settings under which `make bench` serves the board: those of production, with the floor of bench_urls."""

from jobboard.settings import *  # noqa: F403 - these settings with some changes

ROOT_URLCONF = "scripts.bench_urls"
ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
