"""What each kind of page is about, told to its head and to the frame around it."""

from __future__ import annotations

from yiwen.chinese.variants import Variant
from yiwen.documents import Document
from yiwen.heads import Subject
from yiwen.library import Entry, Library
from yiwen.listings import Archive, Directory, Listing, Plan, Tool
from yiwen.settings import Settings
from yiwen.terms import Term, lang_of

KEYWORD_TERMS = 12
HOME = "home"


def about_entry(entry: Entry) -> Subject:
    """An article."""
    return Subject(
        title=entry.title,
        url=entry.url,
        lang=entry.lang,
        description=entry.summary,
        keywords=_names(entry.topics),
        image=entry.cover,
        published=entry.published_iso,
        updated=entry.updated_iso,
        indexed=not entry.status,
        editions=entry.editions,
    )


def about_plan(plan: Plan, settings: Settings) -> Subject:
    """A page that lists posts or terms."""
    return Subject(
        title=plan.title,
        url=plan.url,
        lang=plan.lang,
        description=_describe(plan),
        keywords=_plan_keywords(plan),
        part=f"第 {plan.page} 页" if plan.page > 1 else "",
        previous_url=plan.previous_url,
        next_url=plan.next_url,
        indexed=not _is_thin(plan, settings),
    )


def about_document(document: Document, settings: Settings) -> Subject:
    """A page such as about."""
    return Subject(
        title=document.title,
        url=document.url,
        lang=lang_of(document.script, settings),
        description=document.description,
    )


def tab_of_entry(entry: Entry) -> str:
    """The address of the header's tab an article belongs to."""
    return entry.category.url


def tab_of_plan(plan: Plan) -> str:
    """The address of the header's tab a list belongs to; empty for home."""
    if isinstance(plan, Listing) and plan.kind == "category":
        return plan.place.url(1)
    return f"{plan.place.base.split('/')[0]}/" if plan.place.base else ""


def header_tabs(library: Library, settings: Settings, *, most: int) -> tuple[Term, ...]:
    """The categories in the header: those the settings name (or their slugs), else the largest."""
    categories = library.terms["categories"]
    if not settings.tabs:
        return categories[:most]
    named = {library.fold(term.slug): term for term in categories}
    named |= {library.fold(term.name): term for term in categories}
    keys = [library.fold(name) for name in settings.tabs]
    return tuple(named[key] for key in dict.fromkeys(keys) if key in named)


def _is_thin(plan: Plan, settings: Settings) -> bool:
    """Whether a page has too little on it for those who search."""
    if isinstance(plan, Tool):
        return True
    if isinstance(plan, Directory):
        return not plan.terms
    return plan.kind == "topic" and plan.number < settings.topic_posts


def _names(terms: tuple[Term, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((term.name, term.lang) for term in terms)


def _plan_keywords(plan: Plan) -> tuple[tuple[str, str], ...]:
    if isinstance(plan, Directory):
        return _names(plan.terms[:KEYWORD_TERMS])
    if isinstance(plan, Listing) and plan.term:
        return _names((plan.term, *plan.related))
    return ()


def _describe(plan: Plan) -> str:
    """Say in a sentence what a list holds; home says what the site is."""
    if plan.kind == HOME:
        return ""
    if isinstance(plan, Directory):
        return f"{plan.title}：共 {plan.number} 个"
    if isinstance(plan, Tool):
        return plan.title
    if isinstance(plan, Archive):
        return f"{plan.title}：共 {plan.number} 篇文章"
    newest = _newest_title(plan)
    return f"{plan.title}：共 {plan.number} 篇文章" + (f"，最新一篇《{newest}》" if newest else "")


def _newest_title(plan: Listing) -> str:
    """The title a list begins with, when that is its newest post and in the script of the list."""
    if plan.page > 1 or plan.kind == "series":
        return ""
    newest = plan.entries[0]
    return newest.title if newest.lang == plan.lang else ""


def variant_of(lang: str, settings: Settings) -> Variant:
    """The variant that a ``lang`` stands for; the interface's when it is empty."""
    return Variant(lang) if lang else settings.interface
