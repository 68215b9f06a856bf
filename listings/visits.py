"""What one request tells of a visit: whether a person looks, and where they came from. Nothing of it is kept."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest

from listings.vocabulary import CameFrom

# Browsers all start like this; libraries and the apps that fetch previews of links do not.
BROWSER = re.compile(r"(?:Mozilla|Opera)/")
# Words in which programs say what they are. CUBOT makes telephones.
ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scrap|archiver|headless|phantom|prerender|preview|lighthouse|monitor|uptime"
    r"|inspect|validat|check|scan|fetch|feed|proxy|externalhit|facebookcatalog|googleother|mediapartners|bytespider"
    r"|python|java/|curl|wget|\+https?:",
    re.IGNORECASE,
)
SEARCH = re.compile(
    r"^(?:(?:www|m)\.)?google\.(?:com?\.)?[a-z]{2,3}$"
    r"|(?:^|\.)(?:bing|duckduckgo|ecosia|qwant|startpage|kagi|seznam|naver|baidu|mojeek|swisscows|yep)\.[a-z]{2,3}$"
    r"|^(?:[a-z]{2}\.)?search\.(?:yahoo\.com|brave\.com|marginalia\.nu)$|^(?:www\.)?yandex\.[a-z]{2,3}$"
    r"|^com\.google\.android\.googlequicksearchbox$"
)
SOCIAL = re.compile(
    r"(?:^|\.)(?:instagram|tiktok|youtube|twitter|x|linkedin|facebook|threads|reddit|pinterest|snapchat|twitch|discord"
    r"|discordapp|whatsapp|telegram|tumblr|vk|weibo|xing)\.(?:com|net|org|tv|de|fr|co\.uk|es|it)$"
    r"|(?:^|\.)(?:t\.co|lnkd\.in|youtu\.be|fb\.com|bsky\.app|t\.me|wa\.me|mastodon\.social)$"
    r"|^com\.(?:linkedin|instagram|twitter|facebook|reddit|pinterest|zhiliaoapp)\."
)


def is_robot(agent: str) -> bool:
    return not BROWSER.match(agent) or bool(ROBOT.search(agent))


def is_seen(request: HttpRequest) -> bool:
    """A person has the answer in front of them. Browsers may ask ahead for a page that nobody opens then."""
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return (
        request.method in ("GET", "POST")
        and "prefetch" not in ahead
        and "prerender" not in ahead
        and not is_robot(request.headers.get("User-Agent", ""))
    )


def came_from(request: HttpRequest) -> CameFrom:
    host = host_of(request.headers.get("Referer", ""))
    if not host:
        return CameFrom.DIRECT
    if host == host_of(f"//{request.get_host()}"):
        return CameFrom.HERE
    if SEARCH.search(host):
        return CameFrom.SEARCH
    return CameFrom.SOCIAL if SOCIAL.search(host) else CameFrom.OTHER


def is_from_here(request: HttpRequest) -> bool:
    """A link of this very site was followed. Browsers that keep the referrer to themselves still say as much."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or came_from(request) == CameFrom.HERE


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
