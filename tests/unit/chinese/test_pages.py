"""Pages: what is converted, what never is, and that nothing else changes."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yiwen.chinese.doubts import Reviewer
from yiwen.chinese.engine import describe_engine
from yiwen.chinese.evidence import SIMPLIFIED, TRADITIONAL
from yiwen.chinese.glossary import Term
from yiwen.chinese.htmlscan import read_tag, scan_html, scan_runs
from yiwen.chinese.jsonld import find_json_texts
from yiwen.chinese.markup import Notation, Use, find_candidates, read_markup
from yiwen.chinese.pages import Slot, SlotKind, convert_page, cut_page, join_page
from yiwen.chinese.rules import mark_text, mark_values, resolve_marks
from yiwen.chinese.runs import read_run
from yiwen.chinese.texts import Converters, Options
from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK
OPENCC = Converters((), Options(tw_glyphs="opencc"))
CONVERSIONS = {HANS: "简", HANT: "繁", TW: "臺", HK: "港"}


class Fake:
    """Converts by a function of one text; remembers what it was asked for."""

    def __init__(self, change: Callable[[str], str] = str) -> None:
        self.change = change
        self.calls: list[tuple[Variant, Variant, list[str]]] = []

    def between(self, source: Variant, target: Variant) -> FakeConverter:
        return FakeConverter(self, source, target)


class FakeConverter:
    def __init__(self, owner: Fake, source: Variant, target: Variant) -> None:
        self.owner, self.source, self.target = owner, source, target

    def __call__(self, text: str) -> str:
        return f"{self.source}>{self.target}:{text}"

    def convert_all(
        self, texts: Sequence[str], escape: Callable[[str], str] | None = None
    ) -> list[str]:
        self.owner.calls.append((self.source, self.target, list(texts)))
        changed = [self.owner.change(text) for text in texts]
        return [
            resolve_marks(text, self.target, lambda _source, _target, value: value, escape)
            for text in changed
        ]


IDENTITY = Fake()
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def circle(text: str) -> str:
    """Every Han character becomes one that no page has."""
    return HAN.sub("囗", text)


CIRCLES = Fake(circle)


def to_taiwan(html: str, source: Variant = HANS) -> str:
    return convert_page(html, TW, OPENCC, interface=source)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>头发<code>头发</code></p>", "<p>頭髮<code>头发</code></p>"),
        (
            '<a href="/发展/#头发" title="头发">头发</a>',
            '<a href="/发展/#头发" title="頭髮">頭髮</a>',
        ),
        ('<img src="头发.png" alt="头发">', '<img src="头发.png" alt="頭髮">'),
        (
            '<p id="头发" class="头发" data-x="头发">头</p>',
            '<p id="头发" class="头发" data-x="头发">頭</p>',
        ),
        (
            '<p translate="no">发<i translate="yes">发</i></p>',
            '<p translate="no">发<i translate="yes">發</i></p>',
        ),
        ('<p class="notranslate">发</p>发', '<p class="notranslate">发</p>發'),
        (
            '<p lang="ja">発<span lang="zh-Hans">发</span></p>',
            '<p lang="ja">発<span lang="zh-Hant-TW">發</span></p>',
        ),
        ("头&nbsp;发 &lt;发&gt;", "頭&nbsp;發 &lt;發&gt;"),
        ("<!-- 发 --><![CDATA[发]]>", "<!-- 发 --><![CDATA[发]]>"),
        (
            '<script>var 发="发"</script><style>.a::before{content:"发"}</style>',
            '<script>var 发="发"</script><style>.a::before{content:"发"}</style>',
        ),
        ('<img alt="皇后 > 干" src=x>', '<img alt="皇后 > 幹" src=x>'),
        (
            '<button value="发" aria-label="复制">发</button>',
            '<button value="发" aria-label="複製">發</button>',
        ),
        ("医<b>生</b>发现", "醫<b>生</b>發現"),
        (
            "<title>头发</title><textarea>头发</textarea>",
            "<title>頭髮</title><textarea>头发</textarea>",
        ),
        ("<ruby>汉<rt>hàn</rt></ruby>", "<ruby>漢<rt>hàn</rt></ruby>"),
        (
            '<q lang="zh-Hant">干擾</q>干扰',
            '<q lang="zh-Hant-TW">干擾</q>干擾',
        ),
        (
            '<p lang="zh-Hant" translate="no">後</p>',
            '<p lang="zh-Hant" translate="no">後</p>',
        ),
        ("<p>日本の国会は学会を開いた</p>发", "<p>日本の国会は学会を開いた</p>發"),
        ("甲\0乙发", "甲乙發"),
    ],
)
def test_a_simplified_page_reads_well_in_taiwan(html, expected):
    assert to_taiwan(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p lang="zh-Hant-TW">乾淨的頭髮</p>发', '<p lang="zh-Hans">干净的头发</p>发'),
        (
            '<blockquote lang="zh-Hant-HK">衞生</blockquote>',
            '<blockquote lang="zh-Hans">卫生</blockquote>',
        ),
        ("<p>头发</p>", "<p>头发</p>"),
        ('<p lang="zh-TW">著名</p>', '<p lang="zh-Hans">著名</p>'),
    ],
)
def test_what_is_traditional_on_a_simplified_page_becomes_simplified(html, expected):
    assert convert_page(html, HANS, OPENCC) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<pre>发</pre>",
        "<kbd>发</kbd><samp>发</samp><var>发</var><tt>发</tt>",
        "<svg><title>发</title><text>发</text></svg>",
        "<math><mi>发</mi></math>",
        "<template><p>发</p></template>",
        "<iframe><p>发</p></iframe>",
        "<object>发</object>",
        "<style>发</style>",
        "<xmp><p>发</p></xmp>",
        "<noframes>发</noframes>",
        "<code><b>发<i translate=yes>发</i></b></code>",
        '<code lang="zh-Hans">发</code>',
        "<!-- 发 -->",
        "<!-->",
        "<!--->",
        "<!-- 发 --!>",
        "<!-- 发 > 发",
        "<!发>",
        "<?发 ?>",
        "</ 发>",
        "</>",
        "<a title='发'",
        '<a title="发',
        "<p lang=en>发</p>",
        "<p lang=yue>发</p>",
        "<p xml:lang=en>发</p>",
        "<p lang=zh-Latn>fā 发</p>",
        "<p lang=en><b lang=ja>发</b></p>",
        "<p translate=no><b lang=zh-Hans>发</b></p>",
        '<a hreflang="zh-Hant-TW" lang="zh-Hant-TW" title="发">发</a>',
        '<a hreflang="ja" lang="zh-Hans">发</a>',
        "<p>https://example.org/发展</p>",
        '<a title=" https://example.org/发展 ">x</a>',
        "<p>日本語の国会の</p>",
        "<meta name=x content=发>",
        "<meta name=og:url content=发>",
        "<p content=发></p>",
        "<script>发</script>",
        "<script type=text/plain>发</script>",
        '<script><!-- <script>"</script>发"--></script>',
        "<plaintext>发<b>发</b>",
        "<script><!-- <script></script>发",
        "<script>发</scrip>",
        "<p><pre></p>发",
    ],
)
def test_what_is_not_our_text_is_never_touched(html):
    assert convert_page(html, TW, CIRCLES) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>发", "<p>囗"),
        ("a < 发", "a < 囗"),
        ("a <= 发", "a <= 囗"),
        ("<P>发</P>", "<P>囗</P>"),
        ("<div/>发</div>", "<div/>囗</div>"),
        ("<a title=发/>x</a>", "<a title=囗/>x</a>"),
        ("<a title='发'class=x>x</a>", "<a title='囗'class=x>x</a>"),
        ('<a b"c title="发">x</a>', '<a b"c title="囗">x</a>'),
        ("<a ='x title=发>x</a>", "<a ='x title=囗>x</a>"),
        ("<a / title\n=\n'发' / >x</a>", "<a / title\n=\n'囗' / >x</a>"),
        ("<a title= >发</a>", "<a title= >囗</a>"),
        ("<a title>发</a>", "<a title>囗</a>"),
        ("<a title='a>发'>x</a>", "<a title='a>囗'>x</a>"),
        ("</b class='>'>发", "</b class='>'>囗"),
        ("<svg><style/><path/></svg>发", "<svg><style/><path/></svg>囗"),
        ("<svg/>发", "<svg/>囗"),
        ("</svg>发", "</svg>囗"),
        ("<math><svg></svg>发</math>发", "<math><svg></svg>发</math>囗"),
        (
            "<math><mtext>发</mtext><mi>发</mi></math>发",
            "<math><mtext>囗</mtext><mi>发</mi></math>囗",
        ),
        (
            "<math><mtext translate=no>发</mtext></math>",
            "<math><mtext translate=no>发</mtext></math>",
        ),
        ("<br/>发<img>发", "<br/>囗<img>囗"),
        ("<script>a</SCRIPT >发", "<script>a</SCRIPT >囗"),
        ("<script>//<!--\n1//--></script>发", "<script>//<!--\n1//--></script>囗"),
        ("<script><!--></script>发", "<script><!--></script>囗"),
        (
            "<script><!-- <script> --></script>发",
            "<script><!-- <script> --></script>囗",
        ),
        (
            "<script><!-- <script></script> </script>发",
            "<script><!-- <script></script> </script>囗",
        ),
        ("<title>a<b>发</title>", "<title>a<b>囗</title>"),
        ("<![CDATA[x]]>发", "<![CDATA[x]]>囗"),
        ("<![CDATA[x>发", "<![CDATA[x>囗"),
        ("<![endif]>发", "<![endif]>囗"),
        ("<textarea placeholder=发>发</textarea>", "<textarea placeholder=囗>发</textarea>"),
        ("<iframe title=发></iframe>", "<iframe title=囗></iframe>"),
        ("<input placeholder=发 value=发>", "<input placeholder=囗 value=发>"),
        ("<track label=发><option label=发>", "<track label=囗><option label=囗>"),
        ("<table summary=发><th abbr=发>", "<table summary=囗><th abbr=囗>"),
        ("<meta name=description content=发>", "<meta name=description content=囗>"),
        ("<meta property=OG:Title content='发'>", "<meta property=OG:Title content='囗'>"),
        ("<meta itemprop=description content=发>", "<meta itemprop=description content=囗>"),
        ("<p translate>发</p>", "<p translate>囗</p>"),
        ("<p translate=maybe>发</p>", "<p translate=maybe>囗</p>"),
        ("<p class=notranslate translate=yes>发</p>", "<p class=notranslate translate=yes>囗</p>"),
        ("<p lang=''>发</p>", "<p lang=''>囗</p>"),
        ("<p translate=no>发</b>发</p>发", "<p translate=no>发</b>发</p>囗"),
        ("<a hreflang=ja>发</a>", "<a hreflang=ja>囗</a>"),
        ("见 https://example.org/ 发", "囗 https://example.org/ 囗"),
        ("<noscript>发</noscript>", "<noscript>囗</noscript>"),
        ("中の发展", "囗の囗囗"),
        (
            "发展发展发展发展ののの发展发展发展发展发展发展发展发展发展发展",
            "囗" * 8 + "ののの" + "囗" * 20,
        ),
    ],
)
def test_text_is_converted_wherever_a_browser_shows_it(html, expected):
    assert convert_page(html, TW, CIRCLES) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<li lang=ja>发<li>发", "<li lang=ja>发<li>囗"),
        ("<p lang=ja>发<p>发", "<p lang=ja>发<p>囗"),
        ("<p lang=ja>发<hr>发", "<p lang=ja>发<hr>囗"),
        ("<p lang=ja><b>发<div>发", "<p lang=ja><b>发<div>囗"),
        ("<p>a<div lang=ja><p>发</div>发", "<p>a<div lang=ja><p>发</div>囗"),
        ("<dt lang=ja>发<dd>发", "<dt lang=ja>发<dd>囗"),
        ("<tr><td lang=ja>发<td>发", "<tr><td lang=ja>发<td>囗"),
        ("<table><tr lang=ja><td>发<tr><td>发", "<table><tr lang=ja><td>发<tr><td>囗"),
        ("<option lang=ja>发<option>发", "<option lang=ja>发<option>囗"),
        ("<ruby><rt lang=ja>发<rp>发</ruby>", "<ruby><rt lang=ja>发<rp>囗</ruby>"),
        (
            "<ul><li lang=ja><ul><li>发</ul>发<li>发</ul>",
            "<ul><li lang=ja><ul><li>发</ul>发<li>囗</ul>",
        ),
        ("<div><p lang=ja>发</div>发", "<div><p lang=ja>发</div>囗"),
        ("<div lang=ja><span>发</div>发", "<div lang=ja><span>发</div>囗"),
    ],
)
def test_an_end_tag_that_is_left_out_ends_a_language_all_the_same(html, expected):
    assert convert_page(html, TW, CIRCLES) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<html lang="zh"><p>发', '<html lang="zh-Hant-TW"><p>囗'),
        (
            '<html lang="zh-Hant-HK" xml:lang="zh">',
            '<html lang="zh-Hant-TW" xml:lang="zh-Hant-TW">',
        ),
        ("<html lang=en><p>发", "<html lang=en><p>囗"),
        ("<p lang=zh>发", "<p lang=zh-Hant-TW>囗"),
        ("<p lang=zh-min-nan>发", "<p lang=zh-Hant-TW>囗"),
        ("<p lang='zh_CN'>发", "<p lang='zh-Hant-TW'>囗"),
        ("<img lang=zh-Hant alt=发>", "<img lang=zh-Hant-TW alt=囗>"),
        ("<title lang=zh-Hant>发</title>", "<title lang=zh-Hant-TW>囗</title>"),
        (
            "<meta name=description lang=zh-Hant content=发>",
            "<meta name=description lang=zh-Hant-TW content=囗>",
        ),
        (
            '<script lang=zh-Hant type=application/ld+json>{"name":"发"}</script>',
            '<script lang=zh-Hant-TW type=application/ld+json>{"name":"囗"}</script>',
        ),
    ],
)
def test_a_chinese_language_tag_becomes_the_target_s(html, expected):
    assert convert_page(html, TW, CIRCLES) == expected


def test_a_language_tag_names_the_variant_of_its_element_and_nothing_else():
    fake = Fake()

    html = "甲<p lang=zh-Hant>乙<b lang=zh-HK>丙</b><i lang=zh>丁</i></p><img lang=zh-TW alt=戊>己"
    convert_page(html, HANS, fake, interface=TW)

    assert fake.calls == [
        (TW, HANS, ["甲", "戊", "己"]),
        (HANT, HANS, ["乙", "丁"]),
        (HK, HANS, ["丙"]),
    ]


def test_texts_that_name_the_interface_s_variant_are_converted_in_one_call_with_the_others():
    fake = Fake()
    html = (
        "甲<p lang=zh-Hans title='&#x4E59;&#x3042;'>丙</p>"
        '<script type=application/ld+json>{"name": "丁"}</script>戊'
    )

    assert convert_page(html, TW, fake) == html.replace("zh-Hans", "zh-Hant-TW")
    assert fake.calls == [(HANS, TW, ["甲", "乙&#x3042;", "丙", "丁", "戊"])]


def test_a_page_without_text_asks_for_no_converter():
    fake = Fake()

    assert convert_page("<p>plain</p>", TW, fake) == "<p>plain</p>"
    assert fake.calls == []


def test_text_already_in_the_target_s_variant_is_left_alone():
    fake = Fake(circle)
    html = "<p>发&#x53D1;</p><p lang=zh-Hans title=发>发</p>"

    assert convert_page(html, HANS, fake) == html
    assert fake.calls == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("&#x53D1;&#22836;", "囗囗"),
        ("&#X53d1;&nbsp;&#x41;&amp;", "囗&nbsp;&#x41;&amp;"),
        ("<img alt='&#x53D1;'>", "<img alt='囗'>"),
        ("<img alt=&#x53D1;>", "<img alt=囗>"),
        ("&#x26;&#60;", "&#x26;&#60;"),
        ("&#9999999;发", "&#9999999;囗"),
        ("&#xFFFFFF;发", "&#xFFFFFF;囗"),
    ],
)
def test_han_characters_written_as_numbers_are_read_first(html, expected):
    assert convert_page(html, TW, CIRCLES) == expected


def test_a_value_without_quotes_stays_one_value():
    spaced = Fake(lambda text: text.replace("发", "A B>'\"`=<"))

    assert convert_page("<img alt=发>", TW, spaced) == (
        "<img alt=A&#32;B&#62;&#39;&#34;&#96;=&#60;>"
    )


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"name": "发", "url": "发"}', '{"name": "囗", "url": "发"}'),
        (
            '["发", {"image": ["发", "发"], "keywords": ["发"]}, "发"]',
            '["囗", {"image": ["发", "发"], "keywords": ["囗"]}, "囗"]',
        ),
        (
            '{"@type":"BlogPosting","headline":"头发","url":"/发/","inLanguage":"zh-Hans"}',
            '{"@type":"BlogPosting","headline":"囗囗","url":"/发/","inLanguage":"zh-Hans"}',
        ),
        ('{"image": {"caption": "发"}, "b": "发"}', '{"image": {"caption": "囗"}, "b": "囗"}'),
        ('{"image": [{"name": "发"}, "发"]}', '{"image": [{"name": "囗"}, "发"]}'),
        ('{"a": "\\u53d1\\"\\n</", "b" : 1}', '{"a": "囗\\"\\n\\u003c/", "b" : 1}'),
        (
            '{"a": "plain \\u0041", "inLanguage": "发"}',
            '{"a": "plain \\u0041", "inLanguage": "发"}',
        ),
        ('{"a": "&发&amp;<"}', '{"a": "&囗&amp;\\u003c"}'),
        ('{"a": "/发", "b": "#发", "c": "./发/", "d": "mailto:发", "e": "https://x/发"}',) * 2,
        ('{"a": "bad \\x 发"}',) * 2,
        ('{"a": "日本語の国会の"}',) * 2,
        ('}{"a": "发', '}{"a": "囗'),
        ('"发\\', '"囗\\'),
        ('{"发": "x", "@id": "发"}',) * 2,
        ('{"a": ""}',) * 2,
        ('{"\\u0075rl": "发", "\\x": "发"}', '{"\\u0075rl": "发", "\\x": "囗"}'),
    ],
)
def test_the_prose_of_json_ld_is_converted(text, expected):
    assert convert_page(ld(text), TW, CIRCLES) == ld(expected)


def test_json_ld_in_a_part_that_is_kept_is_kept():
    html = "<div translate=no>" + ld('{"name": "发"}') + "</div>"

    assert convert_page(html, TW, CIRCLES) == html


@pytest.mark.parametrize(
    "media_type", ["application/ld+json", "Application/LD+JSON; charset=utf-8"]
)
def test_json_ld_is_known_by_its_media_type(media_type):
    html = f"<script type='{media_type}'>[\"发\"]</script>"

    assert convert_page(html, TW, CIRCLES) == html.replace("发", "囗")


BLOG = mark_text("-{hans:博客;tw:A&B}-").text
SPLIT = mark_text("-{}-").text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f'<a title="{BLOG}">{BLOG}</a>', '<a title="A&amp;B">A&amp;B</a>'),
        (f"<title>发{BLOG}发</title>", "<title>囗A&amp;B囗</title>"),
        (f"<code>{BLOG}</code>", "<code>A&amp;B</code>"),
        (f"<p lang=ja>{BLOG}</p>", "<p lang=ja>A&amp;B</p>"),
        (f"<a title={BLOG}>x</a>", "<a title=A&amp;B>x</a>"),
        (f"<meta name=x content='{BLOG}'>", "<meta name=x content='A&amp;B'>"),
        (f"<link href='https://x/{BLOG}/'>", "<link href='https://x/A&amp;B/'>"),
        (f"<p data-x='{BLOG}'>", "<p data-x='A&amp;B'>"),
        (f"<p lang='{BLOG}'>发</p>", "<p lang='A&amp;B'>囗</p>"),
        (f"<!-- {BLOG} -->", "<!-- A&amp;B -->"),
        (f"<script>{BLOG}</script>", "<script>A&B</script>"),
        (f"<textarea>{BLOG}</textarea>", "<textarea>A&amp;B</textarea>"),
        (f"<p {BLOG}>x</p>", "<p A&amp;B>x</p>"),
        (ld(f'{{"a": "发{BLOG}", "url": "{BLOG}"}}'), ld('{"a": "囗A&B", "url": "A&B"}')),
        (ld(json.dumps({"a": f"发{BLOG}"})), ld('{"a": "囗A&B"}')),
        (ld(json.dumps({"a": BLOG})), ld('{"a": "A&B"}')),
        (f"<p>日本の国会の{BLOG}</p>", "<p>日本の国会のA&amp;B</p>"),
    ],
)
def test_a_rule_gives_its_value_wherever_it_stands(html, expected):
    assert convert_page(html, TW, CIRCLES) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>发{BLOG}&#x53D1;</p>", "<p>发博客&#x53D1;</p>"),
        (f"<img alt=发{BLOG}>", "<img alt=发博客>"),
        (ld(f'{{"a": "发{BLOG}"}}'), ld('{"a": "发博客"}')),
    ],
)
def test_a_rule_gives_its_value_where_nothing_else_changes(html, expected):
    assert convert_page(html, HANS, CIRCLES) == expected


@pytest.mark.parametrize(
    ("value", "html", "expected"),
    [
        ("</script>", "<script>'{}'</script>", "<script>'\\u003c/script>'</script>"),
        ('"', '<script>"{}"</script>', '<script>"\\""</script>'),
        ("</script>", ld('"{}"'), ld('"\\u003c/script>"')),
        ("-->", "<!--{}-->", "<!----&gt;-->"),
        ("\"'>", '<a b="{}">', '<a b="&quot;&#x27;&gt;">'),
        ("a b", "<a b={}>", "<a b=a&#32;b>"),
    ],
)
def test_no_value_of_a_rule_gets_out_of_its_place(value, html, expected):
    mark = mark_values({TW: value})

    assert convert_page(html.replace("{}", mark), TW, CIRCLES) == expected


def test_a_rule_without_a_value_for_the_target_is_converted_as_a_last_resort():
    html = f"<code>{mark_values({HANS: '博客'})}</code>"

    assert convert_page(html, TW, IDENTITY) == "<code>zh-Hans&gt;zh-Hant-TW:博客</code>"


def test_a_rule_parts_words_and_a_quotation_mark_beside_one_is_chinese():
    assert to_taiwan(f"<p>医生{SPLIT}发现“{BLOG}”</p>") == "<p>醫生發現「A&amp;B」</p>"


def test_no_word_of_the_glossary_gets_out_of_its_place():
    terms = (Term(values=((HANS, "标普"), (TW, 'S&P "<500>"'))),)
    converters = Converters(terms)
    html = "<a title='标普'>标普</a>" + ld('["标普"]')

    assert convert_page(html, TW, converters) == (
        "<a title='S&amp;P &quot;&lt;500&gt;&quot;'>S&amp;P &quot;&lt;500&gt;&quot;</a>"
        + ld(r'["S&P \"\u003c500>\""]')
    )


def test_reserved_characters_never_get_through():
    html = f"甲\x1f乙\U000f0001<a title='\U000ffffd'>{BLOG}\U000f8000</a>"

    assert convert_page(html, HANS, IDENTITY) == "甲乙<a title=''>博客</a>"
    assert convert_page(html, TW, IDENTITY) == "甲乙<a title=''>A&amp;B</a>"
    hidden = ld('"发\\udb80\\udc00"')
    assert convert_page(hidden, TW, IDENTITY) == hidden
    assert convert_page(hidden, TW, CIRCLES) == ld('"囗"')


def label(address: str, crosses: bool) -> str:
    return f"{'across' if crosses else 'inside'}:{address}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../x/">', '<a href="inside:../x/">'),
        ("<a href=../x/>", "<a href=inside:../x/>"),
        ('<a hreflang="zh-Hant-TW" href="../x/">', '<a hreflang="zh-Hant-TW" href="across:../x/">'),
        ('<a hreflang="x-default" href="x">', '<a hreflang="x-default" href="across:x">'),
        ('<a hreflang="en" href="x">', '<a hreflang="en" href="inside:x">'),
        ('<img src="x" srcset="a, b 2x">', '<img src="inside:x" srcset="inside:a, inside:b 2x">'),
        ("<video poster=x>", "<video poster=inside:x>"),
        (
            "<form action=x><button formaction=y>",
            "<form action=inside:x><button formaction=inside:y>",
        ),
        ("<svg><use xlink:href='x#y'/></svg>", "<svg><use xlink:href='inside:x#y'/></svg>"),
        ("<object data=x><p data=x>", "<object data=inside:x><p data=x>"),
        ("<code><a href=x></code>", "<code><a href=inside:x></code>"),
        ("<script src=x></script>", "<script src=inside:x></script>"),
        ("<link imagesrcset='x 1x'>", "<link imagesrcset='inside:x 1x'>"),
        ('<a href="?a=1&amp;b=2">', '<a href="inside:?a=1&amp;b=2">'),
        ('<a href="#x"><a href=""><a href>', '<a href="#x"><a href=""><a href>'),
        (
            '<meta http-equiv="refresh" content="0; url=../x/">',
            '<meta http-equiv="refresh" content="0; url=inside:../x/">',
        ),
        (
            '<meta http-equiv="refresh" content="5">',
            '<meta http-equiv="refresh" content="5">',
        ),
        ('<p data-href="x" title="href=x">', '<p data-href="x" title="href=x">'),
    ],
)
def test_addresses_go_through_the_link_function(html, expected):
    assert convert_page(html, TW, IDENTITY, link=label) == expected


def test_an_address_that_does_not_change_stays_as_it_is_written():
    html = "<a href='a&#39;b'><a href=\"a'b\">"

    assert convert_page(html, TW, IDENTITY, link=lambda address, _: address) == html


def test_addresses_stay_without_a_link_function():
    assert convert_page("<a href=x>", TW, IDENTITY) == "<a href=x>"


def test_an_address_written_in_numbers_is_read_for_the_link_function():
    seen = []

    def note(address: str, crosses: bool) -> str:
        seen.append((address, crosses))
        return address

    html = '<a href="&#109;ailto:a&#64;b">'

    assert convert_page(html, TW, IDENTITY, link=note) == html
    assert seen == [("mailto:a@b", False)]
    assert convert_page(html, TW, IDENTITY, link=lambda *_: "a&b") == '<a href="a&amp;b">'


def test_an_address_cannot_end_its_attribute():
    def break_out(_address: str, _crosses: bool) -> str:
        return "x\" y'>"

    assert convert_page('<a href="x">', TW, IDENTITY, link=break_out) == (
        '<a href="x&#34;&#32;y&#39;&#62;">'
    )


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
        (" ,a.png, b.png , ", ["a.png", "b.png"]),
        ("data:image/png;base64,AAAA 1x, b.png", ["data:image/png;base64,AAAA", "b.png"]),
        ("a,b 100w 2h,\tc", ["a,b", "c"]),
        ("", []),
        (",,,", []),
    ],
)
def test_the_addresses_of_a_srcset_are_found(srcset, addresses):
    assert [srcset[start:end] for start, end in find_candidates(srcset)] == addresses


def test_the_slots_of_a_page_are_listed_in_its_order():
    script = f"<script>{BLOG}</script>"
    cut = cut_page(f"<p lang=zh-TW>发</p><a hreflang=zh href='x' title=发>{BLOG}</a>{script}")

    assert [(cut.parts[slot.place], *slot[1:]) for slot in cut.slots] == [
        ("zh-TW", SlotKind.LANG, Notation.HTML, None, False),
        ("发", SlotKind.TEXT, Notation.HTML, TW, False),
        ("x", SlotKind.LINK, Notation.HTML, None, True),
        ("发", SlotKind.TEXT, Notation.BARE, None, False),
        (BLOG, SlotKind.MARK, Notation.JSON, None, False),
    ]


def test_a_slot_says_what_it_is():
    assert Slot(3, SlotKind.LINK) == (3, SlotKind.LINK, Notation.HTML, None, False)


def test_a_tag_has_to_be_one():
    with pytest.raises(ValueError, match="no tag"):
        read_tag("no tag")


def test_known_tags_are_forgotten_before_they_are_too_many(monkeypatch):
    monkeypatch.setattr("yiwen.chinese.markup._KNOWN_TAGS", 1)
    first = read_markup("<p title='一'>")

    read_markup("<p title='二'>")

    assert read_markup("<p title='一'>") is not first


def test_a_very_long_tag_is_read_and_forgotten():
    text = f"<p title='{'发' * 300}'>"

    assert read_markup(text) is not read_markup(text)
    assert read_markup("<p title='发'>") is read_markup("<p title='发'>")


PIECES = st.sampled_from(
    [
        *"<>\"'/=&;! \n\t-[]#{}:,\\",
        *("<p>", "</p>", "<p lang='ja'>", '<b lang="zh-Hant">', "</b>", "<li>", "<ul>", "</ul>"),
        *("<a title='发' href=\"x\">", "</a>", "<img alt=发展 src=x>", "<br/>", "<svg>", "</svg>"),
        *("<code>", "</code>", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>"),
        *(
            '<script type="application/ld+json">',
            '{"name": "发"}',
            "\\u53d1",
            "<title>",
            "</title>",
        ),
        *(
            "&#x53D1;",
            "&nbsp;",
            "发展",
            "の",
            "かな",
            "“",
            "”",
            "「",
            "头\0发",
            "\ud800",
            "\U0001f600",
        ),
        *(
            "translate=no",
            "class='notranslate'",
            "lang=zh",
            "<html lang=zh>",
            "https://x/发",
            "<td>",
        ),
        *(
            "<p translate=no>",
            "<div>",
            "</div>",
            "<textarea>",
            "<meta name=description content='发'>",
        ),
    ]
)
DOCUMENTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=40).map("".join),
)
RESERVED = re.compile("[\x1f\U000f0000-\U000ffffd]")


@given(DOCUMENTS)
@example("<a title='发")
@example("<p lang=zh-Hans>&#x53D1;\0</p>")
def test_converting_with_the_identity_changes_no_byte_but_language_tags(html):
    expected = RESERVED.sub("", html)

    cut = cut_page(html)
    langs = {cut.parts[place] for place in cut.langs}

    assert "".join(cut.parts) == expected
    if not langs:
        assert convert_page(html, TW, IDENTITY) == expected


CODE = st.lists(
    st.sampled_from(
        [
            *('<span class="k">', '<span class="nb-1 x">', "<span>", "</span>", "<b>", "</code>"),
            *("发", " “x” ", "&lt;", "<!-- 发 -->", "</pre>", mark_values({HANS: "甲", TW: "乙"})),
            *('<span class="w"> </span>', '<span class="s">&quot;发&quot;</span>'),
        ]
    ),
    max_size=8,
).map("".join)


@given(st.sampled_from(["", "<span></span>"]), CODE, DOCUMENTS)
@example("<span></span>", '<span class="k">if</span> 发\n', "发")
def test_code_that_is_passed_over_in_one_step_comes_out_like_any_other(first, code, after):
    passed = f"<p>发<pre>{first}<code>{code}</code></pre>{after}"
    other = passed.replace("<pre>", "<pre dir=ltr>").replace("<code>", "<code dir=ltr>")

    converted = convert_page(other, TW, CIRCLES)

    assert convert_page(passed, TW, CIRCLES) == converted.replace(" dir=ltr", "")


def test_the_code_of_a_highlighter_is_one_step():
    html = '<pre><span></span><code><span class="k">if</span> 发</code></pre>'

    tokens = [html[start:onward] for start, _, _, onward in scan_html(html, read_tag)]

    assert tokens == [html.removesuffix("</pre>"), "</pre>"]


MARK_OF_LANG = mark_values({HANS: "a", TW: "b"})
TAGS = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "</li>\n<li>", '<a href="x">', '<a href="#x">', '<a href="">'),
            *('<b title="发" lang="zh-TW">', '<img alt="x" srcset="a 1x, b 2x">', "<br>", "<hr/>"),
            *('<meta name="description" content="发">', '<meta name="x" content="发">', "</b >"),
            *('<meta http-equiv="refresh" content="1;url=x">', '<object data="x">', "<p lang=en>"),
            *(f'<html lang="{MARK_OF_LANG}">', f'<a href="{MARK_OF_LANG}" title="x">', "<svg>"),
            *('<a hreflang="zh" href="y">', "<i class='notranslate' title='发'>", " ", "</svg>"),
            *(
                '<a"b">',
                '<a x="y" x = "发" title="\'">',
                '<A HREF="z">',
                '<p class="notranslate">',
                "发",
            ),
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(TAGS, DOCUMENTS))
def test_tags_read_together_mean_what_they_mean_one_by_one(html):
    one_by_one = list(scan_html(html, read_run))
    together = list(scan_runs(html, read_run))

    assert list(each_tag(html, together)) == list(each_tag(html, one_by_one))


def each_tag(html, tokens):
    for start, end, run, onward in tokens:
        if run is None:
            yield html[start:end], onward
            continue
        yield from run.closes
        for nth, tag in enumerate(run.opens):
            yield (
                tag,
                [
                    (value.use, start + value.start, start + value.end, value.notation)
                    for of, value in run.values
                    if of == nth
                ],
            )


def test_a_run_is_read_by_its_form():
    first = read_run('</a></li>\n<li><a href="../x/">')
    second = read_run('</a></li>\n<li><a href="../yy/">')

    assert second.opens is first.opens
    assert second.values == ((1, (Use.LINK, 23, 29, Notation.HTML)),)


@given(DOCUMENTS)
def test_a_page_for_its_own_variant_is_the_page_itself(html):
    cut = cut_page(html)
    foreign = any(
        slot.source not in {None, HANS} or slot.kind is SlotKind.LANG for slot in cut.slots
    )

    if not foreign:
        assert join_page(cut, HANS, CIRCLES) == RESERVED.sub("", html)


class Skeleton(HTMLParser):
    """All that a conversion must not change, as another parser sees it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {"title", "alt", "lang", "content"}
        self.seen.append((tag, [(name, "" if name in kept else value) for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)

    def handle_comment(self, data: str) -> None:
        self.seen.append(data)


WELL_FORMED = st.recursive(
    st.sampled_from(
        ["发展", "x", "&lt;", "<br>", "<img src='发' alt='发'>", "<!-- 发 -->", "<code>发</code>"]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["p", "b", "div", "em"]),
        st.sampled_from(["", " id='发'", " title='发 > x'", ' class="notranslate"', " lang=zh-TW"]),
        st.lists(inner, max_size=4).map("".join),
    ).map(lambda parts: f"<{parts[0]}{parts[1]}>{parts[2]}</{parts[0]}>"),
    max_leaves=20,
)


def skeleton(html: str) -> list[object]:
    parser = Skeleton()
    parser.feed(html)
    parser.close()
    return parser.seen


@given(WELL_FORMED)
def test_markup_survives(html):
    """Whatever the page, conversion changes no tag, no address, no id and no comment."""
    assert skeleton(convert_page(html, TW, CIRCLES)) == skeleton(html)


@given(DOCUMENTS, st.sampled_from([HANS, TW, HK]))
def test_slots_in_are_slots_out(html, target):
    before = [slot.kind for slot in cut_page(html).slots]

    after = cut_page(convert_page(html, target, Fake(lambda text: text.replace("发", "發"))))

    assert [slot.kind for slot in after.slots] == before


@given(DOCUMENTS, st.sampled_from([HANS, TW, HK]))
def test_joined_conversion_is_conversion_slot_by_slot(html, target):
    cut = cut_page(html)
    plain = Converters((), Options(quotes=False))

    class OneByOne:
        def between(self, source, target):
            self.converter = plain.between(source, target)
            return self

        def __call__(self, text):
            return self.converter(text)

        def convert_all(self, texts, escape=None):
            return [self.converter.convert_all([text], escape)[0] for text in texts]

    assert join_page(cut, target, plain) == join_page(cut, target, OneByOne())


# What the dictionaries of opencc-python-reimplemented leave as it is.
UNKNOWN = frozenset(
    "劄幷扞拚搧擡牴箚舖袷谿貍遶𰻞𰻝"
    if describe_engine().name == "opencc-python-reimplemented"
    else ""
)


@given(
    st.text(sorted(SIMPLIFIED | TRADITIONAL) + list("干后里，<p>"), max_size=60),
    st.sampled_from([HANS, TW, HK]),
)
def test_no_character_of_the_other_script_is_left(text, target):
    source = HANT if target is HANS else HANS
    unfit = {HANT: SIMPLIFIED, HANS: TRADITIONAL}[source] | UNKNOWN
    text = "".join(each for each in text if each not in unfit)

    page = convert_page(f"<p title='{text}'>{text}</p>", target, Converters(), interface=source)

    assert Reviewer().find_page_leftovers(page, target) == []


@given(DOCUMENTS, st.text("\x1f\U000f0000\U000f8000\U000f8101\U000ffffd", max_size=5))
def test_no_reserved_character_is_in_any_page(html, strays):
    middle = len(html) // 2
    page = convert_page(html[:middle] + strays + BLOG + html[middle:], TW, OPENCC)

    assert not RESERVED.search(page)


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a", '<a "', "<a '", '<a b="', "<a b='", "<a b=", "<a =", "</", "</b>", "<!--"),
        *("<![CDATA[", "<!", "<?", "<a b c", "< ", "<a/", "<script>", "<script><!--<script>", "发"),
        *(
            "<title>",
            "<p>",
            "<b lang=ja><li>",
            "<p lang=ja><b>",
            "</a></b>",
            "<a><",
            "&#",
            "&#x53D1;",
        ),
        *(
            "<svg>",
            "]]>",
            "-->",
            "/",
            " ",
            '"',
            "=",
            '<a b="c" ',
            "<p lang=ja><b></i>",
            "<![CDATA[>",
        ),
    ],
)
def test_hostile_pages_cost_time_in_line_with_their_length(piece):
    html = "<p lang=zh-Hant>发" + piece * (1_000_000 // len(piece))
    start = time.perf_counter()

    cut = cut_page(html)

    assert time.perf_counter() - start < 8
    assert "".join(cut.parts) == html


@pytest.mark.parametrize("piece", ['"', '\\"', "\\", '"a":', "{", "}", '{"a":', '"a" ', "[["])
def test_hostile_json_costs_time_in_line_with_its_length(piece):
    start = time.perf_counter()

    list(find_json_texts(piece * (500_000 // len(piece))))

    assert time.perf_counter() - start < 8


@pytest.mark.parametrize("piece", [",", " ", "a,", "a ", ", ,", "a 1x,"])
def test_a_hostile_srcset_costs_time_in_line_with_its_length(piece):
    start = time.perf_counter()

    list(find_candidates(piece * (500_000 // len(piece))))

    assert time.perf_counter() - start < 5


def test_a_line_of_a_megabyte_is_one_text():
    fake = Fake()
    html = f"<p>{'发展' * 500_000}</p>"

    assert convert_page(html, TW, fake) == html
    assert [len(texts) for _, _, texts in fake.calls] == [1]
