"""Code cut into tokens: Pygments' own lexers, with the rules of a state tried all at once.

A lexer tries its rules one after the other at each place, Python's some fifty. One pattern that is all of
them finds the first that matches in half the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pygments.lexer import RegexLexer
from pygments.token import Error, Whitespace, _TokenType

Found = re.Match[str] | None
Rule = tuple[Callable[[str, int], Found], Any, Any]
"""What matches; what it makes: a kind of token, or a function; and the states it leads to."""
Joined = tuple[Callable[[str, int], Found], dict[int, Rule]]
"""What matches where any rule does, and each rule by the group that tells it."""

_FLAGS: Final = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
"""Flags that one rule of a state may have, and another not."""
_LEADING: Final = re.compile(r"\A\(\?[ims]+\)")
_NUMBERED: Final = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
"""What means a group by its number: in a longer pattern it has another."""


class _AtOnce:
    """What a quick lexer does in its own way."""

    _tokens: dict[str, list[Rule]]
    _joined: dict[str, Joined | None]

    def get_tokens_unprocessed(self, text: str, stack: Sequence[str] = ("root",)) -> Iterator[Any]:
        """Cut ``text`` into tokens, each with its place."""
        at = 0
        states = list(stack)
        while True:
            match, make, to = self._find(states[-1], text, at)
            if match:
                if type(make) is _TokenType:
                    yield at, make, match.group()
                elif make:
                    yield from make(self, match)
                at = match.end()
                _move(states, to)
            elif at >= len(text):
                break
            else:
                if text[at] == "\n":
                    states = ["root"]
                yield at, Whitespace if text[at] == "\n" else Error, text[at]
                at += 1

    def _find(self, state: str, text: str, at: int) -> tuple[Found, Any, Any]:
        """Give the match of the first rule of a state that has one, what it makes, where it leads."""
        if state not in self._joined:
            self._joined[state] = _join(self._tokens[state])
        joined = self._joined[state]
        if joined is None:
            tried = ((match(text, at), make, to) for match, make, to in self._tokens[state])
            return next((each for each in tried if each[0]), (None, None, None))
        found = joined[0](text, at)
        if not found:
            return None, None, None
        match, make, to = joined[1][found.lastindex or 0]
        if (
            make and type(make) is not _TokenType
        ):  # a function, which asks for the rule's own groups
            found = match(text, at)
        return found, make, to


def quicken_lexer(lexer: Any) -> Any:
    """Give a class of lexers that cut code as ``lexer`` does."""
    made: Any = type(lexer)
    if getattr(made, "get_tokens_unprocessed", None) is not RegexLexer.get_tokens_unprocessed:
        return made
    own = {"_tokens": lexer._tokens, "_joined": {}}  # noqa: SLF001 - so that they are made once
    return type(made)(made.__name__, (_AtOnce, made), own)


def _move(states: list[str], to: Any) -> None:
    """Change the stack of states as a rule says: ``None``, a number to leave, or what to do."""
    if to is None:
        return
    for each in to if isinstance(to, tuple) else (to,):
        if isinstance(each, int) or each == "#pop":
            number = each if isinstance(each, int) else -1
            del states[max(len(states) + number, 1) :]
        else:
            states.append(states[-1] if each == "#push" else each)


def _join(rules: Sequence[Rule]) -> Joined | None:
    """Make one pattern of the rules of a state, where that is sure to mean the same."""
    patterns = [getattr(match, "__self__", None) for match, _, _ in rules]
    joined: list[str] = []
    by_group: dict[int, Rule] = {}
    groups = 0
    for rule, pattern in zip(rules, patterns, strict=True):
        if not isinstance(pattern, re.Pattern) or not _can_join(pattern):
            return None
        groups += pattern.groups + 1
        by_group[groups] = rule
        joined.append(_scope(pattern))
    try:
        return re.compile("|".join(joined)).match, by_group
    except re.error:  # two rules have groups of one name
        return None


def _can_join(pattern: re.Pattern[str]) -> bool:
    others = pattern.flags & ~(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.UNICODE)
    return not others and not _NUMBERED.search(pattern.pattern)


def _scope(pattern: re.Pattern[str]) -> str:
    """Write a pattern as a part of a longer one: with its flags, and an empty group that tells it."""
    flags = "".join(sign for flag, sign in _FLAGS.items() if pattern.flags & flag)
    return f"(?{flags}:{_LEADING.sub('', pattern.pattern)})()"
