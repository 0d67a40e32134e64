"""What a page tells machines of itself in the words of schema.org: one graph, whose parts are linked.

It says only what the page shows too. Texts are spelled as those of the head are, or stand in the
interface's variant: the strings of the graph are converted with the page (``chinese/jsonld.py``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from yiwen.chinese.rules import MARK, mark_values, plain_text
from yiwen.chinese.variants import Variant
from yiwen.heads import Article, Head, Named, Site, Subject, absolute, page_url
from yiwen.wording import Spell, Words

LONGEST_HEADLINE = 110
"""Characters of a headline that search engines take."""

SEARCH = "search/?q={search_term_string}"
"""The search page, below the root of an edition, with the place of what is searched for."""

Node = dict[str, Any]

_TYPES: Final[Mapping[str, str]] = {"author": "ProfilePage", "page": "WebPage"}
_WITHOUT_GRAPH: Final = frozenset({"lost", "search", "bookmarks"})
"""Pages that say nothing of their own."""

_GROUP = re.compile(
    r"(?:编辑部|編輯部|编辑组|編輯組|团队|團隊|工作室|研究[院所部室组組]|研究中心|数据中心|數據中心"
    r"|公司|集团|集團|[日周晚]报|[日週晚]報|报社|報社|杂志社?|雜誌社?|通讯社|通訊社|电视台|電視台|网|網"
    r"|\b(?:Team|Inc\.?|Ltd\.?|Staff|Editors|Desk|News|Media|Research|Labs?|Studio))\Z",
    re.IGNORECASE,
)
"""How the names of authors end who are no persons."""

_TOKEN = re.compile(f"{MARK.pattern}|(?s:.)")
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def make_graph(
    subject: Subject, head: Head, site: Site, spell: Spell, *, article_type: str = "NewsArticle"
) -> str:
    """Give the JSON of a page's graph, fit to stand inside ``<script>``; empty when it has none.

    Later pages of lists have one where they may be found.

    What needs an absolute URL is left out of the graph of a site that has none.
    """
    if subject.kind in _WITHOUT_GRAPH or (subject.later and not subject.indexed):
        return ""
    writer = _Writer(subject, head, site, spell)
    article = subject.article
    first = writer.article(article, article_type) if article else writer.page()
    told = _write([first, *writer.breadcrumb()])
    if not article:
        told = f"{_frame(site, subject.kind == 'home')},{told}"
    return f'{{"@context":"https://schema.org","@graph":[{told}]}}'


@lru_cache(maxsize=8)
def _frame(site: Site, home: bool) -> str:
    """The site and who publishes it: the same on every page; home says how it is searched."""
    root = page_url("", site)
    organization = {"@id": _identify(site.url, "organization"), **_publisher(site)}
    website = _drop_empty(
        {
            "@type": "WebSite",
            "@id": _identify(root, "website"),
            "name": site.name,
            "description": site.description if home else "",
            "url": root,
            "inLanguage": site.marks.language,
            "publisher": _refer(site.url, "organization"),
            "potentialAction": _search_action(site)
            if home and site.url and site.searched
            else None,
        }
    )
    return _write([_drop_empty(organization), website])


@lru_cache(maxsize=8)
def _publisher(site: Site) -> Node:
    return _drop_empty(
        {
            "@type": "Organization",
            "name": site.name,
            "url": page_url("", site),
            "logo": absolute(site.logo, site) if site.logo else "",
        }
    )


def _search_action(site: Site) -> Node:
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": page_url(SEARCH, site)},
        "query-input": "required name=search_term_string",
    }


class _Writer:
    """What the nodes of one page have in common."""

    def __init__(self, subject: Subject, head: Head, site: Site, spell: Spell) -> None:
        self._subject, self._head, self._site, self._spell = subject, head, site, spell
        self._url = head.canonical
        self._website = _refer(page_url("", site), "website")

    def page(self) -> Node:
        """The page itself: of a list, with what it leads to; of an author, with who that is."""
        subject, head = self._subject, self._head
        kind = _TYPES.get(subject.kind, "CollectionPage")
        return _drop_empty(
            {
                "@type": "AboutPage" if subject.url == "about/" else kind,
                "@id": self._url,
                "url": self._url,
                "name": head.name or self._site.name,
                "description": head.description if subject.description else "",
                "inLanguage": self._site.marks.language,
                "isPartOf": self._website,
                "breadcrumb": _refer(self._url, "breadcrumb") if subject.crumbs else None,
                "mainEntity": self._main_entity(),
            }
        )

    def _main_entity(self) -> Node | None:
        subject = self._subject
        if subject.kind == "author":
            return self._name_author(Named(subject.title, subject.lang, subject.crumbs[-1].url))
        if not (subject.items and subject.indexed and self._site.url):
            return None
        return {"@type": "ItemList", "itemListElement": list(self._items())}

    def _items(self) -> Iterator[Node]:
        for place, item in enumerate(self._subject.items, 1):
            url = page_url(item.url, self._site, item.editions)
            yield {"@type": "ListItem", "position": place, "url": url}

    def article(self, article: Article, kind: str) -> Node:
        """An article, whole in itself: there are thousands, so none says what others say of the site."""
        subject, head, site = self._subject, self._head, self._site
        images = [absolute(each.url, site) for each in subject.previews]
        return _drop_empty(
            {
                "@type": kind,
                "headline": _headline(head.name),
                "image": _one_or_all([*filter(None, images)]),
                "datePublished": article.published,
                "dateModified": article.updated,
                "author": _one_or_all([self._name_author(each) for each in article.authors]),
                "publisher": _publisher(site),
                "inLanguage": site.marks.language,
                "articleSection": _one_or_all(
                    [self._spell(*each[:2]) for each in article.sections]
                ),
                "keywords": self._keywords(article),
                "wordCount": article.words,
                "isBasedOn": article.source_url,
                "isPartOf": self._series(article),
            }
        )

    def _keywords(self, article: Article) -> str:
        """What it is to be found by and what it is filed under, each once."""
        words = [*self._subject.keywords, *(Words(*tag[:2]) for tag in article.tags)]
        return ", ".join(dict.fromkeys([self._spell(*each) for each in words]))

    def _series(self, article: Article) -> Node | None:
        if article.series is None:
            return None
        name, lang, url = article.series
        return _drop_empty(
            {
                "@type": "CreativeWorkSeries",
                "name": self._spell(name, lang),
                "url": page_url(url, self._site),
            }
        )

    def _name_author(self, author: Named) -> Node:
        return _drop_empty(
            {
                "@type": _type_of_author(author.name),
                "name": self._spell(author.name, author.lang),
                "url": page_url(author.url, self._site),
            }
        )

    def breadcrumb(self) -> list[Node]:
        """The way to the page, as the page shows it: two steps at least, else the page is the second."""
        crumbs = self._subject.crumbs
        if not crumbs or not self._site.url:
            return []
        steps = [
            {
                "@type": "ListItem",
                "position": place,
                "name": self._spell(crumb.name, crumb.lang),
                "item": page_url(crumb.url, self._site),
            }
            for place, crumb in enumerate(crumbs[: max(2, len(crumbs) - 1)], 1)
        ]
        way = {
            "@type": "BreadcrumbList",
            "@id": "" if self._subject.article else _identify(self._url, "breadcrumb"),
            "itemListElement": steps,
        }
        return [_drop_empty(way)]


def _write(nodes: list[Node]) -> str:
    """Write nodes so that nothing in them ends the script they stand in, or a line of it."""
    told = ",".join([_encode(node) for node in nodes])
    told = told.replace("<", "\\u003c")
    return told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _drop_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value}


def _identify(url: str, part: str) -> str:
    return f"{url}#{part}" if url else ""


def _refer(url: str, part: str) -> Node | None:
    return {"@id": f"{url}#{part}"} if url else None


@lru_cache(maxsize=1024)
def _type_of_author(name: str) -> str:
    return "Organization" if _GROUP.search(plain_text(name, Variant.HANS)) else "Person"


def _one_or_all(values: list[Any]) -> Any:
    """A property with one value needs no list."""
    return values[0] if len(values) == 1 else values


def _headline(text: str) -> str:
    """A title, shortened when search engines would refuse it; marks count as what they say."""
    if len(text) <= LONGEST_HEADLINE or _longest(text) <= LONGEST_HEADLINE:
        return text
    if MARK.fullmatch(text):  # spelled as a whole
        return mark_values({each: _headline(plain_text(text, each)) for each in Variant})
    tokens = _TOKEN.findall(text)
    lengths = accumulate(map(_longest, tokens))
    kept = [
        token for token, length in zip(tokens, lengths, strict=True) if length < LONGEST_HEADLINE
    ]
    return f"{''.join(kept)}…"


def _longest(text: str) -> int:
    """How many characters a text has in the variant where it has most."""
    return max(len(plain_text(text, variant)) for variant in Variant)
