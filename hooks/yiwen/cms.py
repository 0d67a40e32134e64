"""The web editor at ``/admin/``: its page and its settings, made from the front-matter table.

Sveltia CMS reads them; nothing of it is in this repository (scripts/make_cms.py fetches it).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final
from urllib.parse import urlsplit

from yiwen.chinese.variants import Variant
from yiwen.metadata import SPELLINGS
from yiwen.schema import make_schema
from yiwen.settings import Cms, Settings

SCRIPT = "sveltia-cms.js"
ICONS = "material-symbols-outlined.woff2"
FOLDER = "admin"

LEFT_OUT = frozenset({"published", "comments", "math", "zh"})
"""What the form does not ask for; a post that says it keeps it."""

Widget = dict[str, Any]

_SWITCH: Final[Widget] = {"widget": "boolean", "default": False}
_LIST: Final[Widget] = {"widget": "list", "default": []}
_FORM: Final[Mapping[str, tuple[str, Widget]]] = {
    "title": ("标题", {}),
    "date": ("日期", {"widget": "datetime", "required": True}),
    "category": ("分类", _LIST),
    "tags": ("标签", _LIST),
    "coverImage": ("封面", {"widget": "image", "choose_url": True}),
    "description": ("摘要", {"widget": "text"}),
    "author": ("作者", _LIST),
    "seo": ("搜索关键词", _LIST),
    "series": ("系列", {}),
    "source": ("原文网址", {}),
    "lang": ("原稿的文字", {"widget": "select", "options": [each.value for each in Variant]}),
    "slug": ("网址的最后一段", {}),
    "aliases": ("旧网址", _LIST),
    "updated": ("改动日期", {"widget": "datetime", "default": ""}),
    "disclaimer": ("免责声明", {"widget": "text"}),
    "pinned": ("置顶", _SWITCH),
    "draft": ("草稿", _SWITCH),
}


def render_admin_config(settings: Settings, cms: Cms, *, docs: str, site_url: str = "") -> str:
    """Give the settings of the editor, as JSON. ``docs`` is the folder of sources in the repository.

    Images are kept beside the post that shows them: so every link works below any path.
    """
    config = {
        "load_config_file": False,
        "backend": _backend(cms),
        "media_folder": f"{docs}/assets/images",
        "public_folder": "/assets/images",
        "slug": {"encoding": "unicode", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": [
            {
                "name": "posts",
                "label": "文章",
                "label_singular": "文章",
                "folder": f"{docs}/{settings.posts_folder}",
                "path": "{{year}}/{{month}}/{{day}}/{{slug}}",
                "slug": "{{slug}}",
                "create": True,
                "extension": "md",
                "format": "yaml-frontmatter",
                "media_folder": "",
                "public_folder": "",
                "identifier_field": "title",
                "summary": "{{title}}",
                "sortable_fields": {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
                "fields": _fields(),
            }
        ],
    }  # fmt: skip
    if site_url:
        config["site_url"] = config["display_url"] = site_url
    return json.dumps(config, ensure_ascii=False, indent=1) + "\n"


def _backend(cms: Cms) -> dict[str, str]:
    if cms.backend == "test-repo":
        return {"name": "test-repo"}
    login = {"base_url": cms.login} if cms.login else {}
    return {"name": "github", "repo": cms.repo, "branch": cms.branch, **login}


def _fields() -> list[Widget]:
    """A field for each key of the front matter, in the order an editor thinks of them."""
    told = make_schema()["properties"]
    moment = {"format": "YYYY-MM-DD HH:mm", "date_format": "YYYY-MM-DD", "time_format": "HH:mm"}
    fields: list[Widget] = []
    for name, (label, widget) in _FORM.items():
        hint = told[name]["description"].split("。 ")[0]
        more = moment if widget.get("widget") == "datetime" else {}
        plain = {"widget": "string", "required": False}
        fields.append({"name": name, "label": label, "hint": hint, **plain, **more, **widget})
    body = {"widget": "markdown", "required": False, "label": "正文"}
    return [*fields, {"name": "body", **body}]


def check_form() -> frozenset[str]:
    """The keys of the front matter that the form has forgotten; there should be none."""
    return frozenset(SPELLINGS) - frozenset(_FORM) - LEFT_OUT


def make_policy(cms: Cms) -> str:
    """What the editor's page may load: itself, and answers of GitHub and of the login service.

    Its styles are made by its script, so they are allowed; other pages allow no such thing.
    """
    hosts = ["https://api.github.com", "https://raw.githubusercontent.com"]
    if cms.login:
        parts = urlsplit(cms.login)
        hosts.append(f"{parts.scheme}://{parts.netloc}")
    github = f" {' '.join(hosts)}" if cms.backend == "github" else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' https: data: blob:; media-src 'self' https: blob:; "
        "font-src 'self' data:; frame-src blob:; worker-src 'self' blob:; manifest-src blob: data:; "
        f"connect-src 'self' blob: data:{github}; form-action 'none'; base-uri 'none'"
    )


def render_admin_page(cms: Cms, *, name: str) -> str:
    """Give the page of the editor of the site ``name``; it is for nobody's index."""
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(make_policy(cms))}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>编辑 – {escape(name)}</title>\n"
        '<link rel="cms-config-url" type="application/json" href="config.json">\n'
        '<link rel="icon" href="../assets/favicon.svg" type="image/svg+xml">\n'
        f'</head>\n<body>\n<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    )
