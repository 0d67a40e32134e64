"""Search, as readers use it: what it finds, in either script, and how it is reached and left."""

from __future__ import annotations

import html
import re
from functools import partial
from urllib.parse import quote, unquote

import pytest

from tests.browser.sites import find_barriers, serve, wait_until
from tests.conftest import Blog
from yiwen import searching
from yiwen.chinese.texts import AS_OPENCC, Converters
from yiwen.chinese.variants import Variant
from yiwen.readback import take_prose

pytestmark = pytest.mark.browser

SENTENCES = (
    "美联储启动“隐秘扩表”计划，每月购债400亿美元。",
    "央行说：“利率不变。”市场却问：真的吗？",
    "这款GPT模型与 GPT-4 模型不同，ChatGPT 用户过亿。",
    "Blockchain 与 Bitcoin 都不是 AI。",
    "1月降息概率仅24.4%，规模1.5亿，另有15亿待批。",
    "软件行业的信息量大增，后来居上。",
    "理发店剪头发，公司求发展，里面人多。",
    "2025年第四季度，沪深300ETF成交1,000亿元。",
    "咖啡馆叫 Café Müller，老板姓范。",
    "降息的路径并不平坦，债 券收益率走低。",
    "台湾的着急与了解，都写在面条上。",
    "镁光科技的存储芯片涨价，韩国（한국은행）跟进。",
)
TRADITIONAL = (
    "債券市場的資金回流，聯準會仍在觀望。",
    "鎂光科技的存儲晶片漲價，軟體行業也缺資訊。",
    "頭髮與發展，裡面與後來，著急與瞭解。",
)
GLOSSARY = "- {hans: 美联储, tw: 聯準會, hk: 聯儲局}\n- {hans: 软件, tw: 軟體, hk: 軟件}\n"
SAME = (("美联储", "联准会", "联储局"), ("软件", "软体"))
TITLES = ("市场观察", "美联储专题", "购债笔记", "AI 周报", "软件评论")
CATEGORIES = ("宏观", "科技", "市场")
TAGS = ("债券", "人工智能", "央行")
NUMBER = 30
EDITIONS = {"": "zh-Hans", "zh-tw/": "zh-Hant-TW", "zh-hk/": "zh-Hant-HK"}
QUERIES = (
    *(
        "联储 软件",
        "軟體 聯準會 息",
        "GPT 利率",
        "头发 没有的词",
        "购债",
        "購債",
        "购 债",
        "美联储",
        "聯準會",
        "聯儲局",
        "联储",
        "息",
        "的",
        "降息的路径",
    ),
    *("“隐秘扩表”计划", "隐秘扩表计划", "央行说：利率", "利率不变市场", "不变真的"),
    *("24.4%", "24.4", "244", "1.5亿", "15亿", "5亿", "2025年", "025", "1000亿", "300ETF", "etf"),
    *("GPT模型", "gpt 模型", "ＧＰＴ模型", "ChatGPT", "chatgpt", "gpt", "GPT4", "PT"),
    *("AI", "chain", "bit", "Bitcoin都", "cafe", "Café muller", "软件", "軟體", "软", "体行业"),
    *(
        "头发",
        "頭髮",
        "發展",
        "里面",
        "裡面",
        "裏面",
        "台灣",
        "臺湾",
        "着急",
        "著急",
        "债券",
        "債券",
    ),
    *("한국", "국은행跟", "镁光", "涨价", "市场观察", "察美", "没有这个词", "。", "《》"),
)


def post(number):
    day = f"20{23 + number % 3}-{number % 12 + 1:02}-{number % 27 + 1:02}"
    some = [SENTENCES[(number * step + step) % len(SENTENCES)] for step in (1, 2, 5)]
    title = TITLES[number % 5]
    if number % 10 == 9:
        title, some = "債券觀察", list(TRADITIONAL)
    filler = "" if number % 4 else "\n\n".join("无关的话，一段一段地写下去。" * 4 for _ in range(6))
    return (
        f"blog/{day.replace('-', '/')}/p{number}.md",
        f"---\ntitle: {title}{number}\ncategory: {CATEGORIES[number % 3]}\n"
        f"tags: [{TAGS[number % 2]}, {TAGS[2]}]\n---\n{filler}\n\n" + "\n\n".join(some) + "\n",
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Thirty articles in so small shards that there are more than are asked at once."""
    root = tmp_path_factory.mktemp("served")
    blog = Blog(tmp_path_factory.mktemp("source"))
    blog.write("index.md", "---\ntitle: 首页\n---\n")
    blog.write("_data/glossary.yml", GLOSSARY)
    for path, text in map(post, range(NUMBER)):
        blog.write(path, text)
    with pytest.MonkeyPatch.context() as patch, serve(root) as address:
        patch.setattr(searching, "SHARD_CHARS", 900)
        patch.setattr(searching, "LAST_CHARS", 300)
        patch.setenv("SOURCE_DATE_EPOCH", "1795132800")
        blog.build(site_url=f"{address}repo/", site_dir=str(root / "repo"))
        yield root / "repo", f"{address}repo/"


@pytest.fixture(scope="module")
def served(site):
    """Where the windows of these tests find the site."""
    return site[1]


def fold(text):
    """A text as it is compared, made in another way than the site makes it."""
    convert = Converters((), AS_OPENCC).between
    sources = (Variant.TW, Variant.HK, Variant.HANT)
    for source in sources:
        text = "".join(convert(source, Variant.HANS).convert_all([*text]))
    return text.translate(str.maketrans("éüＧＰＴ臺著", "euGPT台着"))


def plainly_finds(blocks, asked):
    """Whether a query is a stretch of some block, but for spaces and punctuation."""
    kept = re.sub(r"(?<![0-9])\.|\.(?![0-9])|[^\w.]", "", fold(asked).lower())
    gap = r"(?:(?<![0-9])\.|\.(?![0-9])|[^\w.])*"
    begin = r"(?<![a-z0-9])" if kept[:1].isascii() else ""
    parts = [re.escape(each) for each in kept]
    found = re.compile(begin + gap.join(parts))
    humps = r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])"
    both = [text for block in blocks for text in (block, re.sub(humps, " ", block))]
    return bool(kept) and any(found.search(fold(text).lower()) for text in both)


def spellings(asked):
    """A query, and with the glossary's other words in it."""
    plain = fold(asked)
    others = [plain.replace(a, b) for group in SAME for a in group if a in plain for b in group]
    return [asked, *others]


def stands_in(blocks, asked):
    return any(plainly_finds(blocks, each) for each in spellings(asked))


def read_site(folder, edition):
    """Address of each article -> its title and paragraphs."""
    texts = {}
    for page in sorted((folder / edition / "blog").rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        blocks = [
            *re.findall(r"<h1[^>]*>(.*?)</h1>", text),
            *re.findall(r"<p>(.*?)</p>", take_prose(text)),
        ]
        address = page.parent.relative_to(folder / edition).as_posix()
        texts[f"{address}/"] = [html.unescape(block) for block in blocks]
    return texts


def _has_more(visit, shown):
    hits = visit.page.locator(".hit").count()
    return hits > shown or visit.page.locator('[data-do="more"]').is_hidden()


def ask(visit, asked):
    """Search on the page of search, to the last hit; give the addresses in order."""
    visit.page.locator(".search input").fill(asked)
    visit.page.locator(".search input").press("Enter")
    more = visit.page.locator('[data-do="more"]')
    busy = visit.page.locator('[data-say="busy"]')
    busy.wait_for(state="hidden")
    while more.is_visible():
        shown = visit.page.locator(".hit").count()
        more.click()
        wait_until(partial(_has_more, visit, shown))
    links = visit.page.locator(".hit a").evaluate_all("links => links.map(link => link.pathname)")
    prefix = visit.home.split("/", 3)[3]
    return [unquote(link)[len(prefix) + 1 :] for link in links]


@pytest.mark.parametrize("edition", EDITIONS)
def test_search_finds_what_stands_on_a_page_and_nothing_else(site, visit, edition):
    texts = read_site(site[0], edition)
    assert len(texts) == NUMBER
    visit.page.goto(f"{visit.home}{edition}search/")
    wrong = {}

    for asked in QUERIES:
        found = ask(visit, asked)
        expected = {
            f"{edition}{address}"
            for address, blocks in texts.items()
            if stands_in(blocks, asked) or all(stands_in(blocks, each) for each in asked.split())
        }
        if set(found) != expected or len(set(found)) != len(found):
            wrong[asked] = (len(expected - set(found)), len(set(found) - expected), len(found))

    assert wrong == {}


@pytest.mark.parametrize(
    ("edition", "asked", "marked"),
    [
        ("", "購債", "购债"),
        ("", "聯準會", "美联储"),
        ("zh-tw/", "购债", "購債"),
        ("zh-tw/", "美联储", "聯準會"),
        ("zh-hk/", "聯準會", "聯儲局"),
        ("zh-hk/", "gpt模", "GPT模"),
    ],
)
def test_a_hit_shows_what_was_found_as_its_edition_writes_it(visit, edition, asked, marked):
    visit.page.goto(f"{visit.home}{edition}search/?q={quote(asked)}")

    found = visit.page.locator(".hit mark").first
    found.wait_for()

    assert found.inner_text() == marked


def test_a_search_is_a_link_with_all_that_was_chosen(visit):
    visit.page.goto(
        f"{visit.home}search/?q={quote('息')}&category={quote('科技')}&year=2024&order=new"
    )

    visit.page.locator(".hit").first.wait_for()

    chosen = visit.page.locator(".finder").evaluate(
        "form => Object.fromEntries(new FormData(form))"
    )
    assert chosen == {"q": "息", "category": "科技", "tag": "", "year": "2024", "order": "new"}
    assert unquote(visit.page.url).endswith("?q=息&category=科技&year=2024&order=new")
    days = visit.page.locator(".hit time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    assert {day[:4] for day in days} == {"2024"}
    assert set(visit.page.locator(".hit [data-category]").all_inner_texts()) == {"科技"}


def test_what_else_an_address_asks_for_does_not_matter(visit):
    visit.page.goto(f"{visit.home}search/?q={quote('息')}&length=1&utm_source=x")

    visit.page.locator(".hit").first.wait_for()

    assert unquote(visit.page.url).endswith("?q=息")


def test_a_choice_narrows_what_is_found(visit):
    visit.page.goto(f"{visit.home}search/?q={quote('息')}")
    everything = ask(visit, "息")

    visit.page.locator('select[name="tag"]').select_option(label="债券 (15)")
    narrowed = ask(visit, "息")

    assert 0 < len(narrowed) < len(everything)
    assert f"tag={quote('债券')}" in visit.page.url
    assert int(narrowed[0].split("/p")[-1].strip("/")) % 2 == 0


def test_titles_come_before_texts(visit):
    visit.page.goto(f"{visit.home}search/?q={quote('市场观察')}&year=2025")

    visit.page.locator(".hit").first.wait_for()

    assert visit.page.locator(".hit-title mark").first.inner_text() == "市场观察"


def test_words_between_spaces_may_stand_apart_but_together_they_come_first(site, visit):
    texts = read_site(site[0], "")
    visit.page.goto(f"{visit.home}search/?q={quote('央行 利率')}")
    apart = ask(visit, "央行 利率")
    marked = visit.page.locator(".hit mark").first.inner_text()

    together = ask(visit, "购 债")

    whole = [plainly_finds(texts[address], "购债") for address in together]
    assert apart
    assert marked in ("央行", "利率", "央行说：“利率")
    assert whole == sorted(whole, reverse=True)


def test_search_opens_by_key_goes_by_arrows_and_closes_by_escape(visit):
    page = visit.page
    page.goto(visit.home)
    opener = page.locator(".search-open")
    opener.focus()

    page.keyboard.press("Control+k")
    page.locator("dialog.search-dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.name") == "q"

    page.keyboard.type("购债")
    page.locator(".hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.hit').previousElementSibling !== null")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"

    page.keyboard.press("Escape")
    assert page.locator("dialog.search-dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.className") == "icon search-open"


def test_enter_goes_to_the_page_and_the_place(visit):
    page = visit.page
    page.goto(visit.home)
    page.keyboard.press("/")
    page.locator("dialog.search-dialog[open]").wait_for()
    page.keyboard.type("无关的话，一段")
    page.locator(".hit mark").first.wait_for()
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Enter")

    page.wait_for_url("**/blog/**")
    assert page.locator("article h1").count() == 1


def test_enter_in_the_box_leads_to_the_page_of_search(visit):
    page = visit.page
    page.goto(f"{visit.home}zh-tw/")
    page.locator(".search-open").click()
    page.locator("dialog.search-dialog[open]").wait_for()

    page.keyboard.type("债券")
    page.keyboard.press("Enter")

    page.wait_for_url("**/zh-tw/search/?q=*")
    page.locator(".hit").first.wait_for()
    assert page.locator("html").get_attribute("lang") == "zh-Hant-TW"


def test_a_hit_leads_to_the_words_themselves(visit):
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(f"{visit.home}search/?q={quote('秘扩')}")
    page.locator(".hit mark").first.wait_for()
    link = page.locator(".hit a", has=page.locator(".hit-text mark")).first
    link.scroll_into_view_if_needed()
    wait_until(lambda: "#:~:text=" in (link.get_attribute("href") or ""))

    page.evaluate("document.querySelector('.hit a').click()")

    page.wait_for_url("**/blog/**")
    wait_until(lambda: page.evaluate("scrollY") > 0)


def test_nothing_of_search_is_loaded_before_it_is_asked_for(visit):
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))

    visit.page.goto(visit.home)
    visit.page.wait_for_load_state("networkidle")

    assert [url for url in asked if "search" in url] == []


def test_words_that_are_nowhere_are_told_so(visit):
    visit.page.goto(f"{visit.home}zh-tw/search/?q={quote('没有这个词')}")

    told = visit.page.locator('[data-say="none"]')
    told.wait_for()

    assert told.inner_text() == "沒有找到。換一個說法，或者少寫幾個字再試。"


def test_a_lost_connection_is_told(visit):
    address = f"{visit.home}search/zh-Hans.json"
    visit.missing.add(address)
    visit.page.route(address, lambda route: route.abort())

    visit.page.goto(f"{visit.home}search/?q={quote('息')}")

    visit.page.locator('[data-say="failed"]').wait_for()
    assert visit.page.locator(".hit").count() == 0


def test_without_scripts_the_page_says_what_it_needs(open_window):
    visit = open_window(java_script_enabled=False)

    visit.page.goto(f"{visit.home}search/")

    assert "请先允许本站的脚本" in visit.page.locator("main").inner_text()
    assert visit.page.locator(".search").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_the_dialog(open_window, scheme):
    visit = open_window(color_scheme=scheme, viewport={"width": 390, "height": 844})
    visit.page.goto(visit.home)
    visit.page.locator(".search-open").click()
    visit.page.locator("dialog.search-dialog[open]").wait_for()
    visit.page.keyboard.type("购债")
    visit.page.locator(".hit mark").first.wait_for()
    visit.page.wait_for_timeout(300)  # the dialog has faded in

    assert find_barriers(visit.page) == []
