"""The jobs: what a listing is (listing, links, deals), what happened to it (record) and how it does (counting)."""

from listings.models.counting import DayCount
from listings.models.deals import Deal, Deliverable
from listings.models.links import ListingFact, ListingPlace, ListingPlatform, ListingSkill, Question
from listings.models.listing import Listing
from listings.models.record import Decision, PendingEdit, SearchChange, Sketch, WaitingListing
from listings.models.source import Source
from listings.models.uploads import Upload, UploadRow

__all__ = [
    "DayCount",
    "Deal",
    "Decision",
    "Deliverable",
    "Listing",
    "ListingFact",
    "ListingPlace",
    "ListingPlatform",
    "ListingSkill",
    "PendingEdit",
    "Question",
    "SearchChange",
    "Sketch",
    "Source",
    "Upload",
    "UploadRow",
    "WaitingListing",
]
