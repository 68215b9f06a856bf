"""How a company shows that it is who it says, and what may post.

A way of proving is asked for, which makes a Proof with a code, and proved later: by a link mailed to an address at
the domain, by a TXT record, by a file on the site, or by the yes of our staff. The proof that stands is the company's
`proof`; without any a company may write drafts and nothing else. What staff take back only staff give again.
"""

import secrets
from hmac import compare_digest

import dns.exception
import dns.resolver
from django.db import transaction
from django.utils import timezone

from accounts.limits import DAY, HOUR, mailbox_of, spend
from accounts.models import User
from employers import emails, fetching
from employers.domains import covers, mail_domain
from employers.models import Company, Proof
from employers.secrets import hashed, new_token

Kind = Proof.Kind
FILE = "/.well-known/rolefeed.txt"
MOST_SECONDS = 5.0
CHANGED = "The company has changed since. Ask again."
STANDING = ["proof", "confirmed_at", "refused_at"]
MAILS_A_DAY = 5
LOOKS_AN_HOUR = 20


class NotProved(Exception):
    """Says what was looked for and what was found."""


# Asking


@transaction.atomic
def ask_by_mail(company: Company, email: str, *, by: User) -> Proof:
    """Mail a link to an address at the company's domain. Who opens it has to be signed in as an owner as well."""
    if not company.domain or mail_domain(email) != company.domain:
        raise NotProved(f"Enter an address that ends in @{company.domain}")
    for whose in (f"of company {company.pk}", f"of {by.pk}", f"to {mailbox_of(email)}"):
        spend(f"proof mails {whose}", most=MAILS_A_DAY, within=DAY)
    token = new_token()
    proof = ask(company, Kind.EMAIL, by=by, email=email, code=hashed(token))
    emails.prove_company(proof, token, by=by)
    return proof


@transaction.atomic
def ask_for_code(company: Company, kind: str, *, by: User) -> Proof:
    """A code for a record or a file. Who asks twice gets the same."""
    company = Company.objects.locked(company.pk)
    domain = domain_for(company, kind)
    known = company.proofs.open().of_kind(kind).first()
    if known and known.domain == domain:
        return known
    return ask(company, kind, by=by, code=secrets.token_hex(16))


def ask_staff(company: Company, note: str, *, by: User) -> Proof:
    return ask(company, Kind.STAFF, by=by, note=note)


@transaction.atomic
def ask(company: Company, kind: str, *, by: User, **facts) -> Proof:
    """One question of each kind is open at a time; a new one takes its place."""
    company = Company.objects.locked(company.pk)
    refuse_the_refused(company, kind)
    facts |= {"domain": domain_for(company, kind), "asked_by": by, "asked_at": timezone.now()}
    proof, _ = company.proofs.update_or_create(kind=kind, proved_at=None, defaults=facts)
    return proof


def domain_for(company: Company, kind: str) -> str:
    """A file shows who keeps one site, such as alice.blogs.example, and says nothing of blogs.example."""
    domain = site_of(company) if kind == Kind.FILE and company.domain else company.domain
    if not domain and kind != Kind.STAFF:
        raise NotProved("Add the website of the company first: its domain is what you prove.")
    return domain


def site_of(company: Company) -> str:
    return company.host.removeprefix("www.")


def refuse_the_refused(company: Company, kind: str) -> None:
    if company.refused_at and kind != Kind.STAFF:
        raise NotProved("Our staff took their yes back. Only they can give it again.")


# Proving


def prove_by_own_address(company: Company, *, by: User) -> Proof | None:
    """Whoever has answered mail at the company's domain needs no second mail."""
    at_domain = [email for email in sorted(by.confirmed_emails()) if mail_domain(email) == company.domain]
    stands = company.proof and company.proof.domain == company.domain
    if not company.domain or not at_domain or stands or company.refused_at:
        return None
    return prove(ask(company, Kind.EMAIL, by=by, email=at_domain[0]), by=by, company=company)


def by_mail(company: Company, token: str) -> Proof | None:
    """The question that this link answers, if it is still open."""
    proof = company.proofs.open().of_kind(Kind.EMAIL).first()
    fits = proof and proof.runs_out > timezone.now() and compare_digest(proof.code, hashed(token))
    return proof if fits else None


def check(proof: Proof, *, by: User) -> Proof:
    """Look at the DNS or at the site, now. Outside of any transaction: it may take seconds."""
    spend(f"proofs of company {proof.company_id}", most=LOOKS_AN_HOUR, within=HOUR)
    spend(f"proofs of {by.pk}", most=LOOKS_AN_HOUR, within=HOUR)
    {Kind.DNS: look_at_dns, Kind.FILE: look_at_file}[Kind(proof.kind)](proof)
    return prove(proof, by=by)


def look_at_dns(proof: Proof) -> None:
    try:
        answer = fetching.INTERNET.resolver().resolve(f"{proof.domain}.", "TXT", lifetime=MOST_SECONDS)
        found = [b"".join(record.strings) for record in answer]
    except (dns.resolver.NoAnswer, dns.resolver.NXDOMAIN):
        raise NotProved(
            f"{proof.domain} has no TXT record yet. A new one can take an hour to be seen."
        ) from None
    except dns.exception.Timeout:
        raise NotProved(f"Nobody answers for {proof.domain} within {MOST_SECONDS:g} seconds.") from None
    except dns.exception.DNSException:
        raise NotProved(f"The DNS of {proof.domain} gives no answer.") from None
    if proof.record.encode() not in found:
        raise NotProved(f"{proof.domain} has TXT records, but none of them is {proof.record}.")


def look_at_file(proof: Proof) -> None:
    if site_of(proof.company) != proof.domain:
        raise NotProved(CHANGED)
    try:
        found = fetching.fetch(address_of_file(proof.company), kinds=("text/plain",), seconds=MOST_SECONDS)
    except fetching.Refused as reason:
        raise NotProved(str(reason)) from None
    if found.rstrip(b"\r\n") != proof.record.encode():
        raise NotProved(f"The file is there, but it does not say {proof.record} and nothing else.")


def address_of_file(company: Company) -> str:
    return f"https://{company.host}{FILE}"


@transaction.atomic
def prove(proof: Proof, *, by: User, company: Company | None = None) -> Proof:
    """What was asked for is shown. `company` is the caller's own, to be kept up to date."""
    held = Company.objects.locked((company or proof.company).pk)
    proof = held.proofs.filter(pk=proof.pk).first()
    if proof and proof.proved_at:
        return proof
    if not proof or not speaks_for(proof, held):
        raise NotProved(CHANGED)
    refuse_the_refused(held, proof.kind)
    proof.proved_at, proof.by = timezone.now(), by
    proof.save(update_fields=["proved_at", "by"])
    stand(held, proof)
    if company:
        catch_up(company, held)
    return proof


def speaks_for(proof: Proof, company: Company) -> bool:
    """A domain that was proved says nothing of another. What staff know, they know of the company."""
    return proof.kind == Kind.STAFF or covers(proof.domain, company.host)


def stand(held: Company, proof: Proof | None) -> None:
    """From now on this proof speaks for the company; None: nothing does, and it may not post. The company is held: what
    somebody read before may have been taken back since."""
    held.proof = proof
    held.confirmed_at = (held.confirmed_at or timezone.now()) if proof else None
    held.save(update_fields=STANDING)


def catch_up(company: Company, held: Company) -> None:
    for name in STANDING:
        setattr(company, name, getattr(held, name))


# What staff do


@transaction.atomic
def say_yes(company: Company, *, by: User, shown: int = 0) -> Proof:
    """Staff vouch for it, asked or not. Saying it twice says it once. `shown`: so many listings come back with it;
    staff act by listings/lifecycle/companies.py."""
    company = Company.objects.locked(company.pk)
    if company.proof and company.proof.kind == Kind.STAFF:
        return company.proof
    open_question = company.proofs.open().of_kind(Kind.STAFF).first()
    company.refused_at = None
    company.save(update_fields=["refused_at"])
    proof = prove(open_question or ask(company, Kind.STAFF, by=by), by=by, company=company)
    emails.company_confirmed(proof, shown)
    return proof


@transaction.atomic
def take_back(company: Company, *, by: User, hidden: int = 0) -> None:
    """It may post no more, and cannot prove itself again without staff. All its proofs end. `hidden`: so many listings
    leave the board with it."""
    company = Company.objects.locked(company.pk)
    if company.refused_at:
        return
    now = timezone.now()
    company.proofs.standing().update(taken_back_at=now, taken_back_by=by)
    company.proofs.open().delete()
    company.refused_at = now
    stand(company, None)
    emails.company_refused(company, hidden)
