from django.apps import AppConfig

from accounts import checks  # noqa: F401 - registers itself


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"
