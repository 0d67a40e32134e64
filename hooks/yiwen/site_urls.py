"""The address of the site: ``site_url`` in mkdocs.yml, as all addresses of pages begin."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from yiwen.problems import Problem, YiwenError

_SAFE = "/%:@!$&'()*+,;=-._~"
"""What a path may hold as it is; ``%`` since it may be encoded already."""


def read_site_url(written: str, *, name: str) -> str:
    """Give the address in ASCII, a slash at its end; empty when none is written.

    ``name`` is what messages call the file it stands in.

    >>> read_site_url("https://例子.cn/財經", name="mkdocs.yml")
    'https://xn--fsqu00a.cn/%E8%B2%A1%E7%B6%93/'

    Raises:
        YiwenError: it has what no address of a page can begin with, or a host that is none.
    """
    if not written:
        return ""
    parts = urlsplit(written)
    bare = urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/", "", ""))
    if parts.query or parts.fragment:
        what = f"'site_url' has ? or #, which no page can follow: {written!r}"
        raise YiwenError([Problem(name, 0, 0, what, f"write it as  site_url: {bare}")])
    if not parts.netloc.isascii():
        host = _encode_host(parts.netloc, written, name)
        bare = urlunsplit(urlsplit(bare)._replace(netloc=host))
    return quote(bare, safe=_SAFE)


def _encode_host(host: str, written: str, name: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        what = f"'site_url' has no host that the web knows: {written!r}"
        raise YiwenError(
            [Problem(name, 0, 0, what, "write it as  site_url: https://example.org/")]
        ) from None
