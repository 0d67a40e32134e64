"""A JSON Schema of front matter, for editors and automations that check before they push."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from yiwen.chinese.variants import TARGETS, Variant
from yiwen.metadata import SPELLINGS
from yiwen.zh import KEYS

Schema = dict[str, Any]

_SCALAR: Final = ["string", "number", "boolean", "null"]
"""What a YAML reader makes of a text that was typed without quotes."""
_DEFINITIONS: Final[Mapping[str, Schema]] = {
    "text": {"type": _SCALAR},
    "texts": {
        "anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"$ref": "#/$defs/text"}}]
    },
    "switch": {
        "anyOf": [
            {"type": ["boolean", "null"]},
            {"enum": [0, 1, "true", "false", "yes", "no", "on", "off", "是", "否"]},
        ]
    },
    "day": {
        "type": ["string", "null"],
        "pattern": r"^\s*(19\d\d|[2-8]\d\d\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
        r"(([ \t]*[Tt]|[ \t]+)\d{1,2}:\d{1,2}(:\d{1,2}([.,]\d+)?)?)?"
        r"\s*([Zz]|UTC|GMT|[+-]\d{1,2}(:?\d{2})?)?(\s+[A-Za-z]{3,4})?\s*$",
        "examples": ["2025-12-12", "2025-12-12 08:48", "2025-12-12T08:48:00+08:00"],
    },
    "variants": {
        "type": "object",
        "properties": {tag: {"$ref": "#/$defs/text"} for tag in ("hans", "hant", "tw", "hk")},
    },
}
_TEXT: Final[Schema] = {"$ref": "#/$defs/text"}
_TEXTS: Final[Schema] = {"$ref": "#/$defs/texts"}
_SWITCH: Final[Schema] = {"$ref": "#/$defs/switch"}
_DAY: Final[Schema] = {"$ref": "#/$defs/day"}
_LANGS: Final = [
    "hans",
    "hant",
    "cn",
    "sg",
    "my",
    "tw",
    "hk",
    "mo",
    "hans-cn",
    "hans-sg",
    "hans-my",
    "hant-tw",
    "hant-hk",
    "hant-mo",
]
_BY_VARIANT: Final[Schema] = {"$ref": "#/$defs/variants"}


def _match_lang() -> str:
    """A pattern of the usual names, in any letter case; JSON Schema has no other way to say so."""
    names = "|".join(map(_in_any_case, _LANGS))
    chinese = "|".join(map(_in_any_case, ("zh", "cmn")))
    return rf"^\s*({_in_any_case('zh')}|(({chinese})[-_])?({names})|)\s*$"


def _in_any_case(word: str) -> str:
    return "".join(f"[{char.upper()}{char}]" if char != "-" else "[-_]" for char in word)


_ZH: Final[Mapping[str, Schema]] = {
    "title": _BY_VARIANT,
    "description": _BY_VARIANT,
    "terms": {"type": ["array", "null"], "items": {"type": "object"}},
    "phrases": _SWITCH,
    "variants": {
        "anyOf": [
            _SWITCH,
            {"type": "string"},
            {"type": "array", "items": {"enum": ["hans", "tw", "hk", *TARGETS]}},
        ]
    },
}


@dataclass(frozen=True, slots=True)
class _Key:
    schema: Schema
    chinese: str
    english: str


_KEYS: Final[Mapping[str, _Key]] = {
    "title": _Key(
        _TEXT,
        "标题；可以空着，空着就用正文的第一个标题",
        "The title; when empty, the first heading of the text",
    ),
    "date": _Key(
        {
            "anyOf": [
                _DAY,
                {
                    "type": "object",
                    "properties": {"created": _DAY, "updated": _DAY},
                    "required": ["created"],
                },
            ]
        },
        "发布日期，可带时间和时区；写将来的时间就到时才发布；不写就从路径里找",
        "When it is published: a day, or a time, with a zone or in the site's; found in the path "
        "when missing. One in the future is waited for",
    ),
    "updated": _Key(_DAY, "最近一次实质改动的日期", "When it was last changed in substance"),
    "category": _Key(
        _TEXTS,
        "分类，一个或几个，第一个为主",
        "One category or several, the first is the main one",
    ),
    "tags": _Key(
        _TEXTS,
        "标签：列表，或用逗号、顿号隔开的一行字",
        "Tags: a list, or a text with , ， or 、 between",
    ),
    "seo": _Key(
        _TEXTS,
        "读者会搜索的词，每个词一个专题页；不写就用标签",
        "What readers search for, each with a page of its own; the tags when missing",
    ),
    "coverImage": _Key(
        {
            "anyOf": [
                {"type": ["string", "boolean", "null"]},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object"},
            ]
        },
        "封面：图片网址，或 docs/ 下的路径；不写就自动画一张",
        "The cover: a URL or the path of an image below docs/; one is drawn when missing",
    ),
    "description": _Key(
        _TEXT,
        "摘要；不写就取正文开头几句",
        "What it is about; the first sentences when missing",
    ),
    "author": _Key(
        {
            "anyOf": [
                _TEXTS,
                {"type": "object", "required": ["name"]},
                {"type": "array", "items": {"type": [*_SCALAR, "object"]}},
            ]
        },
        "作者，一位或几位",
        "One author or several",
    ),
    "lang": _Key(
        {"type": ["string", "null"], "pattern": _match_lang(), "examples": list(Variant)},
        "正文的写法；不写就从正文判断",
        "The Chinese it is written in; found from the text when missing",
    ),
    "slug": _Key(
        {"type": _SCALAR, "pattern": r"^[^\s/\\?#%\"<>:|*&]*$"},
        "网址的最后一段；不写就用文件名",
        "The last part of the address; the file name when missing",
    ),
    "aliases": _Key(_TEXTS, "旧网址，会跳转到这一篇", "Old addresses that lead here"),
    "draft": _Key(_SWITCH, "草稿只在预览里看得见", "A draft is seen in the preview only"),
    "published": _Key(
        {"anyOf": [_SWITCH, _DAY]},
        "false 等于草稿；写日期就是发布日期",
        "false makes it a draft; a day is the date",
    ),
    "pinned": _Key(
        {"anyOf": [_SWITCH, {"type": "integer", "minimum": 0}]},
        "置顶",
        "Kept at the top of the home page",
    ),
    "series": _Key(_TEXT, "系列的名字，同名的排成一组", "The series it is a part of"),
    "source": _Key(
        {"type": ["string", "null"], "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://[^\\s/].*)?$"},
        "原文网址，页面会出现“查看原文”",
        "The address of the original, which the page leads to",
    ),
    "disclaimer": _Key(
        {"type": ["boolean", "string", "number", "null"]},
        "false 不显示免责声明；写一段字就显示那段字",
        "false for none, a text for one of its own; the site's when missing",
    ),
    "comments": _Key(_SWITCH, "是否开放评论", "Whether readers can comment"),
    "math": _Key(_SWITCH, "是否有数学公式", "Whether it has formulas"),
    "zh": _Key(
        {
            "anyOf": [
                _SWITCH,
                {
                    "type": "object",
                    "properties": {key: _ZH[key] for key in KEYS},
                    "additionalProperties": False,
                },
            ]
        },
        "各地版本的微调：标题、摘要、用词；false 表示不转换",
        "Titles, descriptions and words for single variants; false: not converted",
    ),
}


def make_schema() -> Schema:
    """Give the schema of a post's front matter, as a YAML or JSON reader makes it.

    It says what every value may be, in the spelling that is shown; the build reads more (letter
    case, ``_`` and ``-`` in keys make no difference). Other keys are allowed: they are ignored.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "文章的文首信息 · Front matter of a post",
        "description": "由 scripts/make_schema.py 生成，不要手改。日期请加引号或保持原样，"
        "不要让程序换成别的格式。 Generated; keep days as texts.",
        "type": "object",
        "properties": dict(_make_properties()),
        "additionalProperties": True,
        "$defs": dict(_DEFINITIONS),
    }


def _make_properties() -> list[tuple[str, Schema]]:
    properties = []
    for name, spellings in SPELLINGS.items():
        key = _KEYS[name]
        told = {"description": f"{key.chinese}。 {key.english}."}
        properties.append((name, told | key.schema))
        same = {"description": f"同 {name}。 Same as {name}.", "$ref": f"#/properties/{name}"}
        properties += [(spelling, same) for spelling in spellings if spelling != name]
    return properties


def render_schema() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"
