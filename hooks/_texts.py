"""The texts that a site has for programs: the Markdown of each article, and llms.txt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from _build import Build
from _derived import Derived, derive
from yiwen.editions import Edition, step_to_root
from yiwen.library import Entry
from yiwen.plain_texts import COPY, Link, Whereabouts, place_addresses, render_copy, render_llms
from yiwen.terms import Term, variant_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LLMS_POSTS = 50
"""Articles that llms.txt names: what fits into the memory of a program, with room for reading some."""

NOTE = "在{}文章的网址后面加上 index.md，就是它的 Markdown 原稿，保持作者写的那一种中文。"


def derive_copies(build: Build) -> None:
    """Put the Markdown of the newest articles beside the first page that is made of each."""
    keys = {entry.key for entry in _find_copied(build)}
    entries = [entry for entry in build.library.by_path.values() if entry.key in keys]
    shown = {_copy_path(build, entry): entry for entry in entries if entry.written}
    wanted = [Derived(path, build.keys[entry.post.path]) for path, entry in shown.items()]
    derive(build, "copies", wanted, partial(_make_copies, build, shown))


def _find_copied(build: Build) -> Sequence[Entry]:
    return build.library.entries[: build.settings.markdown_copies]


def _make_copies(
    build: Build, shown: Mapping[str, Entry], some: Sequence[Derived]
) -> list[Mapping[str, bytes]]:
    return [{name: _render_copy(build, shown[name]).encode("utf-8", "replace")} for name, _ in some]


def _render_copy(build: Build, entry: Entry) -> str:
    """An article as its author wrote it, the values of its rules those of its own variant."""
    post, own = entry.post, _first(build, entry)
    convert = build.converters_of(post).between(post.script, post.script)
    base = build.site.url or step_to_root(f"{own.prefix}{entry.url}")
    url = f"{own.prefix}{entry.url}"
    places = Whereabouts(base, post.path, url, partial(_locate, build, own))
    byline = [
        "、".join(convert(author.name) for author in entry.authors),
        entry.published_text,
        f"更新：{entry.updated_text}" if entry.updated_text else "",
        convert(entry.category.name),
        f"原文：<{entry.source_url}>" if entry.source_url else "",
    ]
    body = place_addresses(post.body, places.place, math=post.math)
    return render_copy(convert(post.title), filter(None, byline), f"{base}{url}", convert(body))


def _locate(build: Build, own: Edition, path: str) -> str | None:
    """Where a source is published, in an edition that has it; None for what is no source."""
    if entry := build.library.by_path.get(path):
        has = own if own.variant in entry.editions else _first(build, entry)
        return f"{has.prefix}{entry.url}"
    if page := build.plans.get(path) or build.documents.get(path):
        return f"{own.prefix}{page.url}"
    record = build.records.get(path)
    return quote(record.outputs[0]) if record else None


def _first(build: Build, entry: Entry) -> Edition:
    """The first edition that a page is made of this source for; else the first that has one."""
    wanted = entry.written or entry.editions
    return next(edition for edition in build.editions if edition.variant in wanted)


def _copy_path(build: Build, entry: Entry) -> str:
    return f"{_first(build, entry).prefix}{entry.post.url}{COPY}"


def render_site_llms(build: Build, config: MkDocsConfig) -> str:
    """llms.txt, in the words of the root edition."""
    root = build.editions[0]
    say = build.converters.between(build.settings.interface, root.variant)
    url = build.site.url
    others = [
        Link(each.tags.label, f"{url}{each.prefix or './'}") for each in build.editions if each.path
    ]
    entries = [each for each in build.library.entries if not each.status][:LLMS_POSTS]
    copied = _find_copied(build)
    keys = {each.key for each in copied}
    sections = (
        ("最新文章", [_link_entry(build, each, copied=each.key in keys) for each in entries]),
        ("分类", [_link_term(build, each) for each in build.library.terms["categories"]]),
        ("页面", [Link(each.title, f"{url}{each.url}") for each in build.menu]),
    )
    archive = Link(say("归档"), f"{url}archive/")
    which = f"最新 {len(copied)} 篇" if len(copied) < len(build.library.entries) else ""
    notes = [say(NOTE.format(which))] if copied else []
    return render_llms(
        say(config.site_name),
        say(config.site_description or ""),
        notes,
        [*((say(heading), links) for heading, links in sections), ("Optional", [archive, *others])],
    )


def _link_entry(build: Build, entry: Entry, *, copied: bool) -> Link:
    convert = build.converters.between(entry.post.script, build.editions[0].variant)
    own = _first(build, entry)
    copy = COPY if copied and entry.written else ""
    url = f"{build.site.url}{own.prefix}{entry.url}{copy}"
    return Link(convert(entry.title), url, convert(entry.summary))


def _link_term(build: Build, term: Term) -> Link:
    root = build.editions[0].variant
    convert = build.converters.between(variant_of(term.lang, build.settings), root)
    say = build.converters.between(build.settings.interface, root)
    return Link(convert(term.name), f"{build.site.url}{term.url}", say(f"{term.number} 篇文章"))
