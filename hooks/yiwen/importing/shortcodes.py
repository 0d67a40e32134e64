"""Turn what the templates of Hexo, Hugo and Jekyll put into Markdown into Markdown itself.

Only what can mean one thing is turned; all else is left as it is, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from yiwen.chinese.prose import find_protected
from yiwen.importing.drafts import Fate, Note
from yiwen.importing.webpages import render_image

_TAG = re.compile(
    r"\{\{(?P<kind>[<%])\s*(?P<hugo>/?\s*[\w./-]+)(?P<hugo_rest>(?:\"[^\"{]*\"|`[^`{]*`|[^\"`{])*?)/?\s*[>%]\}\}"
    r"|\{%-?\s*(?P<liquid>[\w-]+)(?P<liquid_rest>(?:\"[^\"{]*\"|'[^'{]*'|[^\"'%{]|%(?!\}))*?)-?%\}"
    r"|\{\{\s*(?P<value>[^{}<%\n][^{}\n]*?)\s*\}\}"
)
_WORD = re.compile(
    r"(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"'`]+))"
)
_WEB = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"\d+(?:px|%)?")
_SITE_VALUES = re.compile(
    r"site\.(?:baseurl|url)|(?P<quote>[\"'])(?P<path>/[^\"'|]*)(?P=quote)\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.baseurl)"
)
_CODE_ENDS = {"codeblock": "endcodeblock", "code": "endcode", "highlight": "endhighlight"}
_QUOTES = {"blockquote": "endblockquote", "quote": "endquote"}
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
}


def convert_shortcodes(body: str, *, line: int) -> tuple[str, list[Note]]:
    """Give ``body``, which begins at ``line`` of its file, as Markdown, and what is left in it."""
    if "{%" not in body and "{{" not in body:
        return body, []
    return _Conversion(body, line).run()


def tell_left(body: str) -> list[Note]:
    """Tell the shortcodes of WordPress that are left in a text."""
    return [
        Note(Fate.LEFT, 0, found[0], "a shortcode of WordPress")
        for found in re.finditer(
            r"\[(?:gallery|embed|video|audio|playlist|contact-form)[^\]\n]*\]", body
        )
    ]


class _Words:
    """What stands behind the name of a shortcode."""

    def __init__(self, text: str) -> None:
        self.named: dict[str, str] = {}
        self.plain: list[str] = []
        for found in _WORD.finditer(text.replace("&quot;", '"')):
            value = next(
                (
                    found[name]
                    for name in ("double", "single", "raw", "bare")
                    if found[name] is not None
                ),
                "",
            )
            if found["key"] and found["key"] not in ("http", "https"):
                self.named[found["key"]] = value
            else:
                self.plain.append(found[0] if found["key"] else value)

    def first(self, *keys: str) -> str:
        return next((self.named[key] for key in keys if self.named.get(key)), "")


class _Conversion:
    """Walks through a body from tag to tag."""

    def __init__(self, body: str, line: int) -> None:
        self._body = body
        self._line = line
        self._code = [span for span in find_protected(body) if _is_code(body, *span)]
        self._left: list[Note] = []

    def run(self) -> tuple[str, list[Note]]:
        """Convert all of it."""
        pieces: list[str] = []
        at = 0
        while found := _TAG.search(self._body, at):
            hidden = next((end for start, end in self._code if start <= found.start() < end), 0)
            if hidden:
                pieces.append(self._body[at : found.start() + 1])
                at = found.start() + 1
                continue
            text, end = self._convert(found)
            pieces += [self._body[at : found.start()], text]
            at = end
        pieces.append(self._body[at:])
        return "".join(pieces), self._left

    def _convert(self, found: re.Match[str]) -> tuple[str, int]:
        if found["value"] is not None:
            converted = _convert_value(found["value"])
            return (self._leave(found) if converted is None else converted), found.end()
        name = (found["hugo"] or found["liquid"]).strip().lower()
        rest = (found["hugo_rest"] or found["liquid_rest"] or "").strip()
        block = self._convert_block(found, name, rest)
        if block:
            return block
        single = _SINGLE.get(name)
        text = single(rest) if single else None
        return (self._leave(found) if text is None else text), found.end()

    def _leave(self, found: re.Match[str]) -> str:
        line = self._line + self._body.count("\n", 0, found.start())
        self._left.append(Note(Fate.LEFT, line, found[0], "no Markdown says the same"))
        return found[0]

    def _convert_block(self, found: re.Match[str], name: str, rest: str) -> tuple[str, int] | None:
        end = self._find_end(found, name)
        if end is None:
            return None
        inner = self._body[found.end() : end.start()]
        if name in ("raw", "rawblock"):
            return inner, end.end()
        if name in _QUOTES:
            return _render_quote(inner, rest), end.end()
        return _render_code(inner, name, rest), end.end()

    def _find_end(self, found: re.Match[str], name: str) -> re.Match[str] | None:
        if found["hugo"]:
            pattern = rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}" if name == "highlight" else ""
        else:
            closing = (
                _CODE_ENDS.get(name) or _QUOTES.get(name) or ("endraw" if name == "raw" else "")
            )
            pattern = rf"\{{%-?\s*{closing}\s*-?%\}}" if closing else ""
        return (
            re.compile(pattern, re.IGNORECASE).search(self._body, found.end()) if pattern else None
        )


def _is_code(body: str, start: int, end: int) -> bool:
    """Whether a protected part is code or a comment, not the address of a link."""
    text = body[start:end]
    return text.lstrip()[:1] in ("`", "~", "<") or text[:1].isspace() or "\n" in text


def _convert_value(value: str) -> str | None:
    """The text of a value of Jekyll's that is known here; the address of the site is ``/``."""
    found = _SITE_VALUES.fullmatch(value.strip())
    if not found:
        return None
    return found["path"] or ""


def _render_code(inner: str, name: str, rest: str) -> str:
    words = _Words(rest)
    plain = [word for word in words.plain if not _WEB.fullmatch(word) and word != "linenos"]
    language = words.first("lang", "language")
    if not language and plain and name == "highlight":
        language = plain[0]
    title = " ".join(plain) if name != "highlight" else ""
    code = inner.strip("\n").rstrip()
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    above = f"**{title}**\n\n" if title else ""
    return f"\n{above}{fence}{language}\n{code}\n{fence}\n"


def _render_quote(inner: str, rest: str) -> str:
    address = _WEB.search(rest)
    author = (rest[: address.start()] if address else rest).strip(" ,")
    lines = [f"> {line}".rstrip() for line in inner.strip().split("\n")]
    if author or address:
        said = f"[{author or address[0]}]({address[0]})" if address else author
        lines += [">", f"> —— {said}"]
    return "\n" + "\n".join(lines) + "\n"


def _convert_figure(rest: str) -> str | None:
    words = _Words(rest)
    src = words.first("src", "url", "image_path", "path")
    if not src or words.first("link", "href"):
        return None
    return render_image(src, words.first("alt"), words.first("caption", "title"))


def _convert_asset_img(rest: str) -> str | None:
    plain = _Words(rest).plain
    while plain and not re.search(r"\.\w{2,5}$", plain[0]):
        plain = plain[1:]
    if not plain:
        return None
    words = [word for word in plain[1:] if not _NUMBER.fullmatch(word)]
    title = " ".join(words).strip("'\" ")
    return render_image(plain[0], title, title)


def _convert_link(rest: str) -> str | None:
    plain = _Words(rest).plain
    return f"[{' '.join(plain[1:]) or plain[0]}]({plain[0]})" if plain else None


def _convert_path(rest: str) -> str | None:
    plain = _Words(rest).plain
    return plain[0] if len(plain) == 1 else None


def _convert_include(rest: str) -> str | None:
    name, _, words = rest.partition(" ")
    if name.rpartition("/")[2].partition(".")[0] in ("figure", "image", "img"):
        return _convert_figure(words)
    return None


def _convert_video(name: str) -> Callable[[str], str | None]:
    def convert(rest: str) -> str | None:
        words = _Words(rest)
        key = words.first("id") or (words.plain[0] if len(words.plain) == 1 else "")
        return f"<{_VIDEOS[name].format(key)}>" if re.fullmatch(r"[\w-]{3,20}", key) else None

    return convert


_SINGLE: Mapping[str, Callable[[str], str | None]] = {
    "figure": _convert_figure,
    "asset_img": _convert_asset_img,
    "img": _convert_asset_img,
    "asset_link": _convert_link,
    "asset_path": _convert_path,
    "include": _convert_include,
    **{name: _convert_video(name) for name in _VIDEOS},
}
