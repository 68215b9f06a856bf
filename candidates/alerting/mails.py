"""How every mail about an alert is made and posted. Templates are called as the mail is."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from background import outbox
from candidates.models import Alert


def post(
    alert: Alert,
    mail: str,
    *,
    key: str,
    subject: str,
    may_stop: bool = True,
    sender: str = "",
    **more: object,
) -> bool:
    """True if it is new. What comes again and again may be stopped by one press."""
    context = {"alert": alert} | links(alert) | more
    return outbox.post(
        key=key,
        to=alert.email,
        subject=subject,
        text=render_to_string(f"emails/{mail}.txt", context),
        html=render_to_string(f"emails/{mail}.html", context),
        headers=one_click(alert) if may_stop else None,
        sender=sender,
    )


def links(alert: Alert) -> dict[str, str]:
    """Addresses in a mail. The token alone opens them: no address of a person stands in one."""
    site = settings.SITE_URL
    pages = {"stop": "stop_alert", "change": "change_alert", "confirm": "confirm_alert"}
    return {
        "site": site,
        "board": f"{site}{reverse('board')}?{alert.query}",
        **{name: site + reverse(page, args=[alert.token]) for name, page in pages.items()},
    }


def one_click(alert: Alert) -> dict[str, str]:
    """RFC 8058: a mail program may stop the alert with one POST."""
    return {
        "List-Unsubscribe": f"<{links(alert)['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
