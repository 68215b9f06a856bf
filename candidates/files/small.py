"""A picture as small as a row of a list wants it. Drawn when it is asked for: browsers keep it, we do not."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from PIL import Image, ImageOps

from candidates.files.keeping import KINDS, guarded, path_of
from employers import pictures

SIDE = 96  # twice what it takes on the page, for fine screens
QUALITY = 70
KEPT = 24 * 60 * 60  # seconds, by the browser of who may see it


def answer(name: str) -> HttpResponse:
    """404 if it is gone."""
    try:
        with default_storage.open(path_of(name, "image")) as file, Image.open(file) as picture:
            drawn = pictures.written(ImageOps.fit(pictures.plain(picture), (SIDE, SIDE)), QUALITY)
    except OSError:  # also what cannot be drawn
        raise Http404 from None
    response = guarded(HttpResponse(drawn, content_type=KINDS["image"][1]))
    response["Cache-Control"] = f"private, max-age={KEPT}"
    return response
