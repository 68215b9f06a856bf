"""All of one's data, to take away. The page says what is in it; the button makes it."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.limits import HOUR, spend
from candidates import exporting
from candidates.exporting.declared import PARTS

MOST_AN_HOUR = 5


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest) -> HttpResponse | FileResponse:
    if request.method != "POST":
        return render(request, "candidates/my_data.html", {"parts": PARTS})
    spend(f"downloads of data by {request.user.pk}", most=MOST_AN_HOUR, within=HOUR)
    name = f"rolefeed-data-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(
        exporting.pack(request.user), as_attachment=True, filename=name, content_type="application/zip"
    )
