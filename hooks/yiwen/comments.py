"""Comments by giscus: GitHub's Discussions, shown under an article when a reader asks for them."""

from __future__ import annotations

from yiwen.chinese.variants import Variant
from yiwen.editions import Edition, mark_each
from yiwen.posts import Post
from yiwen.settings import Comments, Settings

GISCUS = "https://giscus.app"

LANGUAGES = {Variant.HANS: "zh-CN", Variant.TW: "zh-TW", Variant.HK: "zh-TW"}
"""The names giscus has for its own words; it shows nothing under a name it does not know."""

_LOADED = ("script-src", "style-src")


def comments_of(post: Post, settings: Settings) -> Comments | None:
    """Where the comments of a post are kept; None when it has none, or the site has no place."""
    return None if post.comments is False else settings.comments


def describe_thread(
    comments: Comments, url: str, editions: tuple[Edition, ...]
) -> tuple[tuple[str, str], ...]:
    """What giscus is told of an article, as (name of a ``data-`` attribute, value).

    ``url`` is that of the article below the site's root: the editions have one thread. ``strict``
    keeps GitHub's search from taking the thread of a similar address.
    """
    return (
        ("repo", comments.repo),
        ("repo-id", comments.repo_id),
        ("category", comments.category),
        ("category-id", comments.category_id),
        ("mapping", "specific"),
        ("term", url),
        ("strict", "1"),
        ("reactions-enabled", str(int(comments.reactions))),
        ("input-position", comments.input),
        ("lang", mark_each(editions, lambda edition: LANGUAGES[edition.variant])),
    )


def allow_giscus(policy: str) -> str:
    """A policy (CSP) under which giscus may be loaded too; an empty one stays empty.

    >>> allow_giscus("default-src 'none'; script-src 'self'")
    "default-src 'none'; script-src 'self' https://giscus.app; frame-src https://giscus.app"
    """
    if not policy:
        return ""
    parts = policy.split("; ")
    allowed = [f"{part} {GISCUS}" if part.startswith(_LOADED) else part for part in parts]
    return "; ".join([*allowed, f"frame-src {GISCUS}"])
