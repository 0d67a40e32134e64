"""Code in colours, by Pygments, without what no page needs.

Each block of code is given a formatter of its own, which writes a style sheet of some 90 rules that
nobody reads: colours come from the site's. A lexer is looked for by name among some 600.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pygments.filter import Filter
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    Text,
    _TokenType,
)
from pymdownx.highlight import Highlight, HighlightExtension

COLOURED: Final = (
    Keyword,
    Operator.Word,
    *(Name.Attribute, Name.Builtin, Name.Class, Name.Constant, Name.Decorator, Name.Exception),
    *(Name.Function, Name.Namespace, Name.Tag, Name.Variable),
    *(String, Number, Literal.Scalar),
    Comment,
    *(Generic.Deleted, Generic.Emph, Generic.Heading, Generic.Inserted, Generic.Output),
    *(Generic.Prompt, Generic.Strong, Generic.Subheading),
)
"""Kinds of tokens that the style sheet has a colour for. Names, signs and spaces are the other half of a
block of code, and as elements were a tenth of an article in which there is any."""


class Plain(Filter):  # type: ignore[misc]
    """Leaves tokens without a colour as text, which has no element."""

    def filter(
        self,
        lexer: Any,  # noqa: ARG002 - Pygments gives it
        stream: Any,
    ) -> Iterator[tuple[_TokenType, str]]:
        """Give the tokens again."""
        return ((kind if has_colour(kind) else Text, text) for kind, text in stream)


@cache
def has_colour(kind: _TokenType) -> bool:
    """Whether the style sheet has a colour for a kind of token."""
    return any(kind in coloured for coloured in COLOURED)


class _NoStyle:
    """A style that says nothing; only formatters that write classes do without."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


_NO_STYLE = _NoStyle()


class QuickHighlight(Highlight):  # type: ignore[misc]
    """Gives the same as what it inherits from, without elements that have no colour."""

    _lexers: dict[tuple[str, str], tuple[Any, str]] = {}  # noqa: RUF012 - all blocks of a process share it
    """Language as it was asked for, and the one in its place -> its class of lexers, and what it is called."""

    def highlight(self, src: str, language: str, *more: Any, **options: Any) -> Any:
        """Highlight ``src``."""
        if not self.noclasses:
            self.pygments_style = _NO_STYLE
        return super().highlight(src, language, *more, **options)

    def get_lexer(
        self,
        src: str,
        language: str,
        inline: bool,
        stripnl: bool,
    ) -> tuple[Any, str]:
        """Make the lexer of a ``language``, and name it."""
        lexer, name = self._make_lexer(src, language, inline, stripnl)
        if not self.noclasses:
            lexer.add_filter(Plain())
        return lexer, name

    def _make_lexer(self, src: str, language: str, *more: bool) -> tuple[Any, str]:
        if self.guess_lang or self.extend_pygments_lang:
            return super().get_lexer(src, language, *more)  # type: ignore[no-any-return]
        asked = language, self.default_lang
        if asked not in self._lexers:
            lexer, name = super().get_lexer(src, language, *more)
            self._lexers[asked] = type(lexer), name
        make, name = self._lexers[asked]
        return make(stripnl=more[-1]), name


class QuickHighlighting(HighlightExtension):  # type: ignore[misc]
    """Takes the place of PyMdown's, which others ask for the highlighter."""

    def get_pymdownx_highlighter(self) -> type[Highlight]:
        """Give the class of highlighters."""
        return QuickHighlight
