from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That email and password do not match. Try again or reset your password.",
        "too_many_login_attempts": "You have tried many times. Wait 10 minutes and try again.",
        "rate_limited": "You have tried many times. Wait 10 minutes and try again.",
    }
