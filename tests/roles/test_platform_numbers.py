"""Every number of a platform says how sure it is, since when and from where."""

import html
import re

import pytest

from roles.models import Platform
from roles.templatetags.roles import duration
from tests.roles.test_guides import words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [platform["slug"] for platform in words("platforms")])
@pytest.mark.parametrize("page", ["alone", "compared"])
def test_every_number_of_a_platform_has_confidence_month_and_source(client, slug, page):
    platform = Platform.objects.get(slug=slug)
    other = "x" if slug != "x" else "tiktok"
    address = platform.get_absolute_url() if page == "alone" else f"/platforms/compare/?a={slug}&b={other}"

    shown = html.unescape(client.get(address).content.decode())

    for fact in [*platform.sure_limits, *platform.sure_media]:
        assert fact["source"] in shown
        assert fact["source"] != "general knowledge"
    facts = len(platform.sure_limits) + len(platform.sure_media)
    assert len(re.findall(r"(?:Verified|Reported), November 2026", shown)) >= facts


@pytest.mark.parametrize(
    ("seconds", "said"), [(60, "1 minute"), (180, "3 minutes"), (140, "140 seconds"), (45, "45 seconds")]
)
def test_lengths_are_said_in_words(seconds, said):
    assert duration(seconds) == said
