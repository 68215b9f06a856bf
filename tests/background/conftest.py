from collections.abc import Iterator

import pytest

from tests.background.outside import Outside, outside
from tests.background.smtp import Sink, sink


@pytest.fixture
def mail_server() -> Iterator[Sink]:
    with sink() as server:
        yield server


@pytest.fixture
def smtp(settings, mail_server) -> Sink:
    """Mail of this process goes to a real mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    settings.EMAIL_TIMEOUT = 2
    settings.MAIL_AT_ONCE = False
    return mail_server


@pytest.fixture
def there(transactional_db, settings, tmp_path, mail_server) -> Iterator[Outside]:
    """Where workers run that one can kill. Mail is left to them."""
    settings.MAIL_AT_ONCE = False
    with outside(tmp_path, SMTP_PORT=str(mail_server.port)) as place:
        yield place
