"""The others: Hugo, and Material for MkDocs. They get the three languages as ready texts.

**Hugo, light** has layouts of our own in ``hugo/``, of the same kinds of pages as ours: articles with
contents, neighbours and related articles; lists of rows, 40 a page, below cards on the first page
(home and categories twelve, tags, topics and authors six); an archive by year and month; feeds of 20
articles for the site and 10 for each category, tag and author, whole for the same number of them;
sitemaps with alternates; heads with alternates, Open Graph and a graph of JSON-LD. It does *not* write
what ours does besides: Atom and JSON feeds, converted editions (it gets them), drawn covers, QR codes,
Markdown copies, a news sitemap, a manifest, ``llms.txt``, redirects, checks of links; nor search.

**Hugo with PaperMod** has the theme's own pages, with its search (an index of whole texts in JSON) and
feeds of summaries. The theme leafs all lists by one size: 40, which makes the fewest pages.

**Material** has its own blog, tags and search, and no feeds.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import opencc
from contenders import HERE, SITE_URL, Contender, put_aside
from corpus import (
    AUTHORS,
    CATEGORIES,
    EDITORS,
    KEYWORDS,
    PAGES,
    TAGS,
    Article,
    Name,
    write_text,
)
from measuring import Command

LANGUAGES = ("hans", "tw", "hk")
_ROUTES = {
    ("hans", "tw"): "s2tw",
    ("hans", "hk"): "s2hk",
    ("hant", "hans"): "tw2s",
    ("hant", "hk"): "t2hk",
}


@dataclass
class Hugo(Contender):
    """Hugo with light layouts of the same kinds of pages, given the three languages as texts."""

    name = "hugo"
    sources = frozenset({"content", "layouts", "i18n", "hugo.toml", "papermod.toml"})
    program: Path
    feeds: str = "all"
    """``all``: of every category, tag and author too, as ours; ``home``: one per language."""

    @property
    def label(self) -> str:
        """Its name, with what it leaves out."""
        return self.name if self.feeds == "all" else f"{self.name} (feeds: {self.feeds})"

    def lay_out(self) -> None:
        """Copy the layouts, and name the terms in each language."""
        shutil.copytree(HERE / "hugo", self.folder, dirs_exist_ok=True)
        for language in LANGUAGES:
            content = self.folder / "content" / language
            about = _translate(PAGES["about.md"], "hans", language)
            title, _, text = about.removeprefix("# ").partition("\n")
            write_text(content / "about.md", _front({"title": title}) + text)
            write_text(content / "blog" / "_index.md", _front({"title": "一文"}))
            for kind, names in _KINDS.items():
                for name in names:
                    front: dict[str, object] = {"title": _translate(name.hans, "hans", language)}
                    if kind in _WITH_FEED and self.feeds == "all":
                        front["outputs"] = ["html", "rss"]
                    write_text(content / kind / name.hans / "_index.md", _front(front))

    def render(self, article: Article) -> Iterable[tuple[str, str]]:
        """Three sources, converted beforehand."""
        for language in LANGUAGES:
            yield f"content/{language}/{article.path}", _render_hugo(article, language)

    def commands(self) -> Iterable[Command]:
        """One build makes the three languages."""
        cached = {"HUGO_CACHEDIR": str(self.folder / "cache")}
        yield Command((str(self.program), *self.options()), self.folder, cached)

    def options(self) -> Iterable[str]:
        """What else the command says."""
        return ()

    def sites(self) -> Iterable[Path]:
        """The one folder."""
        yield self.folder / "public"


@dataclass
class PaperMod(Hugo):
    """Hugo with the theme PaperMod, from a folder that holds it."""

    name = "papermod"
    theme: Path = field(kw_only=True)

    def lay_out(self) -> None:
        """Leave our layouts out, so that the theme's own are used."""
        super().lay_out()
        for folder in ("layouts", "i18n"):
            shutil.rmtree(self.folder / folder)
        for language in LANGUAGES:
            page = _front({"title": _translate("搜索", "hans", language), "layout": "search"})
            write_text(self.folder / "content" / language / "search.md", page)

    def options(self) -> Iterable[str]:
        """Name the theme, and add its settings to the common ones."""
        theme = self.theme.resolve()
        themes = ("--themesDir", str(theme.parent), "--theme", theme.name)
        return ("--config", "hugo.toml,papermod.toml", *themes)


@dataclass
class Material(Contender):
    """Material for MkDocs with its own blog, tags and search: a site, and a build, per language."""

    name = "material"
    sources = frozenset({"mkdocs.yml", *LANGUAGES})
    python: Path

    def lay_out(self) -> None:
        """Write the settings and pages of each language."""
        for language in LANGUAGES:
            site = self.folder / language
            write_text(site / "mkdocs.yml", json.dumps(_material_config(language)))
            write_text(site / "docs" / "index.md", "# 首页\n")
            write_text(site / "docs" / "blog" / "index.md", "# 一文\n")
            write_text(site / "docs" / "tags.md", "# 标签\n\n<!-- material/tags -->\n")
            authors = {
                f"author{number}": {
                    "name": _translate(name.hans, "hans", language),
                    "description": "",
                    "avatar": "",
                }
                for number, name in enumerate(_AUTHORS)
            }
            listed = json.dumps({"authors": authors}, ensure_ascii=False)
            write_text(site / "docs" / "blog" / ".authors.yml", listed)

    def render(self, article: Article) -> Iterable[tuple[str, str]]:
        """Three sources, converted beforehand."""
        for language in LANGUAGES:
            path = f"{language}/docs/blog/posts/{article.folder}/{article.slug}.md"
            yield path, _render_material(article, language)

    def commands(self) -> Iterable[Command]:
        """A build per language."""
        for language in LANGUAGES:
            yield Command(
                (str(self.python), "-m", "mkdocs", "build", "--quiet"),
                self.folder / language,
                {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            )

    def sites(self) -> Iterable[Path]:
        """A folder per language."""
        return [self.folder / language / "site" for language in LANGUAGES]

    def clean(self) -> None:
        """Remove the sites and caches of all languages."""
        for language in LANGUAGES:
            for path in (self.folder / language).iterdir():
                if path.name not in {"docs", "mkdocs.yml"}:
                    put_aside(path)


_AUTHORS = (*AUTHORS, EDITORS)
_KINDS = {"categories": CATEGORIES, "tags": TAGS, "topics": KEYWORDS, "authors": _AUTHORS}
_WITH_FEED = ("categories", "tags", "authors")


@cache
def _converter(route: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(route).convert
    return convert


@lru_cache(maxsize=512)
def _translate(text: str, script: str, language: str) -> str:
    route = _ROUTES.get((script, language))
    return _converter(route)(text) if route else text


def _front(fields: Mapping[str, object]) -> str:
    """Front matter; every value is JSON, which is YAML."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return "\n".join(("---", *lines, "---", ""))


def _render_hugo(article: Article, language: str) -> str:
    terms = set(TAGS) | set(CATEGORIES)
    front = _front(
        {
            "title": _translate(article.title, article.script, language),
            "date": _moment(article),
            "categories": [article.category.hans],
            "tags": _keys(article.tags),
            "topics": _keys(name for name in article.keywords if name not in terms),
            "authors": [(article.author or EDITORS).hans],
            "archive": [f"{article.published:%Y}", f"{article.published:%Y-%m}"],
            "keywords": [_translate(name.hans, "hans", language) for name in article.keywords],
            **({"cover": {"image": article.cover}} if article.cover else {}),
        }
    )
    return front + _translate(article.body, article.script, language)


def _render_material(article: Article, language: str) -> str:
    fields = {
        "categories": [_translate(article.category.hans, "hans", language)],
        "tags": [_translate(name.hans, "hans", language) for name in article.tags],
        "authors": [f"author{_AUTHORS.index(article.author or EDITORS)}"],
    }
    front = _front(fields).replace("---\n", f"---\ndate: {article.published}\n", 1)
    title = _translate(article.title, article.script, language)
    first, _, rest = _translate(article.body, article.script, language).partition("\n\n")
    return f"{front}# {title}\n\n{first}\n\n<!-- more -->\n\n{rest}"


def _keys(names: Iterable[Name]) -> list[str]:
    return [name.hans for name in names]


def _moment(article: Article) -> str:
    hour, minute = divmod(article.minutes, 60)
    return f"{article.published}T{hour:02}:{minute:02}:00+08:00"


def _material_config(language: str) -> dict[str, object]:
    return {
        "site_name": _translate("一文财经", "hans", language),
        "site_url": f"{SITE_URL}{language}/",
        "theme": {"name": "material", "language": "zh" if language == "hans" else "zh-TW"},
        "plugins": [
            {
                "blog": {
                    "pagination_per_page": 12,
                    "archive_date_format": "yyyy/MM",
                    "archive_url_date_format": "yyyy/MM",
                }
            },
            "tags",
            "search",
        ],
        "markdown_extensions": [
            "attr_list",
            "footnotes",
            "tables",
            {"toc": {"permalink": False}},
            "pymdownx.betterem",
            "pymdownx.highlight",
            "pymdownx.superfences",
        ],
    }
