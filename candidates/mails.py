"""What we send about an application. Employers are told that there is something, never what a candidate wrote."""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from background import outbox
from candidates import words
from candidates.models import Application, Message, Step
from candidates.states import Stage
from employers.models import Membership
from listings.emails import recipients, shortened
from listings.models import Listing

# Nothing of these to people who did it themselves, except that it worked.
TOLD_BY_THE_PAGE = {Stage.HIRED, Stage.DECLINED, Stage.WITHDRAWN}


def moved(application: Application, step: Step) -> None:
    """To the candidate, whatever changed; to the employer, if it was the candidate who did it."""
    by_us = step.reason in words.BY_US
    own = not by_us and step.by_id == application.user_id and step.after in TOLD_BY_THE_PAGE
    if not own or step.after == Stage.HIRED:
        to_candidate(
            application,
            f"step:{step.pk}",
            words.SUBJECTS[Stage.NOT_SELECTED if by_us else Stage(step.after)],
            "application_sent" if step.after == Stage.SENT else "application_changed",
            step=step,
            said=words.step_said(application, step),
            next_step=words.next_step(application),
        )
    if step.after == Stage.SENT:
        applied(application.listing, timezone.now())
    elif own:
        to_employer(
            application.listing, f"left:{step.pk}", "application_left", LEFT[Stage(step.after)], step=step
        )


def applied(listing: Listing, now: datetime) -> None:
    """At once for the first of an hour; one mail more when the hour is over for all who follow in it."""
    key = f"applied:{listing.pk}:{now:%Y-%m-%d-%H}"
    if not to_employer(listing, key, "applications_new"):
        over = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        to_employer(listing, f"{key}:more", "applications_new", not_before=over)


def confirm(draft: Application, key: str) -> None:
    """Again after each change of what was written, for that is what is sent."""
    mail = f"application-confirm:{draft.pk}:{draft.changed_at:%Y%m%d%H%M%S%f}"
    page = settings.SITE_URL + reverse("confirm_application", args=[key])
    to_candidate(draft, mail, "Send your application: {}", "application_confirm", page=page)


def applied_before(sent: Application, draft: Application) -> None:
    """Instead of the mail above, so that nobody else learns who has applied."""
    mail = f"application-confirm:{draft.pk}:{draft.changed_at:%Y%m%d%H%M%S%f}"
    to_candidate(sent, mail, "Applied already: {}", "application_applied_before")


def people_wait(listing: Listing, days: int, *, ends_on: datetime) -> bool:
    """So many days after it closed; once for each closing. False if it was said before, or nobody is there to hear."""
    key = f"people-wait:{listing.pk}:{listing.open_until:%Y-%m-%d}:{days}"
    return to_employer(listing, key, "people_wait", number=listing.applications_waiting, ends_on=ends_on)


def nudge(application: Application) -> None:
    to_employer(application.listing, f"nudge:{application.pk}", "application_nudge", application=application)


def message(message: Message) -> None:
    application = message.application
    if message.from_employer:
        subject = "A message about: {}"
        to_candidate(application, f"message:{message.pk}", subject, "message_to_candidate", message=message)
    else:
        to_employer(
            application.listing, f"message:{message.pk}", "message_to_employer", application=application
        )


def judged(message: Message, finding: str) -> None:
    """To the side that reported it: not a word of the message, and nothing of what staff noted."""
    application, key = message.application, f"judged:{message.pk}"
    if message.from_employer:
        to_candidate(
            application, key, "Your report: {}", "message_judged", finding=finding, for_candidate=True
        )
    else:
        to_employer(application.listing, key, "message_judged", application=application, finding=finding)


# To whom, and how


def to_candidate(application: Application, key: str, subject: str, mail: str, **more: object) -> None:
    listing = application.listing
    context = {"page": settings.SITE_URL + application.get_absolute_url()} | more
    context |= {
        "application": application,
        "listing": listing,
        "listing_page": settings.SITE_URL + listing.get_absolute_url(),
        "similar": f"{settings.SITE_URL}{reverse('board')}?role={listing.role.slug}" if listing.role else "",
    }
    post(application.email, key, subject, mail, listing, context)


LEFT = {
    Stage.HIRED: "Offer accepted: {}",
    Stage.DECLINED: "Offer declined: {}",
    Stage.WITHDRAWN: "Withdrawn: {}",
}
SUBJECTS = {
    "applications_new": "New applications: {}",
    "application_nudge": "Somebody waits for you: {}",
    "people_wait": "People wait: {}",
    "message_to_employer": "An applicant wrote: {}",
    "message_judged": "Your report: {}",
}


def to_employer(
    listing: Listing,
    key: str,
    mail: str,
    subject: str = "",
    *,
    not_before: datetime | None = None,
    **more: object,
) -> bool:
    """Who posted it, or the owners: to the address with which they sign in, and nothing of the candidate in it. True if
    somebody gets it now and did not before."""
    context = more | {
        "listing": listing,
        "page": settings.SITE_URL + reverse("applicants", args=[listing.pk]),
    }
    if application := more.get("application"):
        context["page"] = settings.SITE_URL + reverse("applicant", args=[application.pk])
    new = [
        post(person.email, f"{key}:{number}", subject or SUBJECTS[mail], mail, listing, context, not_before)
        for number, person in enumerate(recipients(listing))
    ]
    return any(new)


def share(application: Application, colleague: Membership, *, by) -> None:
    """A colleague is asked for an eye. The link opens only for members of the company."""
    context = {
        "listing": application.listing,
        "by": by,
        "page": settings.SITE_URL + reverse("applicant", args=[application.pk]),
    }
    key = f"share:{application.pk}:{colleague.pk}:{timezone.now():%Y-%m-%d}"
    post(colleague.user.email, key, "Have a look: {}", "application_shared", application.listing, context)


def post(
    to: str,
    key: str,
    subject: str,
    mail: str,
    listing: Listing,
    context: dict,
    not_before: datetime | None = None,
) -> bool:
    return outbox.post(
        key=key,
        to=to,
        subject=shortened(subject, f"{listing.title} at {listing.company.name}"),
        text=render_to_string(f"emails/{mail}.txt", context),
        html=render_to_string(f"emails/{mail}.html", context),
        not_before=not_before,
    )
