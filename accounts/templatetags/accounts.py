from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import keeping

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_by(context) -> SafeString:
    """Whose form this is; see accounts/keeping.py."""
    return format_html(
        '<input type="hidden" name="typed_by" value="{}">', keeping.sign(context["request"].user)
    )
