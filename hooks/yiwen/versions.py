"""Versions of an article: which editions show it, and which of them in words written by hand.

``fed.zh-tw.md`` beside ``fed.md`` is the article as an author wrote it for Taiwan: it takes the place of
the derived page. ``zh: {variants: […]}`` limits the derived ones.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from yiwen.chinese.rules import mark_values, plain_text
from yiwen.chinese.variants import Variant, read_variant
from yiwen.posts import Post

TRADITIONAL = (Variant.TW, Variant.HK)


def split_version(path: str, paths: Collection[str]) -> tuple[str, Variant] | None:
    """The article that a source is a version of, and the variant it is written for.

    None for a source of its own: one whose name has no variant, or with no article beside it.
    """
    stem, ending = posixpath.splitext(path)
    base, _, tag = stem.rpartition(".")
    variant = read_variant(tag) if base else None
    return (f"{base}{ending}", variant) if variant and f"{base}{ending}" in paths else None


def editions_of_version(variant: Variant, editions: Collection[Variant]) -> tuple[Variant, ...]:
    """The editions a version is written for: Traditional of no region serves both."""
    meant = TRADITIONAL if variant is Variant.HANT else (variant,)
    return tuple(each for each in editions if each in meant)


def editions_of_post(
    post: Post, versions: Mapping[Variant, Post], editions: Collection[Variant]
) -> tuple[Variant, ...]:
    """The editions that show an article: its own, the derived ones, those written by hand."""
    own = editions_of_version(post.script, editions)
    if post.variants is None or not own:
        return tuple(editions)
    shown = {*own, *post.variants, *versions}
    return tuple(each for each in editions if each in shown)


def choose_by_hand(
    versions: Mapping[Variant, Post], editions: Collection[Variant]
) -> dict[Variant, Post]:
    """The version that each edition shows: one written for just this variant before the others."""
    exact_last = sorted(versions, key=lambda variant: variant is not Variant.HANT)
    return {
        each: versions[variant]
        for variant in exact_last
        for each in editions_of_version(variant, editions)
    }


def share_editions(
    post: Post, versions: Mapping[Variant, Post], editions: Collection[Variant]
) -> dict[str, tuple[Variant, ...]]:
    """The editions whose page is made from an article, and from each version of it, by path."""
    by_hand = choose_by_hand(versions, editions)
    shown = editions_of_post(post, by_hand, editions)
    return {
        each.path: tuple(edition for edition in shown if by_hand.get(edition, post) is each)
        for each in (post, *versions.values())
    }


def word_for_each(text: str, script: Variant, given: Mapping[Variant, str]) -> str:
    """A text with the words that were ``given`` for some variants, as one mark; else as it is."""
    values = {variant: plain_text(word, variant) for variant, word in given.items() if word}
    return mark_values({script: plain_text(text, script), **values}) if values else text
