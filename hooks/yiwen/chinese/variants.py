"""The written variants of Chinese: their tags, and which value stands in for which."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal


class Variant(StrEnum):
    """A variant of written Chinese, named by its BCP 47 tag."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    """Traditional of no known region: a source, never a target of its own pages."""
    TW = "zh-Hant-TW"
    HK = "zh-Hant-HK"


Key = Variant | Literal["zh"]
"""What a value can be given for: one variant, or all of them."""

ANY: Final = "zh"
TARGETS: Final = (Variant.HANS, Variant.TW, Variant.HK)

# A variant without a value of its own takes the value of its script, then the one for all. It
# never takes another region's word as it stands: where Hong Kong shares a word with exactly one
# of the two, it is the mainland's four times as often as Taiwan's (zh.wikipedia's word tables).
FALLBACK: Final[Mapping[Variant, tuple[Key, ...]]] = MappingProxyType(
    {
        Variant.HANS: (Variant.HANS, ANY),
        Variant.HANT: (Variant.HANT, ANY),
        Variant.TW: (Variant.TW, Variant.HANT, ANY),
        Variant.HK: (Variant.HK, Variant.HANT, ANY),
    }
)
"""Keys whose value a variant takes as it stands, best first."""

NEAREST: Final[Mapping[Variant, tuple[Variant, ...]]] = MappingProxyType(
    {
        Variant.HANS: (Variant.HANT, Variant.TW, Variant.HK),
        Variant.HANT: (Variant.HANS, Variant.TW, Variant.HK),
        Variant.TW: (Variant.HANS, Variant.HK),
        Variant.HK: (Variant.HANS, Variant.TW),
    }
)
"""Variants whose value has to be converted first, nearest first: the last resort."""

_SIMPLIFIED_REGIONS = ("cn", "sg", "my")
_HONG_KONG_REGIONS = ("hk", "mo")
_REGIONS: Mapping[str, Variant] = {
    **dict.fromkeys(_SIMPLIFIED_REGIONS, Variant.HANS),
    **dict.fromkeys(_HONG_KONG_REGIONS, Variant.HK),
    "tw": Variant.TW,
}
_ALIASES: Mapping[str, Variant] = {
    "hans": Variant.HANS,
    "chs": Variant.HANS,
    "hant": Variant.HANT,
    "cht": Variant.HANT,
    **_REGIONS,
    **{f"hans-{region}": Variant.HANS for region in _REGIONS},
    **{f"hant-{region}": Variant.HANT for region in _SIMPLIFIED_REGIONS},
    **{f"hant-{region}": Variant.HK for region in _HONG_KONG_REGIONS},
    "hant-tw": Variant.TW,
}


def read_variant(tag: str) -> Variant | None:
    """Read a language tag in any usual spelling, such as ``zh-TW``, ``zh_Hant_HK`` or ``cn``.

    None for another language, and for ``zh`` alone: that is Chinese of no script.
    """
    name = tag.strip().lower().replace("_", "-")
    return _ALIASES.get(name.removeprefix("zh-").removeprefix("cmn-"))


def read_key(tag: str) -> Key | None:
    """Read the key of a value: a variant in any usual spelling, or ``zh`` for all of them."""
    return ANY if tag.strip().lower() == ANY else read_variant(tag)
