"""Code in colours, by Pygments, without what no page needs.

Each block of code is given a formatter of its own, which writes a style sheet of some 90 rules that
nobody reads: colours come from the site's. A lexer is looked for by name among some 600.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pymdownx.highlight import Highlight, HighlightExtension

from yiwen.lexing import quicken_lexer


class _NoStyle:
    """A style that says nothing; only formatters that write classes do without."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


_NO_STYLE = _NoStyle()


class QuickHighlight(Highlight):  # type: ignore[misc]
    """Gives the same as what it inherits from."""

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
        if self.guess_lang or self.extend_pygments_lang:
            return super().get_lexer(src, language, inline, stripnl)  # type: ignore[no-any-return]
        asked = language, self.default_lang
        if asked not in self._lexers:
            lexer, name = super().get_lexer(src, language, inline, stripnl)
            self._lexers[asked] = quicken_lexer(lexer), name
        make, name = self._lexers[asked]
        return make(stripnl=stripnl), name


class QuickHighlighting(HighlightExtension):  # type: ignore[misc]
    """Takes the place of PyMdown's, which others ask for the highlighter."""

    def get_pymdownx_highlighter(self) -> type[Highlight]:
        """Give the class of highlighters."""
        return QuickHighlight
