from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candidates.hiring import replies


@login_not_required
@require_safe
def reply_records(request: HttpRequest) -> HttpResponse:
    """How they are worked out."""
    context = {"days": replies.PERIOD.days, "patience": replies.PATIENCE.days, "fewest": replies.FEWEST}
    return render(request, "candidates/reply_records.html", context)
