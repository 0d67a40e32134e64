"""A small site with everything that pages show of each other, and the edits its authors make."""

from __future__ import annotations

import logging
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import FileSystemBytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.theme import Theme
from PIL import Image

from tests.conftest import NOW, ROOT, Blog, project_hooks
from yiwen.staging import Mark, read_tree

DAY = 86_400

PARAGRAPHS = (
    "美联储宣布降息，软件行业的信息量大增。",
    "央行说：“利率不变。”市场却问：“真的吗？”",
    "没有合上的引号“在这里，后面还有很多话要说",
    "這一段是繁體字寫的，談軟體與資訊，也談「臺灣」的市場。",
    "规则：-{zh-hans:打印机; zh-hant:印表機}-，还有-{不转换}-。",
    "## 小标题\n\n标题下面的话，有一个 `code` 和 **重点**。",
    "- 一\n- 二\n\n| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |",
    "脚注[^1]在这里。\n\n[^1]: 脚注的话。",
    "> 他说：“开始了。\n\n结束了。”",
    "GDP 与 HTML 是缩写，[名字]与[^2]也许没有写出来。",
    "*[GDP]: 国内生产总值\n\nGDP 增长了。\n\n[名字]: https://example.org/ '题目'",
    "又一个脚注[^2]。\n\n[^2]: 第二个脚注的话[^3]。\n\n[^3]: 第三个。",
    '=== "甲"\n\n    甲的话。\n\n=== "乙"\n\n    乙的话。',
    "## 小标题\n\n## 小标题\n\n### 小标题 {#own}",
    '- [ ] 要做\n- [x] 做了\n\n??? note "展开"\n    ++ctrl+c++ ==标== ~~删~~',
    "```python linenums=\"1\"\nprint('软件')\n```\n\n词\n:   解释",
)
TITLES = (
    "美联储降息",
    "软件与数据",
    "他说：“完了”",
    "没合上的“引号",
    "臺灣的軟體產業",
    "头发与发展",
    "A & B <C>",
)
TAGS = ("宏观", "软件", "軟體", "科技", "C#", "信息", "美股")
CATEGORIES = ("宏观", "科技", "随笔")
SERIES = ("降息三部曲", "半导体")
AUTHORS = ("王小明", "李四", "編輯部")
TERMS = (
    "- {hans: 软件, tw: 軟體, hk: 軟件}\n",
    "- {hans: 信息, tw: 資訊, hk: 資訊}\n",
    "- {hans: 美联储, tw: 聯準會, hk: 聯儲局}\n",
    "- {hans: 宏观, tw: 總體, hk: 宏觀}\n",
)
SETTINGS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("page_posts", (2, 3, 5)),
    ("page_rows", (2, 3, 9)),
    ("page_terms", (2, 200)),
    ("related_posts", (0, 2, 4)),
    ("summary_chars", (20, 120)),
    ("han_per_minute", (10, 400)),
    ("topic_posts", (1, 2, 3)),
    ("feed_terms", (0, 1, 500)),
    ("feed_posts", (1, 20)),
    ("feed_term_posts", (1, 10)),
    ("search", (True, False)),
    ("markdown_copies", (True, False, 2)),
    ("image_widths", ([480, 800], [320])),
    ("indexnow", ("", "0123456789abcdef")),
    ("article_type", ("NewsArticle", "BlogPosting")),
    ("tabs", ([], ["科技"], ["科技", "宏观"])),
    ("social_cards", (0, 2, 5)),
    ("terms", ({}, {"宏观": "macro"}, {"软件": "soft", "科技": "tech"})),
    ("category", ("随笔", "杂谈")),
    ("author", ("", "一文编辑部")),
    ("quotes", (True, False)),
    ("phrases", (False, True, {"zh-Hant-TW": True})),
    ("hk_glyphs", ("common", "opencc")),
    ("tw_glyphs", ("common", "opencc")),
    ("source", ("auto", "zh-Hans")),
    ("interface", ("zh-Hans", "zh-Hant")),
    ("disclaimer", ("", "本文不构成投资建议。")),
    ("timezone", ("Asia/Shanghai", "America/New_York")),
    ("processes", (1, 2)),
    (
        "variants",
        (
            {"zh-Hans": "", "zh-Hant-TW": "zh-tw", "zh-Hant-HK": "zh-hk"},
            {"zh-Hans": "zh-cn", "zh-Hant-TW": "", "zh-Hant-HK": "hk"},
            {"zh-Hans": "", "zh-Hant-TW": "zh-tw"},
        ),
    ),
)
CONFIG: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("site_name", ("一文", "一文财经")),
    ("site_description", ("", "给每一种中文的读者")),
    ("site_url", ("https://example.org/repo/", "https://example.org/", "")),
    ("copyright", ("© 一文", "© 别人")),
    ("extra_css", ([], ["assets/own.css"])),
)


def chance_of(seed: int) -> random.Random:
    """Chance that is the same every time."""
    return random.Random(seed)  # noqa: S311 - nothing secret


@dataclass
class Source:
    """A post as its author has it in mind."""

    fields: dict[str, Any]
    paragraphs: list[str]

    def text(self) -> str:
        front = yaml.safe_dump(self.fields, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{front}---\n\n" + "\n\n".join(self.paragraphs) + "\n"

    def but(self, **fields: Any) -> Source:
        """The same post with other fields."""
        return Source({**self.fields, **fields}, [*self.paragraphs])


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


@dataclass
class Workshop(Blog):
    """A site whose templates are its own too, so that everything can be edited."""

    now: int | None = int(NOW)
    settings: dict[str, Any] = field(
        default_factory=lambda: {"page_posts": 3, "page_rows": 4, "processes": 1}
    )
    config: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    """Of the command line."""
    posts: dict[str, Source] = field(default_factory=dict)
    hooks: list[Path] = field(default_factory=list)
    more: str = ""
    """Further lines of mkdocs.yml."""
    told: list[str] = field(default_factory=list)
    """What the last build warned of."""
    monkeypatch: pytest.MonkeyPatch | None = None

    @property
    def patch(self) -> pytest.MonkeyPatch:
        assert self.monkeypatch
        return self.monkeypatch

    @property
    def overrides(self) -> Path:
        return self.folder / "overrides"

    @property
    def cold_site(self) -> Path:
        return self.folder / "cold" / "site"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache"

    def nth(self, number: int) -> str:
        """The path of a post, by its place among them from the oldest on."""
        return sorted(self.posts)[number]

    def keep(self, path: str) -> None:
        """Write a post as it is in mind now."""
        self.write(path, self.posts[path].text())

    def prepare_undo(self) -> Callable[[], None]:
        """Remember the sources; what is given brings them back."""
        kept = self.folder / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.docs, kept)
        known = deepcopy((self.posts, self.settings, self.config, self.now))

        def undo() -> None:
            shutil.rmtree(self.docs)
            kept.rename(self.docs)
            self.posts, self.settings, self.config, self.now = known

        return undo

    def configured(self, folder: Path | None = None) -> Path:
        """Write mkdocs.yml of this moment: beside the sources, or in another folder."""
        config = {
            "theme": {"custom_dir": str(self.overrides)},
            "validation": {"links": {"not_found": "info", "anchors": "info"}},
            **self.config,
        }
        if self.hooks:
            config["hooks"] = [str(path) for path in (*self.hooks, *project_hooks())]
        if folder:
            folder.mkdir()
            config["docs_dir"] = str(self.docs)
        file = Blog(folder or self.folder).configure(self.settings, **config)
        file.write_text(file.read_text(encoding="utf-8") + self.more, encoding="utf-8")
        return file

    def build_warm(self) -> bool:
        """Build into site/; whether it was published."""
        return self._build(self.configured())

    def build_cold(self) -> bool:
        """Build into cold/site/, where nothing is remembered."""
        shutil.rmtree(self.folder / "cold", ignore_errors=True)
        return self._build(self.configured(self.folder / "cold"))

    def _build(self, file: Path) -> bool:
        if self.now is None:
            self.patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            self.patch.setenv("SOURCE_DATE_EPOCH", str(self.now))
        listener = Listener()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(listener)
        try:
            build(load_config(str(file), **self.options))
        except Abort:
            return False
        finally:
            logger.removeHandler(listener)
            self.told = sorted(listener.told)
        return True

    def run_in(self, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Build in a process of its own that finds another environment."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            return self.run("build")

    def read(self, path: str) -> str:
        """A file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    def marks(self) -> dict[str, Mark]:
        """What tells whether a file of the site was written anew."""
        return read_tree(self.site)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path: (folder / path).read_bytes() for path in read_tree(folder)}


def assert_same(warm: Path, cold: Path) -> None:
    """Say which files differ, not how: whole pages help nobody."""
    one, other = contents(warm), contents(cold)
    odd = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
    told = [
        f"{path}: {'missing' if path not in one else 'left' if path not in other else 'stale'}"
        for path in sorted(odd)
    ]
    assert not told, told[:12]


def hasten(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Spare tests the compiling of the templates for each site of their own."""
    folder.mkdir(exist_ok=True)
    compiled = FileSystemBytecodeCache(str(folder))
    get_env = Theme.get_env

    def get_env_with_cache(theme: Theme) -> Any:
        env = get_env(theme)
        env.bytecode_cache = compiled
        return env

    monkeypatch.setattr(Theme, "get_env", get_env_with_cache)


def paint(width: int, height: int, *, colour: str = "brown") -> bytes:
    """An image of one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def open_workshop(folder: Path, monkeypatch: pytest.MonkeyPatch, *, posts: int = 8) -> Workshop:
    """A site of some posts, two pages, a glossary and covers."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = Workshop(folder, monkeypatch=monkeypatch)
    shutil.copytree(ROOT / "overrides", shop.overrides)
    shop.write("index.md", "---\ntitle: 首页\n---\n")
    shop.write("about.md", "# 关于\n\n关于我们。见[第一篇](blog/2025/11/01/p0.md)。\n")
    shop.write("tags.md", "---\ntitle: 标签们\n---\n\n标签页上面的话。\n")
    shop.write("_data/glossary.yml", "".join(TERMS[:2]))
    shop.write("assets/covers/one.png", paint(700, 400))
    shop.write("assets/covers/two.png", paint(640, 480))
    chance = chance_of(7)
    for number in range(posts):
        _add(shop, chance, date(2025, 11, 1) + timedelta(days=9 * number), f"p{number}")
    return shop


def _add(shop: Workshop, chance: random.Random, day: date, name: str) -> str:
    fields: dict[str, Any] = {"title": chance.choice(TITLES), "date": day.isoformat()}
    fields["tags"] = chance.sample(TAGS, chance.randrange(4))
    fields["categories"] = [chance.choice(CATEGORIES)]
    if chance.random() < 0.4:
        fields["series"] = chance.choice(SERIES)
    if chance.random() < 0.3:
        fields["coverImage"] = "assets/covers/one.png"
    path = f"blog/{day:%Y/%m/%d}/{name}.md"
    shop.posts[path] = Source(fields, chance.sample(PARAGRAPHS, 3))
    shop.keep(path)
    return path


Edit = Callable[[Workshop, random.Random], None]
EDITS: dict[str, Edit] = {}


def _edit(function: Edit) -> Edit:
    EDITS[function.__name__.removeprefix("_")] = function
    return function


def _some_post(shop: Workshop, chance: random.Random) -> str | None:
    return chance.choice(sorted(shop.posts)) if shop.posts else None


def _change_fields(
    shop: Workshop, chance: random.Random, change: Callable[[dict[str, Any]], None]
) -> None:
    path = _some_post(shop, chance)
    if path:
        change(shop.posts[path].fields)
        shop.keep(path)


def _flip(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(fields: dict[str, Any]) -> None:
        if fields.get(key) == value:
            del fields[key]
        else:
            fields[key] = value

    return change


@_edit
def _add_a_post(shop: Workshop, chance: random.Random) -> None:
    day = date(2025, 10, 1) + timedelta(days=chance.randrange(120))
    _add(shop, chance, day, f"n{chance.randrange(10_000)}")


@_edit
def _add_a_post_for_later(shop: Workshop, chance: random.Random) -> None:
    day = date(2026, 11, 20) + timedelta(days=chance.randrange(6))
    _add(shop, chance, day, f"later{chance.randrange(10_000)}")


@_edit
def _let_days_pass(shop: Workshop, chance: random.Random) -> None:
    shop.now = int(NOW) + chance.randrange(-2, 8) * DAY


@_edit
def _delete_a_post(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if path:
        (shop.docs / path).unlink()
        del shop.posts[path]


@_edit
def _rename_a_post(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if path:
        new = f"{path.rpartition('/')[0]}/r{chance.randrange(10_000)}.md"
        (shop.docs / path).rename(shop.docs / new)
        shop.posts[new] = shop.posts.pop(path)


@_edit
def _change_how_a_body_begins(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if path:
        shop.posts[path].paragraphs.insert(0, chance.choice(PARAGRAPHS))
        shop.keep(path)


@_edit
def _change_how_a_body_ends(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if path:
        shop.posts[path].paragraphs.append(chance.choice(PARAGRAPHS) * chance.choice((1, 1, 30)))
        shop.keep(path)


@_edit
def _shorten_a_body(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if path:
        del shop.posts[path].paragraphs[chance.randrange(2) :]
        shop.keep(path)


@_edit
def _link_to_something(shop: Workshop, chance: random.Random) -> None:
    path, other = _some_post(shop, chance), _some_post(shop, chance)
    if not path or not other:
        return
    up = "../" * path.count("/")
    address = other.removesuffix(".md")
    link = chance.choice(
        (
            f"[另一篇]({up}{other})",
            f"[另一篇的一节]({up}{other}#小标题)",
            f"[另一篇]( <{up}{other}> '题目')",
            f"[按引用][那篇]\n\n[那篇]:\n    {up}{other}",
            f"> - 引文里\n>\n>     [按引用][那篇]\n>\n>     [那篇]: {up}{other}",
            f'<a href="{up}../{address}/">地址</a>',
            f'<p markdown><a href="{up}../{address}/">地址</a>与[另一篇]({up}{other})</p>',
            f"![图]({up}assets/covers/{chance.choice(('one', 'two', 'three'))}.png)",
            f"[关于]({up}about.md)",
            f"[标签]({up}tags.md)",
        )
    )
    shop.posts[path].paragraphs.append(link)
    shop.keep(path)


@_edit
def _change_a_title(shop: Workshop, chance: random.Random) -> None:
    title = f"{chance.choice(TITLES)}{chance.randrange(9)}"
    _change_fields(shop, chance, lambda fields: fields.update(title=title))


@_edit
def _change_tags(shop: Workshop, chance: random.Random) -> None:
    tags = chance.sample(TAGS, chance.randrange(5))
    _change_fields(shop, chance, lambda fields: fields.update(tags=tags))


@_edit
def _change_keywords(shop: Workshop, chance: random.Random) -> None:
    words = chance.sample((*TAGS, "就业", "稳定币"), 3)
    _change_fields(shop, chance, _flip("keywords", words))


@_edit
def _change_categories(shop: Workshop, chance: random.Random) -> None:
    names = chance.sample(CATEGORIES, chance.randrange(3))
    _change_fields(shop, chance, lambda fields: fields.update(categories=names))


@_edit
def _change_a_date(shop: Workshop, chance: random.Random) -> None:
    day = date(2025, 10, 1) + timedelta(days=chance.randrange(100))
    time = chance.choice(("", " 08:30"))
    _change_fields(shop, chance, lambda fields: fields.update(date=f"{day}{time}"))


@_edit
def _update_a_post(shop: Workshop, chance: random.Random) -> None:
    _change_fields(shop, chance, _flip("updated", "2026-03-01"))


@_edit
def _pin_or_unpin(shop: Workshop, chance: random.Random) -> None:
    _change_fields(shop, chance, _flip("pinned", True))


@_edit
def _draft_or_publish(shop: Workshop, chance: random.Random) -> None:
    _change_fields(shop, chance, _flip("draft", True))


@_edit
def _change_aliases(shop: Workshop, chance: random.Random) -> None:
    """Old addresses of which one is a file where another needs a folder, or a page lies by now."""
    places = ("/2019/old.html", "/2019/old.html/more/", "/more/x/", "/guide/", "/zh-tw/2019/")
    _change_fields(shop, chance, _flip("aliases", chance.sample(places, 2)))


@_edit
def _write_what_the_site_makes(shop: Workshop, chance: random.Random) -> None:
    """A file of the author's where the build would write one, for as long as it is there."""
    names = (
        "robots.txt",
        "llms.txt",
        "rss.xml",
        "sitemap.xml",
        "site.webmanifest",
        "2019/old.html",
    )
    file = shop.docs / chance.choice((*names, "search/zh-Hans.json", "assets/cloths.svg"))
    if file.exists():
        file.unlink()
    else:
        shop.write(file.relative_to(shop.docs).as_posix(), f"own {chance.randrange(9)}")


@_edit
def _change_series(shop: Workshop, chance: random.Random) -> None:
    _change_fields(shop, chance, _flip("series", chance.choice(SERIES)))


@_edit
def _change_authors(shop: Workshop, chance: random.Random) -> None:
    names = chance.sample(AUTHORS, chance.randrange(1, 3))
    _change_fields(shop, chance, _flip("authors", names))


@_edit
def _change_a_cover(shop: Workshop, chance: random.Random) -> None:
    places = ("assets/covers/one.png", "assets/covers/two.png", "https://example.org/c.png")
    _change_fields(shop, chance, _flip("coverImage", chance.choice(places)))


@_edit
def _change_an_image(shop: Workshop, chance: random.Random) -> None:
    """One that is larger, smaller, of another colour, moving, or no image at all."""
    name = chance.choice(("one", "two"))
    size = chance.choice(((700, 400), (640, 480), (400, 300), (2, 2)))
    image = chance.choice((paint(*size), paint(*size, colour="teal"), b"not really"))
    shop.write(f"assets/covers/{name}.png", image)


@_edit
def _show_an_image(shop: Workshop, chance: random.Random) -> None:
    """In the text of a post, with a size of its author's or without."""
    path = _some_post(shop, chance)
    if path is None:
        return
    up = "../" * path.count("/")
    name, size = chance.choice(("one", "two")), chance.choice(("", "{ width=300 }"))
    shop.posts[path].paragraphs.append(f"![图]({up}assets/covers/{name}.png){size}")
    shop.keep(path)


@_edit
def _change_a_small_thing(shop: Workshop, chance: random.Random) -> None:
    things = (
        ("disclaimer", False),
        ("description", "自己写的简介，“引号”也在。"),
        ("sourceUrl", "https://example.org/original"),
        ("slug", "another"),
        ("lang", "zh-Hant-HK"),
        ("own", "没有意义的字段"),
    )
    _change_fields(shop, chance, _flip(*chance.choice(things)))


@_edit
def _choose_variants(shop: Workshop, chance: random.Random) -> None:
    zh = chance.choice(
        (
            False,
            {"variants": ["zh-Hant-TW"]},
            {"variants": ["zh-Hant-HK", "zh-Hans"]},
            {"title": {"tw": "臺灣的題目"}, "description": {"hk": "香港的簡介"}},
            {"terms": [{"hans": "软件", "tw": "軟體程式", "hk": "軟件程式"}]},
            {"phrases": True},
        )
    )
    _change_fields(shop, chance, _flip("zh", zh))


@_edit
def _add_or_remove_a_version(shop: Workshop, chance: random.Random) -> None:
    path = _some_post(shop, chance)
    if not path:
        return
    version = f"{path.removesuffix('.md')}.{chance.choice(('zh-tw', 'zh-hk', 'zh-hant'))}.md"
    if (shop.docs / version).exists():
        (shop.docs / version).unlink()
    else:
        shop.write(version, f"---\ntitle: 手寫的版本{chance.randrange(9)}\n---\n\n手寫的內文。\n")


@_edit
def _change_the_glossary(shop: Workshop, chance: random.Random) -> None:
    terms = chance.sample(TERMS, chance.randrange(len(TERMS) + 1))
    shop.write("_data/glossary.yml", "".join(terms))


@_edit
def _change_the_topics(shop: Workshop, chance: random.Random) -> None:
    keywords = chance.sample(TAGS, chance.randrange(3))
    shop.write(
        "_data/topics.yml", "".join(f"{each}: 导语{chance.randrange(9)}\n" for each in keywords)
    )


@_edit
def _change_a_setting(shop: Workshop, chance: random.Random) -> None:
    key, values = chance.choice(SETTINGS)
    shop.settings[key] = chance.choice(values)


@_edit
def _change_mkdocs_settings(shop: Workshop, chance: random.Random) -> None:
    key, values = chance.choice(CONFIG)
    shop.config[key] = chance.choice(values)


@_edit
def _change_a_template(shop: Workshop, chance: random.Random) -> None:
    template = chance.choice(sorted(shop.overrides.rglob("*.html")))
    text = re.sub('data-n="[0-9]+" ', "", template.read_text(encoding="utf-8"))
    changed = text.replace('class="', f'data-n="{chance.randrange(99)}" class="', 1)
    template.write_text(changed, encoding="utf-8")


@_edit
def _change_the_style(shop: Workshop, chance: random.Random) -> None:
    style = shop.overrides / "assets" / "yiwen.css"
    text = style.read_text(encoding="utf-8")
    style.write_text(f"{text}/* {chance.randrange(99)} */", encoding="utf-8")


@_edit
def _change_a_page(shop: Workshop, chance: random.Random) -> None:
    title = chance.choice(("关于", "关于我们", "關於"))
    path = _some_post(shop, chance) or "tags.md"
    shop.write("about.md", f"# {title}\n\n话{chance.randrange(99)}。见[一篇]({path})。\n")


@_edit
def _add_or_remove_a_page(shop: Workshop, chance: random.Random) -> None:
    name = chance.choice(("guide.md", "tags.md", "archive.md", "categories/index.md", "more/x.md"))
    if (shop.docs / name).exists():
        (shop.docs / name).unlink()
    else:
        shop.write(name, f"---\ntitle: 一页{chance.randrange(9)}\n---\n\n上面的话。\n")


@_edit
def _change_an_asset(shop: Workshop, chance: random.Random) -> None:
    name = chance.choice(("assets/covers/one.png", "assets/own.css", "robots.txt"))
    shop.write(name, f"new {chance.randrange(10)}")


@_edit
def _add_or_remove_an_asset(shop: Workshop, chance: random.Random) -> None:
    name = chance.choice(("assets/covers/three.png", "assets/covers/two.png", "assets/own.css"))
    if (shop.docs / name).exists():
        (shop.docs / name).unlink()
    else:
        shop.write(name, f"there {chance.randrange(10)}")


@_edit
def _spoil_the_site(shop: Workshop, chance: random.Random) -> None:
    path = shop.site / chance.choice(sorted(shop.marks()))
    if chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(b"spoiled" * chance.randrange(99))


@_edit
def _lose_the_cache(shop: Workshop, chance: random.Random) -> None:
    files = sorted(path for path in shop.cache.rglob("*") if path.is_file())
    if not files:
        return
    path = chance.choice(files)
    if chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(chance.randbytes(chance.randrange(999)))


@_edit
def _change_nothing(_shop: Workshop, _chance: random.Random) -> None:
    pass
