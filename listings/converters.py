from django.urls import register_converter


class ListingNumber:
    """A number that a database can hold; anything longer is no address."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(ListingNumber, "number")
