"""On which hosts the pages of a platform are, so that “Instagram” never leads to somebody else's site. As their address
bars show them, November 2026."""

from django.forms import ValidationError

from employers.domains import covers, host_of

HOSTS = {
    "instagram": {"instagram.com"},
    "tiktok": {"tiktok.com"},
    "youtube": {"youtube.com", "youtu.be"},
    "x": {"x.com", "twitter.com"},
    "linkedin": {"linkedin.com"},
    "facebook": {"facebook.com", "fb.com"},
    "threads": {"threads.com", "threads.net"},
    "bluesky": {"bsky.app"},
    "reddit": {"reddit.com"},
    "pinterest": {"pinterest.com", "pinterest.co.uk", "pinterest.de", "pinterest.fr", "pinterest.es"},
    "snapchat": {"snapchat.com"},
    "twitch": {"twitch.tv"},
    "discord": {"discord.com", "discord.gg"},
    "whatsapp": {"whatsapp.com", "wa.me"},
    "telegram": {"telegram.org", "telegram.me", "t.me"},
}
# Anybody may run a server of it.
EVERYWHERE = {"mastodon"}


def platform_of(url: str) -> str | None:
    """By its slug; None for a host of no platform, and for those that are on many hosts."""
    host = host_of(url)
    return next((slug for slug, hosts in HOSTS.items() if any(covers(one, host) for one in hosts)), None)


def check_platform(url: str, slug: str, name: str) -> None:
    """ValidationError if a page of this platform cannot be there."""
    found = platform_of(url)
    if slug in EVERYWHERE and found is None:
        return
    if found != slug:
        raise ValidationError(f"This address is not on {name}. Enter the address of a page there")
