"""Writing to an employer who takes applications by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.limits import TooMany, address_of
from background import outbox
from listings import relay
from listings.forms.letter import LetterForm
from listings.models import Listing

SENT = "Sent to {company}. The answer comes to {email}."
ASKED = "Look in your mail. Your letter is sent when you press the button behind the link in it."


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_employer(request: HttpRequest, number: int) -> HttpResponse:
    listing = get_object_or_404(Listing.objects.public().taking_letters().for_cards(), pk=number)
    form = LetterForm(request.POST if request.method == "POST" else None, user=request.user)
    if not listing.is_open:
        return show(request, form, listing, status=409) if form.is_bound else redirect(listing)
    if not form.is_bound or not form.is_valid():
        return show(request, form, listing, status=422 if form.is_bound else 200)
    letter = form.letter()
    if not form.is_by_a_machine:
        try:
            relay.spend_on(letter, listing, address_of(request))
        except TooMany as error:
            form.add_error(None, str(error))
            return show(request, form, listing, status=429)
        relay.post(letter, listing, is_confirmed=request.user.is_authenticated)
    said = SENT if request.user.is_authenticated else ASKED
    messages.success(request, said.format(company=listing.company.name, email=letter.email))
    return redirect(listing)


def show(request: HttpRequest, form: LetterForm, listing: Listing, *, status: int) -> HttpResponse:
    return render(request, "listings/letter.html", {"form": form, "listing": listing}, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_letter(request: HttpRequest, signed: str) -> HttpResponse:
    """The link in the mail leads to a button, because programs open links too."""
    number, key = relay.read(signed) or (0, "")
    listing = Listing.objects.public().taking_letters().for_cards().from_pks([number]).first()
    sent = request.method == "POST" and bool(listing) and listing.is_open and outbox.release(key)
    context = {"listing": listing, "sent": sent, "pressed": request.method == "POST"}
    return render(request, "listings/send_letter.html", context, status=200 if listing else 404)
