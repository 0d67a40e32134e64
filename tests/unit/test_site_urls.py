"""The address of the site is what all addresses of its pages can begin with."""

from __future__ import annotations

import pytest

from yiwen.problems import Problem, YiwenError
from yiwen.site_urls import read_site_url


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/repo/", "https://example.org/repo/"),
        ("http://127.0.0.1:8000/repo", "http://127.0.0.1:8000/repo/"),
        ("https://example.org/财经/", "https://example.org/%E8%B4%A2%E7%BB%8F/"),
        ("https://example.org/%E8%B4%A2/", "https://example.org/%E8%B4%A2/"),
        ("https://财经.cn/", "https://xn--4n0a760a.cn/"),
        ("https://财经.cn:8443/a b/", "https://xn--4n0a760a.cn:8443/a%20b/"),
    ],
)
def test_an_address_is_read_in_the_letters_of_the_web(written: str, read: str):
    assert read_site_url(written, name="mkdocs.yml") == read


@pytest.mark.parametrize(
    ("written", "what", "mend"),
    [
        (
            "https://example.org/repo?v=1",
            "'site_url' has ? or #, which no page can follow: 'https://example.org/repo?v=1'",
            "write it as  site_url: https://example.org/repo/",
        ),
        (
            "https://example.org/#top",
            "'site_url' has ? or #, which no page can follow: 'https://example.org/#top'",
            "write it as  site_url: https://example.org/",
        ),
        (
            f"https://{'财' * 70}.cn/",
            f"'site_url' has no host that the web knows: 'https://{'财' * 70}.cn/'",
            "write it as  site_url: https://example.org/",
        ),
    ],
)
def test_what_no_page_can_follow_is_told(written: str, what: str, mend: str):
    with pytest.raises(YiwenError) as caught:
        read_site_url(written, name="mkdocs.yml")
    assert caught.value.problems == (Problem("mkdocs.yml", 0, 0, what, mend),)
