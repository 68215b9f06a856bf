"""One form per act: it checks the words, then calls the act."""

from listings.forms.listing import ListingForm
from listings.forms.staff import RejectForm, ReturnForm

__all__ = ["ListingForm", "RejectForm", "ReturnForm"]
