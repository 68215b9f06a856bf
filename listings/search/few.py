"""The engine over a few listings alone, for asking very many searches about what is new. Same code, same answers."""

from collections.abc import Collection

from django.utils import timezone
from pyroaring import BitMap

from listings.models import Listing
from listings.search.bitmaps import TITLE, Answer, BitmapSearch
from listings.search.index import NO_SLOT, FacetIndex
from listings.search.query import SearchQuery, Unwanted
from listings.search.rows import Words, read
from listings.search.words import Term


class FewListings(BitmapSearch):
    """Those of the listings that are live. Their words are in memory, so that a search asks the database nothing."""

    def __init__(self, pks: Collection[int]):
        super().__init__()
        self.index = FacetIndex(read(Listing.objects.from_pks(pks), Words()))
        self.now = timezone.now()
        self.texts = {pk: (title, text) for pk, title, text in Listing.objects.words_of(pks)}

    def matching(self, query: SearchQuery) -> set[int]:
        """Numbers of the listings that the search finds."""
        return self.listings_at(Answer(self, query, self.now).all)

    def hidden_by(self, unwanted: Unwanted) -> set[int]:
        return self.listings_at(Answer(self, SearchQuery(), self.now, unwanted).unwanted)

    def listings_at(self, slots: BitMap) -> set[int]:
        return {int(self.index.pks.data[slot]) for slot in slots}

    def written(self, where: str, term: Term) -> BitMap:
        found = (
            self.index.slot(pk)
            for pk, (title, text) in self.texts.items()
            if term.is_in(title) or (where != TITLE and term.is_in(text))
        )
        return BitMap(slot for slot in found if slot != NO_SLOT)
