"""Settings of the processes that tests start: real mail, or mail as files, and an app with work to watch."""

from tests.settings import *  # noqa: F403

DEBUG = True
INSTALLED_APPS += ["tests.background.outside_app"]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["timeout"] = 1  # noqa: F405
if "SMTP_PORT" in os.environ:  # noqa: F405
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["SMTP_PORT"])  # noqa: F405
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = os.environ["MAIL_FOLDER"]  # noqa: F405
