from django.urls import register_converter

from listings.feed_formats import FORMATS


class ListingNumber:
    """A number that a database can hold; anything longer is no address."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(ListingNumber, "number")


class FeedFormat:
    """How a feed is written, as the end of its address says it."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FeedFormat, "format")
