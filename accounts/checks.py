from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register

NOT_SHARED = Info(
    "Each process counts limits, such as those on guessing passwords, on its own.",
    hint="With more than one process, set CACHE_URL to a cache that they share. See docs/configuration.md.",
    id="accounts.I001",
)


@register(Tags.security, deploy=True)
def limits_are_shared(**_) -> list[CheckMessage]:
    """No warning: a small site with one process is well as it is."""
    return [NOT_SHARED] if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache") else []
