"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, project_hooks

CORE = sorted((ROOT / "hooks" / "yiwen").rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").glob("*.py"))
LONGEST_FUNCTION = 40
LONGEST_HOOK = 200
TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".txt", ".html", ".css", ".js", ".json", ".in", ""}


def tracked() -> list[Path]:
    """The files of the project, as git knows them; all of them where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_the_core_knows_nothing_of_mkdocs_templates_or_network(path: Path):
    foreign = {"mkdocs", "jinja2", "material", "requests", "socket", "urllib.request", "logging"}
    named = imports(path)

    assert not foreign & {*named, *(name.split(".")[0] for name in named)}


@pytest.mark.parametrize("path", sorted(p for p in CORE if p.parent.name == "chinese"), ids=str)
def test_the_conversion_stands_on_its_own(path: Path):
    ours = [name for name in imports(path) if name.split(".")[0] == "yiwen"]

    assert [name for name in ours if not name.startswith("yiwen.chinese")] == []


@pytest.mark.parametrize("path", [*CORE, *HOOKS], ids=lambda path: path.name)
def test_no_function_is_longer_than_a_screen(path: Path):
    long = {
        function.name: function.end_lineno - function.lineno + 1
        for function in functions(path)
        if function.end_lineno and function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }

    assert long == {}


@pytest.mark.parametrize("path", [*CORE, *HOOKS], ids=lambda path: path.name)
def test_nothing_is_imported_inside_a_function(path: Path):
    inside = [
        node.lineno
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


@pytest.mark.parametrize("path", HOOKS, ids=lambda path: path.name)
def test_hooks_are_short(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_HOOK


def test_every_hook_file_is_named_in_the_settings():
    files = {path.name for path in HOOKS if not path.name.startswith("_")}

    assert {path.name for path in project_hooks()} == files


def test_the_layers_run_one_way():
    """No two modules of the core import each other, not even round corners."""
    names = {module_name(path): path for path in CORE}
    links = {
        name: {each for each in imports(path) if each in names} for name, path in names.items()
    }
    order: list[str] = []
    while links:
        free = sorted(name for name, needs in links.items() if needs <= set(order))
        assert free, f"a circle among {sorted(links)}"
        order += free
        for name in free:
            del links[name]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT / "hooks").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_no_file_names_a_registry_or_a_place_on_a_machine():
    """Pins are names, versions and hashes; paths are relative."""
    hosts = "|".join(["pypi" + r"\.org", "files" + r"\.pythonhosted", "registry" + r"\.npmjs"])
    places = "|".join(["/" + "work/", "/" + "root/", "index" + "-url"])
    found = [
        f"{path.relative_to(ROOT)}:{at}"
        for path in tracked()
        if path.suffix in TEXT
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(f"{hosts}|{places}", line)
    ]

    assert found == []
