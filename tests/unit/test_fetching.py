"""Remote images of sources: found with their places, refused or named, written in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.fetching import (
    choose_kinds,
    find_remote_images,
    find_type,
    localize_images,
    plan_path,
    read_journal,
    refuse_address,
    refuse_url,
    render_journal_line,
    tell_type,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
PATH = "blog/2025/12/12/fed.md"


def found(text: str) -> list[tuple[int, int, str, str]]:
    return [(i.line, i.column, i.kind, i.url) for i in find_remote_images(text, path=PATH)]


def test_a_cover_is_found_under_each_of_its_names_with_its_place():
    text = '---\ntitle: 标题\ncover: "https://a.cn/x.png?w=1&h=2"\n---\n'

    assert found(text) == [(3, 9, "cover", "https://a.cn/x.png?w=1&h=2")]


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("coverImage: https://a.cn/x.png", "https://a.cn/x.png"),
        ("coverImage: 'https://a.cn/x.png'", "https://a.cn/x.png"),
        ("cover:\n  image: https://a.cn/x.png\n  alt: 图", "https://a.cn/x.png"),
        ("images: [a]\nimage:\n  - https://a.cn/x.png", "https://a.cn/x.png"),
        ("thumbnail: //a.cn/x.png", "https://a.cn/x.png"),
    ],
)
def test_covers_are_found_however_they_are_written(front, url):
    [(_, _, kind, address)] = found(f"---\n{front}\n---\n")

    assert (kind, address) == ("cover", url)


@pytest.mark.parametrize(
    "text",
    [
        "---\ncoverImage: assets/covers/x.webp\n---\n![图](../x.png)",
        "---\ntitle: 无\n---\n[链接](https://a.cn/x.png) https://a.cn/x.png <https://a.cn/x.png>",
        "```\n![图](https://a.cn/x.png)\n```\n\n    ![图](https://a.cn/x.png)\n",
        "`![图](https://a.cn/x.png)` <!-- ![图](https://a.cn/x.png) -->",
        "[链接][x] \\![x]\n\n[y]: https://a.cn/x.png",
        "![图](data:image/png;base64,AAAA) ![图](ftp://a.cn/x.png)",
        '<img data-src="https://a.cn/x.png"> <imgx src="https://a.cn/x.png">',
        "---\ncoverImage: [\n---\n没有可读的开头",
    ],
)
def test_what_is_no_remote_image_is_not_found(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("body", "url", "column"),
    [
        ("![图](https://a.cn/x.png)", "https://a.cn/x.png", 6),
        ('![图](https://a.cn/x.png "图注")', "https://a.cn/x.png", 6),
        ("![图](<https://a.cn/x (1).png>)", "", 0),
        ("![图](<https://a.cn/x(1).png>)", "https://a.cn/x(1).png", 7),
        ("![图](https://a.cn/x_(1).png)", "https://a.cn/x_(1).png", 6),
        ("![图](https://a.cn/x\\_1.png?a=1&amp;b=2)", "https://a.cn/x_1.png?a=1&b=2", 6),
        ("[![图](https://a.cn/x.png)](https://b.cn/)", "https://a.cn/x.png", 7),
        ("![a [b] c](//a.cn/x.png)", "https://a.cn/x.png", 12),
        ("<img alt='图' src=\"https://a.cn/x.png\" width=1>", "https://a.cn/x.png", 19),
        ("<IMG SRC='https://a.cn/x.png'>", "https://a.cn/x.png", 11),
        ("[p]: https://a.cn/x.png\n\n![图][P]", "https://a.cn/x.png", 6),
        ("[p]: <https://a.cn/x.png>\n\n![p]", "https://a.cn/x.png", 7),
    ],
)
def test_images_of_a_body_are_found_however_they_are_written(body, url, column):
    expected = [(1, column, "image", url)] if url else []

    assert found(body) == expected


def test_lines_are_those_of_the_file():
    text = "---\r\ntitle: 甲\r\n---\r\n\r\n正文\r\n\r\n![](https://a.cn/x.png)\r\n"

    assert found(text) == [(7, 5, "image", "https://a.cn/x.png")]


def test_only_the_addresses_change():
    text = (
        "\ufeff---\r\ncoverImage: 'https://a.cn/c.png'  # 封面\r\n---\r\n"
        "正文\x00 https://a.cn/i.png ![图](https://a.cn/i.png '注')\r\n`![](https://a.cn/i.png)`\r\n"
    )
    images = {
        "https://a.cn/c.png": "assets/covers/c.png",
        "https://a.cn/i.png": "assets/images/i.png",
    }

    assert localize_images(text, images, path=PATH) == (
        "\ufeff---\r\ncoverImage: 'assets/covers/c.png'  # 封面\r\n---\r\n"
        "正文\x00 https://a.cn/i.png ![图](../../../../assets/images/i.png '注')\r\n"
        "`![](https://a.cn/i.png)`\r\n"
    )


def test_an_image_without_a_local_copy_stays():
    text = "![](https://a.cn/x.png)![](https://a.cn/x.png/2)"

    changed = localize_images(text, {"https://a.cn/x.png/2": "assets/images/2.png"}, path="a.md")

    assert changed == "![](https://a.cn/x.png)![](assets/images/2.png)"


def test_an_address_spelt_with_escapes_is_found_but_never_rewritten():
    text = '---\ncoverImage: "https:\\/\\/a.cn/x.png"\n---\n'
    [image] = find_remote_images(text, path=PATH)

    assert (image.url, image.written) == ("https://a.cn/x.png", "")
    assert localize_images(text, {image.url: "assets/covers/x.png"}, path=PATH) == text


def test_an_address_with_an_invisible_character_in_it_is_never_rewritten():
    text = "![](https://a.cn/x\u200b\x01.png)![](https://a.cn/x\u200b.png)"
    images = {url: "assets/images/x.png" for _, _, _, url in found(text)}

    assert localize_images(text, images, path="a.md") == text


@given(st.lists(st.sampled_from(["![](https://a/b)", "`", "\r\n", "\x01", "文", "    ", "---\n",
                                 "cover: https://a/b\n", "<!--", "-->", "](", "https://a/b"]),
                max_size=12).map("".join))  # fmt: skip
def test_rewriting_twice_changes_no_more(text):
    images = {"https://a/b": "assets/images/b.png"}
    once = localize_images(text, images, path=PATH)

    assert localize_images(once, images, path=PATH) == once
    back = once.replace("../../../../assets/images/b.png", "https://a/b")
    assert back.replace("assets/images/b.png", "https://a/b") == text


@given(st.text())
def test_no_text_is_too_odd_to_be_looked_through(text):
    find_remote_images(text, path=PATH)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://a.cn/x.png", ""),
        ("http://a.cn:8080/x.png", ""),
        ("file:///etc/passwd", "neither http nor https: 'file'"),
        ("ftp://a.cn/x", "neither http nor https: 'ftp'"),
        ("https://", "not an address"),
        ("https://[::1/x", "not an address"),
        ("https://a.cn:99999/x", "not an address"),
        ("https://a.cn:0/x", "not an address"),
        ("https://me:secret@a.cn/x", "a name or password in the address"),
    ],
)
def test_only_plain_web_addresses_are_asked(url, why):
    assert refuse_url(url) == why


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822"])
def test_public_addresses_are_connected_to(address):
    assert refuse_address(address) == ""


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("10.0.0.1", "10.0.0.1"),
        ("172.16.3.4", "172.16.3.4"),
        ("192.168.1.1", "192.168.1.1"),
        ("100.64.0.1", "100.64.0.1"),
        ("169.254.169.254", "169.254.169.254"),
        ("0.0.0.0", "0.0.0.0"),  # noqa: S104 - an example
        ("224.0.0.1", "224.0.0.1"),
        ("240.0.0.1", "240.0.0.1"),
        ("255.255.255.255", "255.255.255.255"),
        ("::1", "::1"),
        ("::", "::"),
        ("fe80::1%eth0", "fe80::1"),
        ("fc00::1", "fc00::1"),
        ("fec0::1", "fec0::1"),
        ("ff02::1", "ff02::1"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("2002:7f00:1::", "127.0.0.1"),
        ("64:ff9b::a00:1", "10.0.0.1"),
    ],
)
def test_addresses_inside_a_network_are_refused_in_every_disguise(address, meant):
    assert refuse_address(address) == f"{meant} is no public address"


def test_what_is_no_address_is_refused():
    assert refuse_address("localhost") == "'localhost' is no address"


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"\xff\xd8\xff\xe0....JFIF", "jpg"),
        (PNG, "png"),
        (b"GIF89a....", "gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "avif"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "avif"),
        (b"\0\0\0\x1cftypheic\0\0\0\0mif1heic", ""),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"", ""),
    ],
)
def test_the_first_bytes_tell_the_type_not_the_name(content, suffix):
    assert find_type(content) == suffix


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b --><SVG/>", "SVG, which can hold scripts"),
        (b"<!-- -->" * 100 + b"<svg>", "SVG, which can hold scripts"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"\0\0\0\x1cftypheic\0\0\0\0", "HEIC"),
        (b"BM1234\0\0\0\0", "BMP"),
        (b"II*\0", "TIFF"),
        (b"\x7fELF", "of an unknown type, it begins with b'\\x7fELF'"),
    ],
)
def test_what_is_no_image_is_told_by_what_it_seems_to_be(content, told):
    assert tell_type(content) == told


def test_the_same_bytes_are_kept_once_and_a_cover_apart():
    assert plan_path(PNG, kind="cover") == "assets/covers/bdb34c5c8dd62b61260c.png"
    assert plan_path(PNG, kind="image") == "assets/images/bdb34c5c8dd62b61260c.png"


def test_an_address_that_is_a_cover_anywhere_is_one():
    text = "---\ncover: https://a.cn/c\n---\n![](https://a.cn/i)![](https://a.cn/c)"
    images = find_remote_images(text, path=PATH)

    kinds = choose_kinds([*images[1:], *images])

    assert kinds == {"https://a.cn/i": "image", "https://a.cn/c": "cover"}


def test_a_journal_is_read_back_but_for_torn_lines():
    lines = render_journal_line("https://a.cn/图", "assets/images/x.png")

    assert lines == '["https://a.cn/图", "assets/images/x.png"]\n'
    assert read_journal(f"{lines}null\n7\n[1]\n{lines[:9]}") == {
        "https://a.cn/图": "assets/images/x.png"
    }
