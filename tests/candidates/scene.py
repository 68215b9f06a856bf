"""One company, its listing, who applied and everybody who might look at it."""

from dataclasses import dataclass

from django.test import Client

from accounts.models import User
from candidates import talking
from candidates.files import keeping
from candidates.models import Application
from candidates.vocabulary import PARTS, Visibility
from employers.models import Company, Membership
from listings.models import Listing
from tests import make
from tests.candidates.pictures import picture

SECRET = "I keep ferrets"
PEOPLE = [
    "nobody", "stranger", "applicant", "other applicant", "guest", "owner", "recruiter", "rival", "blocked", "staff",
]  # fmt: skip


@dataclass
class Scene:
    """Another candidate applied to the same listing. `guest_application` was sent without an account by somebody who is not signed in, and has the mail."""

    company: Company
    listing: Listing
    application: Application
    guest_application: Application
    users: dict[str, User | None]

    def client(self, who: str) -> Client:
        client = Client()
        if user := self.users[who]:
            client.force_login(user)
        return client


def files() -> dict:
    """A CV and a piece with an image, both with words that nobody else may read."""
    text = SECRET.encode()
    piece = {
        "id": 1, "kind": "image-set", "title": SECRET, "my_part": SECRET, "file": keeping.put(picture("WEBP") + text, "image"),
        "file_kind": "image", "alt_text": SECRET,
    }  # fmt: skip
    return {"cv": keeping.put(text, "pdf"), "cv_kind": "pdf", "pieces": [piece]}


def page(applicant: User, blocked: Company) -> None:
    """Seen by all proved employers but one."""
    choices = dict.fromkeys(PARTS, Visibility.EMPLOYERS)
    person = make.person(applicant, handle="priya", name=SECRET, visibility=choices, feed_of_work=True)
    file = {"file": keeping.put(SECRET.encode(), "image"), "file_kind": "image", "alt_text": SECRET}
    make.piece(person, title=SECRET, **file)
    person.links.create(url="https://priya.example", code=SECRET)
    person.hidden_from.create(company=blocked)
    person.old_handles.create(handle="priya-r", leads_on=True)


def scene() -> Scene:
    owner, recruiter, rival, blocked = (make.user(f"{name}@work.example") for name in ("o", "r", "x", "b"))
    company = make.company(owner, name="Acme")
    Membership.objects.create(company=company, user=recruiter, role=Membership.Role.RECRUITER)
    make.company(rival, name="Rival")
    hidden_from = make.company(blocked, name="Blocked")
    listing = make.open_listing(company=company, posted_by=owner, title="Paid social exec")
    applicant = make.user("priya@example.com")
    application = make.application(listing, applicant, why=SECRET, **files())
    talking.say(application, SECRET, by=applicant, from_employer=False)
    page(applicant, hidden_from)
    other = make.user()
    make.application(listing, other)
    people = {
        "applicant": applicant,
        "other applicant": other,
        "owner": owner,
        "recruiter": recruiter,
        "rival": rival,
        "blocked": blocked,
    }
    others = {"nobody": None, "guest": None, "stranger": make.user(), "staff": make.user(is_staff=True)}
    return Scene(company, listing, application, make.application(listing, why=SECRET), people | others)
