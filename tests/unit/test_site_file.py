from __future__ import annotations

import pytest

from yiwen.problems import YiwenError
from yiwen.settings import Settings
from yiwen.site_file import read_site_settings

SITE = """\
site_url: !ENV [SITE_URL, "https://a.cn/"]
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
extra:
  other: 1
  yiwen:
    author: 编辑部
"""


def test_our_settings_are_found_among_those_of_mkdocs():
    assert read_site_settings(SITE) == Settings(author="编辑部")


@pytest.mark.parametrize(
    "text", ["", "site_name: x", "extra:", "extra: [a]", "extra: {yiwen: }", "- a", "a: &x\nb: *x"]
)
def test_a_site_file_without_our_settings_has_the_defaults(text):
    assert read_site_settings(text) == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 'b\n", "mkdocs.yml:2: not YAML: found unexpected end of stream"),
        ("extra: {yiwen: {author: 2025-13-01}}", "mkdocs.yml: not YAML: month must be in 1..12"),
        (
            "a: \x01",
            (
                "mkdocs.yml: not YAML: unacceptable character #x0001: special characters are not allowed"
                '\n  in "<unicode string>", position 3'
            ),
        ),
        (
            "extra: {yiwen: {quotes: 1}}",
            (
                "mkdocs.yml: extra.yiwen.quotes: neither true nor false: 1\n"
                "  mend: write it as  quotes: true"
            ),
        ),
        (
            "extra: {yiwen: !x 1}",
            "mkdocs.yml:1: not YAML: could not determine a constructor for the tag '!x'",
        ),
    ],
)
def test_a_site_file_that_cannot_be_read_is_told(text, told):
    with pytest.raises(YiwenError) as raised:
        read_site_settings(text)

    assert str(raised.value) == told
