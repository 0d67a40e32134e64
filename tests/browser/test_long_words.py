"""A word without an end, such as an address for a title, breaks; the page stays as wide as the window."""

from __future__ import annotations

import pytest

from tests.browser.sites import overflow, serve
from tests.conftest import Blog

pytestmark = pytest.mark.browser

WORD = "Donaudampfschifffahrtsgesellschaft" * 5
FRONT = (
    "title: {word}{number}\ncategory: {word}\ntags: [{word}]\nauthor: {word}\nseries: {word}\n"
    "seo: [{word}s]\ndescription: {word}\n"
)
BODY = "{word}\n\n## {word}\n\n!!! note\n    {word}\n\n- {word}\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    blog = Blog(tmp_path_factory.mktemp("source"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    for number in range(3):
        text = f"---\ndate: 2025-12-0{number + 1}\n{FRONT}---\n{BODY}"
        blog.write(f"blog/{number}.md", text.format(word=WORD, number=number))
    with pytest.MonkeyPatch.context() as patch, serve(root) as address:
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        home = f"{address}repo/"
        blog.build({"search": False}, site_url=home, site_dir=str(root / "repo"))
        yield home


@pytest.mark.parametrize(
    "path", ["", "blog/1/", "categories/", f"series/{WORD.lower()[:80]}/", "archive/", "nothing/"]
)
def test_a_word_without_an_end_widens_no_page(visit, path):
    visit.missing.add(f"{visit.home}nothing/")
    visit.page.goto(f"{visit.home}{path}")
    wider = {}

    for width in (320, 1440):
        visit.page.set_viewport_size({"width": width, "height": 800})
        wider[width] = overflow(visit.page)

    assert wider == {320: 0, 1440: 0}
