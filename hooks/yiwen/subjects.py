"""What each kind of page is about, told to its head, its graph and the frame around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from yiwen.chinese.rules import plain_text
from yiwen.chinese.variants import Variant
from yiwen.documents import Document
from yiwen.heads import Article, Item, Named, Preview, Subject
from yiwen.library import Entry, Library
from yiwen.listings import DIRECTORY_TITLES, Archive, Directory, Listing, Plan, Tool
from yiwen.problems import Problem
from yiwen.settings import SECTION, Settings
from yiwen.terms import Term, lang_of
from yiwen.topics import Lead
from yiwen.wording import Words

KEYWORD_TERMS = 12
DESCRIPTION_CHARS = 110
"""Characters of titles or names in the description of a list: about what search engines show."""
HOME = "home"
HOME_CRUMB = Named("首页", "", "")

TERM_FOLDERS: Mapping[str, str] = {
    "category": "categories",
    "tag": "tags",
    "topic": "topics",
    "author": "authors",
    "series": "series",
}
"""Kind of a list of one term's posts -> where all terms of the kind are."""

ALWAYS_THIN = frozenset({"year", "month", "search", "bookmarks"})
"""Nobody searches for what was written in a month, or for a search."""
THIN_WHEN_FEW = frozenset({"tag", "topic", "series"})
"""One post under a word, and the page says what the article says better."""
LEAST_COVER = 1200, 600
"""Width and height in pixels of a cover that is better than a card."""
SHARED = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""Endings of images that every service shows."""
LATER_PAGES = frozenset({"home", "category"})
"""Lists whose later pages are worth finding: every article is on one of them. Those of other lists
show the same posts in another order."""
LISTED_ITEMS = 12
"""Posts that the graph of a list names: those that stand out on its first page."""


def about_entry(entry: Entry, previews: Sequence[Preview] | None = None) -> Subject:
    """An article; its cover stands for it where no other ``previews`` do."""
    if previews is None:
        previews = _preview_cover(entry)
    return Subject(
        kind="article",
        title=entry.title,
        url=entry.url,
        lang=entry.lang,
        description=(Words(entry.summary, entry.lang),) if entry.summary else (),
        keywords=_names(entry.topics),
        crumbs=(HOME_CRUMB, _link(entry.category), Named(entry.title, entry.lang, entry.url)),
        previews=tuple(previews),
        article=_tell_article(entry),
        indexed=not entry.status,
        editions=entry.editions,
    )


def preview_entry(entry: Entry, card: Preview) -> tuple[Preview, ...]:
    """What stands for an article where it is shared, the best first: its card, and its cover.

    A cover of the site's own that is large enough comes before the card. One of another host may be
    of any size, and drawings (SVG) or AVIF are shown by few.
    """
    cover, picture = _preview_cover(entry), entry.picture
    large = (
        picture is not None
        and picture.width >= LEAST_COVER[0]
        and picture.height >= LEAST_COVER[1]
        and entry.cover.lower().endswith(SHARED)
    )
    return (*cover, card) if large else (card, *cover)


def _preview_cover(entry: Entry) -> tuple[Preview, ...]:
    if entry.picture:
        return (Preview(entry.cover, entry.picture.width, entry.picture.height),)
    return (Preview(entry.cover),) if entry.cover else ()


def _tell_article(entry: Entry) -> Article:
    post = entry.post
    return Article(
        published=post.published.isoformat(),
        updated=entry.updated_iso,
        sections=tuple(map(_link, entry.categories)),
        tags=tuple(map(_link, entry.tags)),
        authors=tuple(map(_link, entry.authors)),
        series=_link(entry.series) if entry.series else None,
        words=post.han_count,
        source_url=post.source_url,
    )


def about_plan(plan: Plan, settings: Settings, written: Document | None = None) -> Subject:
    """A page that lists posts or terms; ``written`` are an author's words above the list."""
    described = bool(written and written.description and plan.page == 1)
    listing = plan if isinstance(plan, Listing) else None
    return Subject(
        kind=_kind(plan),
        title=plan.title,
        url=plan.url,
        lang=plan.lang,
        description=_written(written, settings) if written and described else _describe(plan),
        keywords=_plan_keywords(plan) if plan.page == 1 else (),
        part=" · ".join(_parts(plan)),
        crumbs=tuple(_crumbs(plan)),
        items=tuple(_list_items(listing)) if listing and plan.page == 1 else (),
        feeds=listing.feeds if listing else None,
        previous_url=plan.previous_url,
        next_url=plan.next_url,
        later=plan.page > 1,
        indexed=not is_thin(plan, settings),
    )


def _list_items(listing: Listing) -> Iterator[Item]:
    for entry in listing.entries[:LISTED_ITEMS]:
        yield Item(entry.url, entry.editions)


def about_document(document: Document, settings: Settings) -> Subject:
    """A page such as about."""
    return Subject(
        title=document.title,
        url=document.url,
        lang=lang_of(document.script, settings),
        description=_written(document, settings),
    )


def about_lost() -> Subject:
    """What is shown for an address that does not exist."""
    return Subject(kind="lost", title="页面不存在", url="", indexed=False)


def tab_of_entry(entry: Entry) -> str:
    """The address of the header's tab an article belongs to."""
    return entry.category.url


def tab_of_plan(plan: Plan) -> str:
    """The address of the header's tab a list belongs to; empty for home."""
    if isinstance(plan, Listing) and plan.kind == "category":
        return plan.place.url(1)
    return f"{plan.place.base.split('/')[0]}/" if plan.place.base else ""


def header_tabs(library: Library, settings: Settings, *, most: int) -> tuple[Term, ...]:
    """The categories in the header: those the settings name (or their slugs), else the largest.

    The largest stand in the order in which they came: their sizes change with every post, and with
    their order every page would.
    """
    if not settings.tabs:
        largest = library.terms["categories"][:most]
        return tuple(sorted(largest, key=lambda term: (term.posts[-1].published, term.slug)))
    named = _categories_by_name(library)
    keys = [library.fold(name) for name in settings.tabs]
    return tuple(named[key] for key in dict.fromkeys(keys) if key in named)


def check_tabs(library: Library, settings: Settings, *, path: str = "mkdocs.yml") -> list[Problem]:
    """Find the tabs that no category has: the header cannot show them."""
    named = _categories_by_name(library)
    lost = [name for name in settings.tabs if library.fold(name) not in named]
    place, faults = f"{SECTION}.tabs", [f"no category {name!r}" for name in lost]
    mend = f"use one of: {', '.join(term.name for term in library.terms['categories'])}"
    return [Problem(path, 0, 0, f"{place}: {fault}", mend) for fault in faults]


def _categories_by_name(library: Library) -> dict[str, Term]:
    """Every category by its name and by its slug, folded; of one that is both, the name counts."""
    categories = library.terms["categories"]
    named = {library.fold(term.slug): term for term in categories}
    return named | {library.fold(term.name): term for term in categories}


def is_thin(plan: Plan, settings: Settings) -> bool:
    """Whether a page has too little of its own for those who search.

    A list that an editor introduces (``topics.yml``) has something of its own.
    """
    if plan.kind in ALWAYS_THIN or (plan.page > 1 and _kind(plan) not in LATER_PAGES):
        return True
    if isinstance(plan, Directory):
        return not plan.terms
    if isinstance(plan, Listing) and plan.lead and plan.lead.written:
        return False
    return plan.kind in THIN_WHEN_FEW and plan.number < settings.topic_posts


def _kind(plan: Plan) -> str:
    return "terms" if isinstance(plan, Directory) else plan.kind


def _link(term: Term) -> Named:
    return Named(term.name, term.lang, term.url)


def _names(terms: Iterable[Term]) -> tuple[Words, ...]:
    return tuple(Words(term.name, term.lang) for term in terms)


def _written(document: Document, settings: Settings) -> tuple[Words, ...]:
    lang = lang_of(document.script, settings)
    return (Words(document.description, lang),) if document.description else ()


def _plan_keywords(plan: Plan) -> tuple[Words, ...]:
    if isinstance(plan, Directory):
        return _names(plan.terms[:KEYWORD_TERMS])
    if isinstance(plan, Listing) and plan.term:
        return _names((plan.term, *plan.related))
    return ()


def _parts(plan: Plan) -> Iterator[str]:
    """What tells a tag from a category of the same name, and a page of a list from the others."""
    if isinstance(plan, Listing) and plan.kind != "category" and plan.term:
        yield DIRECTORY_TITLES[TERM_FOLDERS[plan.kind]]
    elif plan.kind in ("year", "month"):
        yield "归档"
    if plan.page > 1:
        yield _tell_page(plan)


def _tell_page(plan: Plan) -> str:
    """Which of a list's later pages it is: by its days, which no new post changes."""
    span = plan.span if isinstance(plan, Listing) else ""
    return span or f"第 {plan.page} 页"


def _crumbs(plan: Plan) -> Iterator[Named]:
    """The way to a list, as its page shows it; the home page and tools show none."""
    if isinstance(plan, Tool) or (plan.kind == HOME and plan.page == 1):
        return
    yield HOME_CRUMB
    yield from _crumbs_above(plan)
    listing = plan if isinstance(plan, Listing) else None
    if listing and listing.term:
        yield Named(listing.term.name, listing.term.lang, plan.url)
    else:
        yield Named(plan.title or _tell_page(plan), plan.lang, plan.url)


def _crumbs_above(plan: Plan) -> Iterator[Named]:
    if isinstance(plan, Listing) and plan.term:
        folder = plan.term.kind
        yield Named(DIRECTORY_TITLES[folder], "", f"{folder}/")
    elif plan.kind in ("year", "month"):
        yield Named("归档", "", "archive/")
    if plan.kind == "month":
        year = plan.place.base.split("/")[1]
        yield Named(f"{year}年", "", f"archive/{year}/")


def _describe(plan: Plan) -> tuple[Words, ...]:
    """Say what a list holds, by what stands on this page of it; home says what the site is.

    Pages that nobody finds say nothing.
    """
    if isinstance(plan, Tool) or (plan.kind == HOME and plan.page == 1):
        return ()
    if isinstance(plan, Archive):
        years = "、".join(f"{year.year}年" for year in plan.years)
        return (Words(f"归档：{years}，共 {plan.number} 篇文章。"),)
    if plan.page > 1:
        return _describe_later(plan)
    return _describe_directory(plan) if isinstance(plan, Directory) else _describe_list(plan)


def _describe_later(plan: Listing | Directory) -> tuple[Words, ...]:
    if isinstance(plan, Directory) or plan.kind not in LATER_PAGES:
        return ()
    told = Words(f"{plan.span}的文章：")
    return *_name_list(plan), told, *_quote_titles(plan, len(plan.entries))


def _describe_directory(plan: Directory) -> tuple[Words, ...]:
    names = _choose([Words(term.name, term.lang) for term in plan.terms])
    told = Words(f"{plan.title}，共 {plan.number} 个。")
    return told, *_join(names, "、", whole=plan.number)


def _describe_list(plan: Listing) -> tuple[Words, ...]:
    if plan.lead:
        return _describe_lead(plan, plan.lead)
    told = Words(f"共 {plan.number} 篇文章。")
    return *_name_list(plan), told, *_quote_titles(plan, plan.number)


def _quote_titles(plan: Listing, whole: int) -> Iterator[Words]:
    titles = _choose([Words(entry.title, entry.lang) for entry in plan.entries])
    if titles:
        yield Words("《")
        yield from _join(titles, "》《", whole=whole, end="》")


def _name_list(plan: Listing) -> tuple[Words, ...]:
    if plan.kind == HOME:
        return ()
    name = Words(plan.title, plan.lang)
    kind = DIRECTORY_TITLES.get(TERM_FOLDERS.get(plan.kind, ""), "归档")
    return name, Words(f"（{kind}），")


def _describe_lead(plan: Listing, lead: Lead) -> tuple[Words, ...]:
    if lead.description:
        return (Words(lead.description, lead.lang),)
    names = _names((plan.term,)) if plan.term else ()
    return (*names, Words("："), *lead.brief)


def _choose(names: Sequence[Words]) -> list[Words]:
    """The first of ``names``, as many as a description has room for."""
    chosen, left = [], DESCRIPTION_CHARS
    for words in names:
        left -= len(plain_text(words.text, Variant.HANS)) + 2
        if left < 0:
            break
        chosen.append(words)
    return chosen


def _join(names: Sequence[Words], between: str, *, whole: int, end: str = "") -> Iterator[Words]:
    for place, words in enumerate(names):
        if place:
            yield Words(between)
        yield words
    if names:
        yield Words(f"{end}等。" if len(names) < whole else f"{end}。")
