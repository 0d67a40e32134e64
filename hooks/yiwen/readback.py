"""Find again, in a page as it was written, what an article says."""

from __future__ import annotations

BEGIN = "<!--prose-->"
END = "<!--/prose-->"
"""The templates print them around the body of an article."""


def take_prose(html: str) -> str:
    """The HTML of an article's body, as it stands in the written page of an edition.

    Its relative links are seen from that page. Empty when the page has no article.

    >>> take_prose("<div><!--prose--><p>一文</p><!--/prose--></div>")
    '<p>一文</p>'
    """
    _, _, after = html.partition(BEGIN)
    return after.rpartition(END)[0].strip()
