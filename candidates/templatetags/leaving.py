from django import template

from candidates import leaving

register = template.Library()


@register.inclusion_tag("candidates/_leaves.html", takes_context=True)
def leaves_soon(context) -> dict:
    """The day on which the account is deleted, and the button that keeps it. Nothing for all others."""
    return {"day": leaving.leaves_on(context["request"].user), "csrf_token": context.get("csrf_token")}
