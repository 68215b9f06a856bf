from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from accounts import keeping
from accounts.limits import HOUR, mailbox_of, spend
from background import outbox

MAILS_AN_HOUR = 10


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That email and password do not match. Try again or reset your password.",
        "too_many_login_attempts": "You have tried many times. Wait 10 minutes and try again.",
        "rate_limited": "You have tried many times. Wait 10 minutes and try again.",
    }

    def login(self, request: HttpRequest, user) -> None:
        """What somebody else typed on this browser is not for this person."""
        super().login(request, user)
        keeping.forget_others(request.session, user)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox, so that signing up works while the mail server does not. Each is a new mail:
        who asks for a second link gets one."""
        spend(f"mails of accounts to {mailbox_of(email)}", most=MAILS_AN_HOUR, within=HOUR)
        request = allauth_context.request
        given = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, given | context)
        name = template_prefix.rpartition("/")[2]
        outbox.post(key=f"{name}:{uuid4()}", to=email, subject=message.subject, text=message.body)
