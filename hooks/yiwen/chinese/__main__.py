"""Convert texts or pages from the command line: ``python -m yiwen.chinese --to zh-Hant-TW``."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import yaml

from yiwen.chinese.detection import Script, detect_script
from yiwen.chinese.glossary import Term, TermFault, check_glossary, read_glossary
from yiwen.chinese.pages import convert_page, cut_page
from yiwen.chinese.rules import mark_text
from yiwen.chinese.texts import AS_OPENCC, Converters, Options, convert_plain
from yiwen.chinese.variants import Variant, read_variant

_STDIN = "-"
_EPILOG = """variants: zh-Hans, zh-Hant-TW, zh-Hant-HK, and zh-Hant for Traditional of no known
region; usual spellings such as zh-cn, tw or zh_HK are read too"""


class _InputError(Exception):
    """What went wrong, in words for whoever called the command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status."""
    chosen = _read_arguments(arguments)
    try:
        converters = _make_converters(chosen)
        converted = [_convert_file(path, chosen, converters) for path in chosen.files]
    except _InputError as told:
        sys.stderr.write(f"{told}\n")
        return 1
    return _write(sys.stdout.buffer, "".join(converted).encode())


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m yiwen.chinese",
        description="Convert UTF-8 text or HTML between the variants of written Chinese.",
        epilog=_EPILOG,
    )
    parser.add_argument("--to", type=_variant, required=True, metavar="VARIANT")
    parser.add_argument(
        "--from", type=_variant, dest="source", metavar="VARIANT", help="default: what the text is"
    )
    parser.add_argument("--glossary", type=Path, metavar="FILE", help="YAML, a list of terms")
    parser.add_argument("--phrases", action="store_true", help="OpenCC's regional words too")
    parser.add_argument("--html", action="store_true", help="the input is HTML")
    parser.add_argument("files", nargs="*", default=[_STDIN], help="default: standard input")
    return parser.parse_args(arguments)


def _variant(tag: str) -> Variant:
    variant = read_variant(tag)
    if variant is None:
        names = ", ".join(Variant)
        raise argparse.ArgumentTypeError(f"unknown variant {tag!r}, use one of: {names}")
    return variant


def _make_converters(chosen: argparse.Namespace) -> Converters:
    terms = _read_terms(chosen.glossary) if chosen.glossary else ()
    return Converters(terms, Options(phrases=chosen.phrases))


def _read_terms(path: Path) -> tuple[Term, ...]:
    text = _read(str(path))
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes plain strings
    except yaml.YAMLError as error:
        raise _InputError(f"{path}{_tell_yaml(error)}") from error
    if not isinstance(entries, list | None):
        raise _InputError(
            f"{path}: a glossary is a list\n  mend: begin each term with  - {{hans: …}}"
        )
    lines = [item.start_mark.line + 1 for item in node.value] if node else []
    terms, faults = read_glossary(entries or [], lines=lines)
    wrong = (*faults, *check_glossary(terms, (partial(convert_plain, AS_OPENCC),)))
    told = "\n".join(_tell_term(path, fault) for fault in wrong)
    if not all(fault.warning for fault in wrong):
        raise _InputError(told)
    if told:
        sys.stderr.write(f"{told}\n")
    return terms


def _tell_yaml(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
    return f"{place}: not YAML: {getattr(error, 'problem', None) or error}"


def _tell_term(path: Path, fault: TermFault) -> str:
    kind = "warning: " if fault.warning else ""
    return f"{path}:{fault.line}: {kind}{fault.what}\n  mend: {fault.mend}"


def _convert_file(path: str, chosen: argparse.Namespace, converters: Converters) -> str:
    text = _read(path)
    source = chosen.source or _detect(path, text, chosen)
    if chosen.html:
        return convert_page(text, chosen.to, converters, interface=source)
    marked = mark_text(text)
    for fault in marked.faults:
        line = text.count("\n", 0, fault.offset) + 1
        sys.stderr.write(f"{_name(path)}:{line}: {fault.what}\n  mend: {fault.mend}\n")
    return converters.convert(source, chosen.to, marked.text)


def _read(path: str) -> str:
    try:
        content = sys.stdin.buffer.read() if path == _STDIN else Path(path).read_bytes()
        return content.decode()
    except UnicodeDecodeError as error:
        what = f"{_name(path)}: not UTF-8, at byte {error.start + 1}"
        raise _InputError(f"{what}\n  mend: save it as UTF-8") from error
    except OSError as error:
        raise _InputError(f"{_name(path)}: {error.strerror}") from error


def _name(path: str) -> str:
    return "standard input" if path == _STDIN else path


def _detect(path: str, text: str, chosen: argparse.Namespace) -> Variant:
    """Tell what a text is written in; one that could be either is taken for the other script."""
    if chosen.html:
        text = "\n".join(each for texts in cut_page(text).texts for each in texts.texts)
    script = detect_script(text)
    known = {Script.HANS: Variant.HANS, Script.HANT: Variant.HANT}
    if script in known:
        return known[script]
    if script in {Script.MIXED, Script.JAPANESE}:
        what = "holds both scripts" if script is Script.MIXED else "is Japanese"
        raise _InputError(
            f"{_name(path)}: the text {what}\n  mend: say what it is:  --from zh-Hans"
        )
    return Variant.HANT if chosen.to is Variant.HANS else Variant.HANS


def _write(stream: BinaryIO, content: bytes) -> int:
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        # Whoever read has gone, as head does; without this the interpreter would complain of it
        # once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
