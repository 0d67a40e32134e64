"""Read ``zh:`` of a post's front matter: what the author decides for single variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yiwen.chinese.variants import TARGETS, Variant, read_variant
from yiwen.fields import Field
from yiwen.metadata import Metadata, read_switch

KEYS = ("title", "description", "terms", "phrases", "variants")


@dataclass(frozen=True, slots=True)
class VariantChoices:
    """What a post says about its variants; nothing by default."""

    titles: Mapping[Variant, str] = field(default_factory=dict)
    descriptions: Mapping[Variant, str] = field(default_factory=dict)
    terms: tuple[Mapping[str, Any], ...] = ()
    term_lines: tuple[int, ...] = ()
    phrases: bool | None = None
    variants: tuple[Variant, ...] | None = None


def read_variant_choices(meta: Metadata) -> VariantChoices:
    """Read ``zh:``; faults go to ``meta``."""
    given = meta.find("zh")
    if given is None:
        return VariantChoices()
    name, zh = given
    if read_switch(zh.text) is False:
        return VariantChoices(variants=())
    if not zh.entries:
        what = f"{name!r} is not a mapping"
        meta.add(zh, what, "write below it, indented, one of: " + ", ".join(KEYS))
        return VariantChoices()
    for key, entry in zh.entries.items():
        if key not in KEYS:
            meta.add(entry, f"{name}.{key}: unknown key", f"use one of: {', '.join(KEYS)}")
    entries = {key: entry for key, entry in zh.entries.items() if not entry.is_empty}
    terms = _read_terms(meta, entries.get("terms"))
    return VariantChoices(
        titles=_read_texts(meta, "title", entries.get("title")),
        descriptions=_read_texts(meta, "description", entries.get("description")),
        terms=tuple(term.value for term in terms if isinstance(term.value, dict)),
        term_lines=tuple(term.line for term in terms),
        phrases=_read_phrases(meta, entries.get("phrases")),
        variants=_read_variants(meta, entries.get("variants")),
    )


def _read_texts(meta: Metadata, key: str, given: Field | None) -> Mapping[Variant, str]:
    if given is None:
        return {}
    if not given.entries:
        meta.add(given, f"zh.{key} is not a mapping", f"write it as  {key}: {{tw: …, hk: …}}")
    texts: dict[Variant, str] = {}
    for tag, entry in given.entries.items():
        variant = read_variant(tag)
        if variant is None:
            meta.add(entry, f"zh.{key}: unknown variant {tag!r}", "use one of: hans, hant, tw, hk")
        elif entry.text is None:
            meta.add(entry, f"zh.{key}.{tag} is not a text", f'write it as  {tag}: "…"')
        elif not entry.is_empty:
            texts[variant] = meta.mark(entry)
    return texts


def _read_terms(meta: Metadata, given: Field | None) -> list[Field]:
    if given is None:
        return []
    if not given.items:
        meta.add(given, "zh.terms is not a list", "write each as  - {hans: 软件, tw: 軟體}")
    for item in given.items:
        if not item.entries:
            what = f"an entry of zh.terms is no term: {item.value!r}"
            meta.add(item, what, "write it as  - {hans: 软件, tw: 軟體}")
    return [item for item in given.items if item.entries]


def _read_phrases(meta: Metadata, given: Field | None) -> bool | None:
    if given is None:
        return None
    switch = read_switch(given.text)
    if switch is None:
        what = f"zh.phrases is neither true nor false: {given.value!r}"
        meta.add(given, what, "write it as  phrases: true")
    return switch


def _read_variants(meta: Metadata, given: Field | None) -> tuple[Variant, ...] | None:
    if given is None:
        return None
    switch = read_switch(given.text)
    if switch is not None:
        return None if switch else ()
    chosen: dict[Variant, None] = {}
    for item in given.items or (given,):
        variant = read_variant(item.text or "")
        if variant in TARGETS:
            chosen[variant] = None
        else:
            what = f"zh.variants: unknown variant {item.value!r}"
            meta.add(item, what, f"use false, or some of: {', '.join(TARGETS)}")
    return tuple(chosen)
