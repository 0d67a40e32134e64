"""The way through OpenCC's dictionaries from one variant to another, as data.

Stock configurations know neither Taiwan to Hong Kong nor Traditional of unknown region. Their
dictionaries do: a route names them in the order in which they are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from yiwen.chinese.variants import Variant


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over the text. The longest match of ``union`` wins, else the first of ``then``."""

    union: tuple[str, ...]
    """Dictionaries whose longest match wins together; the glossary joins them on the first pass."""
    then: tuple[str, ...] = ()
    """Dictionaries asked one after the other where those have nothing."""


@dataclass(frozen=True, slots=True)
class Route:
    """Dictionaries, by their names in OpenCC's data, from one variant to another."""

    stages: tuple[Stage, ...]
    segmentation: tuple[str, ...] = ()
    """Phrases that no pass may cut through; none: each pass finds its own."""
    seldom: tuple[str, ...] = ()
    """Phrases that alone, after the first pass, could be cut through, and which few texts have:
    without them segmentation changes nothing. None are named where most texts have some."""


_ST = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
_TO_TRADITIONAL = Stage(_ST, ("STCharacters",))
# TSCharactersExt gives characters that many fonts show as boxes: left out.
_TO_SIMPLIFIED = Stage(("TSPhrases",), ("TSCharacters",))
_TO_REGION: Mapping[Variant, Stage] = {
    Variant.TW: Stage(("TWVariantsPhrases",), ("TWVariants",)),
    Variant.HK: Stage(("HKVariantsPhrases",), ("HKVariants",)),
}
_TO_REGION_WITH_WORDS: Mapping[Variant, Stage] = {
    Variant.TW: Stage(("TWPhrases",), ("TWVariantsPhrases", "TWVariants")),
    Variant.HK: Stage(("HKPhrases",), ("HKVariantsPhrases", "HKVariants")),
}
_FROM_REGION: Mapping[Variant, Stage] = {
    Variant.TW: Stage(("TWVariantsRevPhrases",), ("TWVariantsRev",)),
    Variant.HK: Stage(("HKVariantsRevPhrases",), ("HKVariantsRev",)),
    # Of no known region: both regions' forms go back to the standard; TSCharacters alone would
    # leave 衞 and 看著 as they are.
    Variant.HANT: Stage(
        ("TWVariantsRevPhrases",), ("HKVariantsRevPhrases", "TWVariantsRev", "HKVariantsRev")
    ),
}
_FROM_REGION_WITH_WORDS: Mapping[Variant, Stage] = {
    Variant.TW: Stage(("TWPhrasesRev",), ("TWVariantsRevPhrases", "TWVariantsRev")),
    Variant.HK: Stage(("HKPhrasesRev",), ("HKVariantsRevPhrases", "HKVariantsRev")),
    Variant.HANT: _FROM_REGION[Variant.HANT],
}
_NO_WORDS: Final = (_FROM_REGION, _TO_REGION)
_WORDS: Final = (_FROM_REGION_WITH_WORDS, _TO_REGION_WITH_WORDS)


def find_route(source: Variant, target: Variant, *, phrases: bool = False) -> Route:
    """Find the way from one variant to another.

    Traditional never passes through Simplified on its way to Traditional. With ``phrases`` the
    regional words of OpenCC are asked too.

    Raises:
        ValueError: Source and target are the same.
    """
    if source == target:
        raise ValueError(f"no way leads from {source} to itself")
    leave, enter = _WORDS if phrases else _NO_WORDS
    if source == Variant.HANS:
        last = (enter[target],) if target in enter else ()
        seldom = last[0].union if last and not phrases else ()
        return Route((_TO_TRADITIONAL, *last), _ST if last else (), seldom)
    if target == Variant.HANS:
        return Route((leave[source], _TO_SIMPLIFIED), ("TSPhrases",))
    last = (enter[target],) if target in enter else ()
    return Route((leave[source], *last))
