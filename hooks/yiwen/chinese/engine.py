"""The OpenCC that is installed: the one module that knows the three distributions apart.

All three are imported as ``opencc``:

- ``opencc``, the official binding: fast, needs dictionaries by absolute path;
- ``opencc-py``, the official pure-Python port: the same answers, dictionaries by bare name;
- ``opencc-python-reimplemented``: older dictionaries and no join of dictionaries, so the terms of
  a glossary are masked before it sees the text.
"""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

import opencc

from yiwen.chinese.matching import Matcher
from yiwen.chinese.routes import Route, Stage

Convert = Callable[[str], str]
_Dict = dict[str, object]


@dataclass(frozen=True, slots=True)
class Engine:
    """The installed OpenCC, for telling whoever builds."""

    name: str
    """The distribution, as a package index knows it."""
    version: str
    lacks: tuple[str, ...] = ()
    """What it cannot do that the official one can; empty when nothing."""


class Adapter(Protocol):
    """Makes converters with one distribution of OpenCC."""

    engine: Engine

    def make_converter(
        self, route: Route, soft: Mapping[str, str], forced: Mapping[str, str]
    ) -> Convert:
        """Make the converter of a route.

        ``soft`` terms join the phrases of the first pass, the longest match wins; ``forced``
        ones come before everything. Their values are single characters that no dictionary knows.
        """
        ...


def describe_engine() -> Engine:
    """Say which OpenCC runs, and what it lacks."""
    return load_adapter().engine


def make_converter(route: Route, soft: Mapping[str, str], forced: Mapping[str, str]) -> Convert:
    """Make the converter of a route with the installed OpenCC.

    It costs up to 60 ms and 30 MB; the one without terms is made once.
    """
    if soft or forced:
        return load_adapter().make_converter(route, soft, forced)
    return _make_plain_converter(route)


@lru_cache(maxsize=64)
def _make_plain_converter(route: Route) -> Convert:
    return load_adapter().make_converter(route, {}, {})


@lru_cache(maxsize=1)
def load_adapter() -> Adapter:
    """Find out which distribution is installed."""
    return choose_adapter(opencc)


def choose_adapter(module: ModuleType) -> Adapter:
    """Choose the adapter for a module that was imported as ``opencc``."""
    if not hasattr(module, "CONFIGS"):
        return ReimplementedAdapter(module)
    dictionaries = Path(str(module.__file__)).parent / "clib" / "share" / "opencc"
    if dictionaries.is_dir():
        engine = Engine("opencc", module.__version__)
        return ConfigAdapter(module, engine, f"{dictionaries.as_posix()}/")
    return ConfigAdapter(module, Engine("opencc-py", module.__version__), "")


class ConfigAdapter:
    """The official binding and its pure-Python port: one JSON format, joined dictionaries."""

    def __init__(self, module: Any, engine: Engine, folder: str) -> None:
        self._module = module
        self.engine = engine
        self._folder = folder

    def make_converter(
        self, route: Route, soft: Mapping[str, str], forced: Mapping[str, str]
    ) -> Convert:
        """Write the route as a configuration and load it."""
        config = self._render_config(route, soft, forced)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "route.json"
            path.write_text(json.dumps(config), encoding="utf-8")
            # By keyword: the two take their arguments in different orders.
            loaded = self._module.OpenCC(str(path), include_tofu_risk_dictionaries=False)
        convert: Convert = loaded.convert
        return convert

    def _render_config(
        self, route: Route, soft: Mapping[str, str], forced: Mapping[str, str]
    ) -> dict[str, object]:
        before = [_inline(forced)] if forced else []
        beside = [_inline(soft)] if soft else []
        chain = [self._stage(route.stages[0], before, beside)]
        chain += [self._stage(stage, [], []) for stage in route.stages[1:]]
        config: dict[str, object] = {
            "name": "yiwen",
            "normalization": [{"dict": self._file("CJK_Compatibility_Ideographs")}],
            "conversion_chain": [{"dict": stage} for stage in chain],
        }
        if route.segmentation:
            words = self._stage(Stage(route.segmentation), before, beside)
            config["segmentation"] = {"type": "mmseg", "dict": words}
        return config

    def _stage(self, stage: Stage, before: list[_Dict], beside: list[_Dict]) -> _Dict:
        union = _group("union", [*beside, *(self._file(name) for name in stage.union)])
        then = [self._file(name) for name in stage.then]
        return _group("short_circuit", [*before, union, *then])

    def _file(self, name: str) -> _Dict:
        return {"type": "ocd2", "file": f"{self._folder}{name}.ocd2"}


def _inline(entries: Mapping[str, str]) -> _Dict:
    return {"type": "inline", "entries": dict(entries)}


def _group(policy: str, dictionaries: list[_Dict]) -> _Dict:
    return {"type": "group", "match_policy": policy, "dicts": dictionaries}


_REIMPLEMENTED: Final = "opencc-python-reimplemented"
_LACKS: Final = (
    "up-to-date dictionaries: two in five of OpenCC's own test cases come out right",
    "longest match between glossary and phrases: every term comes first, as if it were forced",
    "regional words of Hong Kong",
    "compatibility characters: U+F900 to U+FAFF stay as they are",
)
# What it cuts a text at before it looks for words; its time grows with the square of what lies
# between, so a run longer than any sentence is cut as well.
_PIECE = re.compile("[^\n\x1f，。]{1,200}+[\n\x1f，。]*+|[\n\x1f，。]++")


class ReimplementedAdapter:
    """The older package: its own text dictionaries, terms masked beforehand."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self.engine = Engine(_REIMPLEMENTED, _find_version(_REIMPLEMENTED), _LACKS)
        self._folder = Path(str(module.__file__)).parent / "dictionary"

    def make_converter(
        self, route: Route, soft: Mapping[str, str], forced: Mapping[str, str]
    ) -> Convert:
        """Write the route as a configuration over the dictionaries that the package has."""
        config = {"name": "yiwen", "conversion_chain": [self._stage(s) for s in route.stages]}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "route"
            path.with_suffix(".json").write_text(json.dumps(config), encoding="utf-8")
            loaded = self._module.OpenCC(str(path))
        convert: Convert = loaded.convert
        return _mask_terms({**soft, **forced}, _convert_in_pieces(convert))

    def _stage(self, stage: Stage) -> _Dict:
        names = (*stage.union, *stage.then)
        known = [name for name in names if (self._folder / f"{name}.txt").is_file()]
        dictionaries = [{"type": "txt", "file": f"{name}.txt"} for name in known]
        return {"dict": {"type": "group", "dicts": dictionaries}}


def _find_version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "of unknown version"


def _convert_in_pieces(convert: Convert) -> Convert:
    def convert_pieces(text: str) -> str:
        return "".join(convert(piece) for piece in _PIECE.findall(text))

    return convert_pieces


def _mask_terms(terms: Mapping[str, str], convert: Convert) -> Convert:
    """Put its character for the longest term at every place before the text is converted."""
    matcher = Matcher(terms)

    def convert_masked(text: str) -> str:
        pieces = []
        copied = 0
        for place, term in matcher.find(text):
            pieces += [text[copied:place], terms[term]]
            copied = place + len(term)
        return convert("".join([*pieces, text[copied:]]))

    return convert_masked
