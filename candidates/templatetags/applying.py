"""What a candidate is told of applications of their own."""

from django import template
from django.conf import settings

from candidates import guests, words
from candidates.applying import waiting
from candidates.hiring import replies
from candidates.hiring.deciding import REASONS
from candidates.models import Application, Step
from candidates.unwanted import unwanted_by
from listings.kept import cards
from listings.models import Listing
from listings.search.query import NOTHING

SIMILAR = 3

register = template.Library()
register.filter(words.said)
register.filter(words.next_step)
register.filter("stage_said", words.label)
register.filter(waiting.days_of_silence)
register.filter(waiting.may_nudge)
register.simple_tag(replies.usual_days)


@register.simple_tag
def step_said(application: Application, step: Step) -> str:
    return words.step_said(application, step)


@register.filter
def reason_said(step: Step) -> str:
    """Why, if the employer gave one of the reasons that can be chosen."""
    return "" if step.reason == "other" else REASONS.get(step.reason, "")


@register.filter
def last_change(application: Application):
    """When the stage changed; of a draft, when it was saved."""
    steps = list(application.steps.all())
    return steps[-1].at if steps else application.changed_at


@register.filter
def minutes_to_apply(listing: Listing) -> int:
    """Five for the form as it is, two for each question."""
    return 5 + 2 * len(listing.questions.all())


@register.simple_tag(takes_context=True)
def my_application(context, listing: Listing) -> Application | None:
    """What the person who looks has written or sent for this listing. Without an account: the draft of this browser."""
    request = context["request"]
    if request.user.is_authenticated:
        return Application.objects.of_person(request.user).at(listing).latest_first().first()
    number = guests.number_of_draft(request, listing)
    return Application.objects.guests_drafts([number]).first() if number else None


@register.inclusion_tag("listings/_similar.html", takes_context=True)
def similar_open(context, listing: Listing) -> dict:
    others = Listing.objects.similar_to(listing).without(context["request"].unwanted)
    return {"request": context["request"], "similar": cards(list(others.newest_first().numbers()[:SIMILAR]))}


@register.filter
def reply_words(listing: Listing) -> str:
    """How its company answers, where that is known: "Acme answers 82 %, half of them within 6 days"."""
    record = replies.record_of(listing.company)
    return f"{listing.company.name} {record.words}" if record else ""


@register.filter
def three_similar(application: Application) -> list[tuple[str, str]]:
    """(title at company, whole address), for mails; nothing that the person hid."""
    unwanted = unwanted_by(application.user) if application.user else NOTHING
    found = Listing.objects.similar_to(application.listing).without(unwanted).newest_first().for_cards()
    return [
        (f"{one.title}, {one.company.name}", settings.SITE_URL + one.get_absolute_url())
        for one in found[:SIMILAR]
    ]
