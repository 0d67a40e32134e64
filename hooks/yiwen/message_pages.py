"""Where the guide for editors explains a message."""

from __future__ import annotations

import re

PAGE = "messages/"
"""The page's address, below the site's root."""

_SECTIONS = (
    ("empty-file", "a file with nothing in it"),
    ("ending", "a page whose name ends in"),
    ("encoding", "text is not UTF-8"),
    ("one-address", "two sources for one address|the address '.*' is also that of"),
    ("two-versions", "two versions of"),
    ("left-out", "a version of "),
    ("no-folder", "no such folder"),
    ("fence", "a fence with other text|front matter opens with|front matter that is opened"),
    ("text-above", "text above the front matter"),
    ("wrapped", "the whole post stands in"),
    ("json", "front matter in JSON"),
    ("too-long", r"front matter of \d+ characters"),
    ("quote", "a quotation mark that is never closed"),
    ("colon", "a colon and a space inside"),
    ("no-key", "a line that is no  key: value|front matter without a single"),
    ("sign", "a value that begins with a sign"),
    ("backslash", "a backslash inside"),
    ("behind", "text behind a closing"),
    ("tab", "a tab where"),
    ("indent", "a line that does not fit|a key that is indented"),
    ("bracket", "a bracket that is never closed"),
    ("text-among", "text among the keys"),
    ("yaml", "not YAML|YAML cannot be read"),
    ("toml", "not TOML"),
    ("second-document", "a second document"),
    ("too-deep", "values inside values|front matter that stands for more"),
    ("brace", "a list, mapping or alias where"),
    ("alias", "an alias of nothing|a merge "),
    ("tag", "a tag that is not read"),
    ("zh", r"'zh' is not|\w+\.\w+: unknown key|an entry of zh\.|zh\."),
    ("twice", "'.*' is given twice, first in line"),
    ("no-date", "no date"),
    ("not-a-day", "'.*' is not a day"),
    ("lang", "'.*' is no Chinese variant"),
    ("switch", "'.*' is neither true nor false"),
    ("slug", "'.*' cannot be part of an address"),
    ("cover", "'.*' is neither an address nor a path"),
    ("source", "'.*' is not the address of a page"),
    ("shape", "'.*' is not a (?:text|list)"),
    ("no-image", "no such image"),
    ("bad-image", "a file that is no image|an image that is damaged|an image of more than"),
    ("no-file", "no such (?:file|page)"),
    ("own-computer", "an address on your own computer"),
    ("address", "an address that cannot be read"),
    ("root-address", "an address from the root"),
    ("page-address", "an address of a page where"),
    ("old-address", "an old address|the old address"),
    ("rule", r"-\{ without|a one-way rule|unknown flag|unknown variant|\S+ is given twice: "),
    (
        "glossary",
        r"a glossary is|a term |the word for |'also' is|unknown key .* in a term|\d+ terms",
    ),
    (
        "topics",
        (
            "what is told of topics|(?:nothing is said of )?the topic |unknown key .* of a topic"
            "|a topic whose|a keyword that is"
        ),
    ),
    ("glossary", r"'.*' is '.*' in one term|'.*' is one character"),
    ("japanese", "a paragraph in Japanese"),
    ("other-script", "a paragraph in"),
    ("radical", "'.*' is a radical"),
    ("reserved", "a character that the conversion keeps"),
    ("foreign", "an? .* is shown as text"),
    ("formula", "a formula "),
    (
        "advice",
        "no cover|a (?:title|description) as wide|(?:half-width|straight) |an image without",
    ),
    ("advice", "a heading of level|the tag '.*' is nearly|no other post has"),
    ("settings", r"extra\.yiwen"),
)
"""Section of the page -> how its messages begin; the first that fits is taken."""

_PATTERNS = tuple((anchor, re.compile(pattern, re.DOTALL)) for anchor, pattern in _SECTIONS)

ANCHORS = tuple(dict(_SECTIONS))

LONGEST = 2_000
"""Characters of a message that are looked at."""


def find_page(what: str) -> str:
    """Where a message is explained, below the site's root; the page itself for an unknown one.

    >>> find_page("'date' is not a day: '2025/13/01'")
    'messages/#not-a-day'
    """
    anchor = find_anchor(what)
    return f"{PAGE}#{anchor}" if anchor else PAGE


def find_anchor(what: str) -> str:
    """The section of the page that explains a message; empty for an unknown one."""
    text = what[:LONGEST]
    return next((anchor for anchor, pattern in _PATTERNS if pattern.match(text)), "")
