"""A font with Chinese characters is found on any system, with a face for each region."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from yiwen import fonts
from yiwen.chinese.variants import Variant
from yiwen.fonts import Face, FontError, choose_faces, find_faces, read_faces

HANS, TW, HK = Variant.HANS, Variant.TW, Variant.HK
ALL = (HANS, TW, HK)


def face(family: str, style: str = "Regular", index: int = 0) -> Face:
    return Face(f"{family}-{style}.ttc".replace(" ", ""), index, family, style)


def chosen(*faces: Face) -> dict[Variant, str]:
    found = choose_faces(faces, ALL)
    return {variant: f"{each.family} {each.style}" for variant, each in found.items()}


def test_each_region_has_its_own_forms():
    regions = ("JP", "KR", "SC", "TC", "HK")
    faces = [face(f"Noto Serif CJK {region}", "Bold") for region in regions]

    assert chosen(*faces) == {
        HANS: "Noto Serif CJK SC Bold",
        TW: "Noto Serif CJK TC Bold",
        HK: "Noto Serif CJK HK Bold",
    }


def test_the_forms_of_taiwan_are_nearer_to_those_of_hong_kong():
    faces = [face(f"Songti {region}", "Bold") for region in ("SC", "TC")]

    assert chosen(*faces)[HK] == "Songti TC Bold"


def test_a_bold_serif_is_best_and_any_font_better_than_none():
    serif, bold, sans = face("Noto Serif CJK SC"), face("Noto Serif CJK SC", "Bold"), "PingFang SC"

    assert chosen(serif, bold, face(sans, "Bold"))[HANS] == "Noto Serif CJK SC Bold"
    assert chosen(serif, face(sans, "Bold"))[HANS] == "Noto Serif CJK SC Regular"
    assert chosen(face("Unknown"), face(sans))[HANS] == "PingFang SC Regular"
    assert chosen(face("Unknown"))[TW] == "Unknown Regular"
    assert chosen() == {}


def test_another_regions_forms_are_better_than_an_unknown_font():
    assert chosen(face("Noto Serif CJK SC"), face("Unknown"))[TW] == "Noto Serif CJK SC Regular"


def test_fonts_of_windows_are_known():
    found = chosen(face("SimSun"), face("Microsoft YaHei", "Bold"), face("MingLiU"))

    assert found == {HANS: "SimSun Regular", TW: "MingLiU Regular", HK: "MingLiU Regular"}


def answer(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    """Let fontconfig say something."""

    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 0, told.encode(), b"")

    monkeypatch.setattr(fonts.subprocess, "run", run)  # type: ignore[attr-defined]


def test_what_fontconfig_tells_is_read(monkeypatch: pytest.MonkeyPatch):
    lines = (
        "/f/a.ttc\t2\tNoto Serif CJK SC,思源宋体\tBold,粗体",
        "/f/b.pcf.gz\t0\tWenQuanYi Bitmap Song\tRegular",
        "/f/c.ttf\t65536\tNoto Serif SC\tBlack",
        "nonsense",
    )
    answer(monkeypatch, "\n".join(lines))

    assert find_faces() == [
        Face("/f/a.ttc", 2, "Noto Serif CJK SC", "Bold"),
        Face("/f/a.ttc", 2, "思源宋体", "Bold"),
    ]


def test_without_fontconfig_known_folders_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: Any, **__: Any) -> None:
        raise FileNotFoundError("fc-list")

    read: list[str] = []

    def note(path: Path) -> list[Face]:
        read.append(path.name)
        raise FontError(str(path))

    for name in (
        "deep/NotoSerifCJK-Bold.ttc",
        "Songti.ttc",
        "Arial.ttf",
        "simsun.ttc",
        "notes.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(fonts.subprocess, "run", refuse)  # type: ignore[attr-defined]
    monkeypatch.setattr(fonts, "_folders", lambda *_: [tmp_path, tmp_path / "not there"])
    monkeypatch.setattr(fonts, "read_faces", note)

    assert find_faces() == []
    assert sorted(read) == ["NotoSerifCJK-Bold.ttc", "Songti.ttc", "simsun.ttc"]


@pytest.mark.parametrize(
    ("platform", "first"),
    [
        ("win32", "C:/Windows/Fonts"),
        ("darwin", "/System/Library/Fonts"),
        ("linux", "/usr/share/fonts"),
    ],
)
def test_every_system_keeps_its_fonts_elsewhere(platform: str, first: str):
    folders = fonts._folders(platform, {"HOME": "/home/x", "WINDIR": "C:/Windows"})

    assert folders[0].as_posix() == first


def test_a_file_that_is_no_font_is_told(tmp_path: Path):
    (tmp_path / "a.ttf").write_bytes(b"no font")

    with pytest.raises(FontError):
        read_faces(tmp_path / "a.ttf")
    with pytest.raises(FontError):
        read_faces(tmp_path / "not there.ttf")


def test_a_face_is_known_by_its_content_wherever_it_lies(tmp_path: Path):
    for folder, content in (("one", b"a"), ("two", b"a"), ("three", b"b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.ttf").write_bytes(content)

    def identify(folder: str, index: int = 0) -> bytes:
        return Face(str(tmp_path / folder / "a.ttf"), index, "A", "Bold").identify()

    assert identify("one") == identify("two")
    assert len({identify("one"), identify("three"), identify("one", 1)}) == 3
