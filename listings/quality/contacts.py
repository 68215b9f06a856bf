"""Phone numbers, email and chat addresses in a listing: people apply here, so none is needed and none stays private."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from listings.hints import Hint
from listings.quality.reading import Draft, either, quote

EMAIL = either(
    r"(?<![\w.%+-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}",
    # "jobs (at) acme (dot) com"
    r"\b[\w.+-]{1,40} ?[\[({] ?at ?[\])}] ?[\w-]{1,40} ?(?:\.|[\[({] ?dot ?[\])}]) ?[a-z]{2,6}\b",
)
# Where people ask for help or about their data, an address has to be public.
FOR_HELP = either(
    r"accommodation|accessib|disabilit|adjustment|adaptation|assistive",
    r"privacy|gdpr|data protection|dpo@|datenschutz|phishing|fraud|scam",
)
NEAR = 200

APPS = r"(?:whats ?app|telegram|signal|viber|wechat|skype|zalo|kik|snapchat|messenger|instagram|facebook|discord)"
CHAT = either(
    r"\b(?:wa\.me|(?:api|chat)\.whatsapp\.com|t\.me|telegram\.me|signal\.me|m\.me|zalo\.me|line\.me)/[^\s\"'<>)]{2,80}",
    r"\bjoin\.skype\.com/[^\s\"'<>)]{2,80}",
    # "Telegram: @acme", "WhatsApp us at @acme"
    r"\b(?:whats ?app|telegram|signal|viber|wechat|skype|zalo|kik|line)"
    r"(?: (?:us|me|id|name|handle|account|at|on))* ?[:–-]? ?@\w{3,32}",
    # "contact me directly on WhatsApp", "apply via Telegram"
    r"\b(?:contact|message|text|write to|reach|ping|add|dm|call) (?:us|me|hr|the recruiter)(?: \w{1,12})?"
    rf" (?:on|via|through|by|over|in|at) {APPS}\b",
    r"\b(?:apply|applications?|send (?:your |the )?(?:cv|resume|portfolio))"
    rf" (?:on|via|through|by|over|to|in) (?:our )?{APPS}\b",
    r"\bdm (?:us|me)\b",
)
# "Answer people who message us on WhatsApp" is work, not a way to apply.
OTHERS_WRITE = either(
    r"\b(?:who|that|when|they|anyone|people|users?|customers?|clients|guests|members|creators?|fans|followers) $"
)

# Digits with the signs between them that phone numbers have, no letters and no commas.
NUMBER = re.compile(r"(?<![\w.,/+-])\+?[\d(][\d() .\u00a0/–-]{5,22}\d(?![\w%])")
DATE = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d|(?:19|20)\d\d ?[./–-] ?\d")
TO_CALL = (
    "tel|telephone|phone|call|calling|mobile|mob|cell|text|sms|whats ?app|telegram|viber|zalo|hotline|ring"
    "|telefon|téléphone|teléfono|handy|điện thoại|đt|sđt"
)
CALL = either(rf"(?:\b(?:{TO_CALL})\b|موبايل|هاتف|电话|☎|📞|📱)[^.\d\n]{{0,25}}$")
NO_PHONE = either(
    r"(?:\b(?:ref|reference|id|code|req|requisition|vacancy|job|no|nr|number|iso)\b|#|№)[^\w\n]{0,3}$",
    r"\b(?:abn|ein|vat|licence|license)\b[^\w\n]{0,3}$",
    r"[$€£¥₹]\s?$",
)
WRITTEN_AS_PHONES = either(
    r"(?:\+|00)\d[\d() .\u00a0/–-]{7,}",  # +44 7700 900123, 0049 …
    r"\+?1?[ .-]?\(?[2-9]\d\d\)?[.-]\s?[2-9]\d\d[.-]\d{4}",  # 212-555-0123
    r"\+?1?[ .-]?\([2-9]\d\d\) ?[2-9]\d\d[ .-]\d{4}",  # (212) 555-0123
    r"\(0?\d{2,4}\) ?\d{3,5}[ .-]?\d{3,5}",  # (11) 91234-5678, (020) 7946 0123
    r"\(?0\d[\d() .\u00a0/–-]{7,13}",  # 020 7946 0123, 06 12 34 56 78, 030/1234567
    r"[6-9]\d{4}[ -]\d{5}",  # 98765 43210
    r"1[38]00[ -]\d{3}[ -]\d{3}",  # 1300 123 456
)
# 40 000 - 45 000, 68000-90000, 0900 - 1730
AMOUNTS = either(
    r"\d{1,3}(?:[ .\u00a0]\d{3})+(?: ?[–-] ?\d{1,3}(?:[ .\u00a0]\d{3})+)?",
    r"\d{1,5}(?:00|15|30|45) ?[–-] ?\d{1,5}(?:00|15|30|45)",
)

PRIVATE = "People apply here, so your {} stays private"
REMOVE = {
    "phone": f"Remove the phone number. {PRIVATE.format('number')}",
    "email": f"Remove the email address. {PRIVATE.format('address')}",
    "chat": f"Remove the chat address. {PRIVATE.format('account')}",
}


def contacts(draft: Draft) -> Iterator[Hint]:
    """One hint for each kind in each field."""
    found: dict[tuple[str, str], str] = {}
    for field, text in [*draft.texts, ("description", "\n".join(hidden(draft)))]:
        for kind, words in in_text(text):
            found.setdefault((field, kind), words)
    for (field, kind), words in found.items():
        yield Hint(field, REMOVE[kind], hard=True, words=quote(words))


def hidden(draft: Draft) -> Iterator[str]:
    """Addresses behind other words. Those that are read in the text are judged there, by what is around them."""
    for address in draft.addresses:
        shown = re.sub("^(?:mailto:|tel:|https?://)", "", address)
        if shown not in draft.text:
            yield shown


def in_text(text: str) -> Iterator[tuple[str, str]]:
    yield from (("phone", match[0]) for match in NUMBER.finditer(text) if is_phone(text, match))
    yield from (("email", match[0]) for match in EMAIL.finditer(text) if not is_for_help(text, match))
    yield from (("chat", match[0]) for match in CHAT.finditer(text) if is_chat(text, match))


def is_phone(text: str, match: re.Match) -> bool:
    number, before = match[0], text[max(0, match.start() - 40) : match.start()]
    digits = sum(map(str.isdigit, number))
    if not 7 <= digits <= 15 or DATE.search(number) or AMOUNTS.fullmatch(number) or is_for_help(text, match):
        return False
    if CALL.search(before):
        return True
    return bool(WRITTEN_AS_PHONES.fullmatch(number)) and not NO_PHONE.search(before)


def is_chat(text: str, match: re.Match) -> bool:
    return not OTHERS_WRITE.search(text[max(0, match.start() - 20) : match.start()])


def is_for_help(text: str, match: re.Match) -> bool:
    return bool(FOR_HELP.search(text, max(0, match.start() - NEAR), match.end() + NEAR))


# Links that lead away

LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'()\[\]]{3,300}", re.IGNORECASE)
# A listing may show the accounts that it is about.
SHOWN_ACCOUNTS = {
    "bsky.app", "discord.com", "discord.gg", "facebook.com", "github.com", "instagram.com", "linkedin.com",
    "mastodon.social", "medium.com", "pinterest.com", "reddit.com", "snapchat.com", "spotify.com", "substack.com",
    "threads.com", "threads.net", "tiktok.com", "twitch.tv", "twitter.com", "vimeo.com", "x.com", "youtu.be",
    "youtube.com",
}  # fmt: skip


def links(draft: Draft) -> Iterator[Hint]:
    listing = draft.listing
    ours = {site_of(address) for address in (listing.company.website, listing.apply_url) if address}
    for address in [*LINK.findall(draft.text), *draft.addresses]:
        site = site_of(address)
        if site and site not in ours | SHOWN_ACCOUNTS:
            yield Hint(
                "description",
                "Remove the link to another site, or say why people should go there",
                "It is not the website of your company. False adverts lead people away, so staff look twice.",
                words=site,
            )
            return


def site_of(address: str) -> str:
    """ "jobs.acme.co.uk" and "www.acme.co.uk" are both "acme.co.uk". Empty if it is no web address."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https") or len(labels) < 2:
        return ""
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if second_level else labels[-2:])
