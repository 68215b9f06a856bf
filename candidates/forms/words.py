"""Fields for text that people write."""

from django import forms


class Words(forms.CharField):
    """A line's end is one character, as the counter beside the field counts it."""

    def to_python(self, value) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)

    def widget_attrs(self, widget) -> dict:
        """What is pasted is not cut off in silence."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def too_long(most: int) -> str:
    return f"Use at most {most} characters. You have %(show_value)s"
