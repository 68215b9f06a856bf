from collections.abc import Iterable

from django import template

from candidates.hiring import replies
from candidates.hiring.replies import ReplyRecord
from employers.models import Company

register = template.Library()


@register.inclusion_tag("candidates/_reply_record.html")
def reply_record(company: Company) -> dict:
    """How a company answers those who apply; nothing where too few did."""
    return {"company": company, "record": replies.record_of(company)}


@register.simple_tag
def reply_records(companies: Iterable[Company]) -> dict[int, ReplyRecord]:
    """Of several companies at once, by their numbers."""
    return replies.records_of(companies)


@register.inclusion_tag("candidates/_reply_record.html")
def own_record(company: Company, records: dict[int, ReplyRecord]) -> dict:
    """Of those that `reply_records` gave, said to the company itself."""
    return {"company": company, "record": records.get(company.pk), "own": True}
