from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yiwen import yaml_faults, yaml_fields
from yiwen.fields import quote_text
from yiwen.frontmatter import FrontMatter, scan_source, split_source
from yiwen.problems import YiwenError
from yiwen.sources import clean_source

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


def values(text: str) -> dict[str, object]:
    return {key: field.value for key, field in split_source(text, path="a.md").fields.items()}


def faults(text: str) -> str:
    with pytest.raises(YiwenError) as raised:
        split_source(text, path="a.md")
    return str(raised.value)


def test_values_are_read_as_they_were_typed():
    text = (
        "---\ntitle: 1984\nnothing: null\ntilde: ~\nday: 2025-12-12\nhex: 0x1F\nswitch: yes\n"
        "octal: 010\nfloat: 1.50\nempty:\nquoted: '1984'\nsexagesimal: 12:30:45\n---\n"
    )

    assert values(text) == {
        "title": "1984",
        "nothing": "null",
        "tilde": "~",
        "day": "2025-12-12",
        "hex": "0x1F",
        "switch": "yes",
        "octal": "010",
        "float": "1.50",
        "empty": "",
        "quoted": "1984",
        "sexagesimal": "12:30:45",
    }


def test_lists_and_mappings_hold_what_was_typed():
    text = "---\ntags: [1984, null, '宏观']\nzh:\n  title: {tw: 聯準會}\n  terms:\n    - {zh: Web3}\n---\n"

    assert values(text) == {
        "tags": ["1984", "null", "宏观"],
        "zh": {"title": {"tw": "聯準會"}, "terms": [{"zh": "Web3"}]},
    }


def test_keys_are_read_as_they_were_typed():
    assert values('---\n2025: a\n"null": b\ntrue: c\n---\n') == {
        "2025": "a",
        "null": "b",
        "true": "c",
    }


def test_every_value_knows_its_place():
    fields = split_source("\n---\ntitle: x\ntags:\n  - a\n  - 'b'\n---\n", path="a.md").fields

    title, tags = fields["title"], fields["tags"]
    assert (title.line, title.column, title.value_line, title.value_column) == (3, 1, 3, 8)
    assert (tags.line, tags.column) == (4, 1)
    assert [(item.line, item.column) for item in tags.items] == [(5, 5), (6, 5)]
    assert tags.items[1].value_column == 6


def test_a_plain_null_is_empty_and_a_quoted_one_is_not():
    fields = split_source("---\na: null\nb: 'null'\nc:\nd: []\n---\n", path="a.md").fields

    assert {key: field.is_empty for key, field in fields.items()} == {
        "a": True,
        "b": False,
        "c": True,
        "d": True,
    }


def test_escapes_bring_in_no_control_characters():
    assert values('---\ntitle: "a\\u0000b\\U000F8000c\\nd"\n---\n') == {"title": "abc\nd"}


def test_an_alias_is_the_value_it_stands_for():
    text = "---\ntags: &all [a, b]\nseo: *all\n---\n"
    fields = split_source(text, path="a.md").fields

    assert fields["seo"].value == ["a", "b"]
    assert (fields["seo"].line, fields["seo"].column) == (3, 1)


BODIES = [
    ("---\ntitle: x\n---\nbody\n", "body\n", 4),
    ("\ufeff---\r\ntitle: x\r\n---\r\nbody\r\n", "body\n", 4),
    ("---\rtitle: x\r---\rbody\r", "body\n", 4),
    ("\n \n\n---\ntitle: x\n---\nbody", "body", 7),
    ("---\ntitle: x\n...\nbody", "body", 4),
    ("--- \t\ntitle: x\n---   \nbody", "body", 4),
    ("  ---\n  title: x\n  ---\nbody", "body", 4),
    ("---\ntitle: x\n  ---\nbody\n---\nmore", "body\n---\nmore", 4),
    ("-----\ntitle: x\n-----\nbody", "body", 4),
    ("---\n# only a comment\ntitle: x\n---\nbody", "body", 5),
    ("---\ntitle: x\n---", "", 4),
    ("---\ntitle: x\n\nnote: y\n---\n\nbody", "\nbody", 6),
    ("+++\ntitle = 'x'\n+++\nbody", "body", 4),
    ("title: x\ndate: 2025-12-12\ntags:\n- a\n  - b\n# note\n\n---\nbody", "body", 9),
]


@pytest.mark.parametrize(("text", "body", "line"), BODIES)
def test_a_body_begins_below_its_front_matter(text, body, line):
    front = split_source(text, path="a.md")

    assert front.fields
    assert (front.body, front.body_line) == (body, line)


def test_a_fence_in_a_block_of_text_closes_nothing():
    text = (
        "---\ndescription: |\n  one\n  ---\n\n  two\nlist:\n- >-\n  ---\n  x\ntitle: x\n---\nbody"
    )

    assert values(text) == {
        "description": "one\n---\n\ntwo\n",
        "list": ["--- x"],
        "title": "x",
    }


@pytest.mark.parametrize(
    "text", ["---\n---\nbody", "---\n\n---\nbody", "---\n# nothing\n---\nbody"]
)
def test_front_matter_can_be_empty(text):
    front = split_source(text, path="a.md")

    assert (dict(front.fields), front.body) == ({}, "body")
    assert front.line == 2


PLAIN = [
    "",
    "\n\n",
    "body\n",
    "# 标题\n\n---\n\nbody",
    "---\n\ntext\n",
    "---\n\ntext\n\n---\nmore: x",
    "---\ntext\n\nnote: x",
    "---\n\n- list\n\n---\n",
    "---",
    "- item\n- item",
    "----\n",
    "title: x is a heading\nthat goes on\n---\nbody",
    "title: x\n\nbody",
    "title: x\nlayout: y",
    "——\n注意",
    "--\n注意：全角冒号不是键",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_without_front_matter_is_all_body(text):
    assert split_source(text, path="a.md") == FrontMatter({}, text, 1, 0)


FAULTS = [
    (
        "---\ntitle: 美联储: 扩表\n---\n",
        (
            "a.md:2:11: a colon and a space inside a value cut it in two\n"
            '  mend: write it as  title: "美联储: 扩表"'
        ),
    ),
    (
        "---\ntitle: @x\n---\n",
        'a.md:2:8: a value that begins with a sign of YAML\'s\n  mend: write it as  title: "@x"',
    ),
    (
        "---\ntitle: 'x\ndate: 2025-12-12\n---\n",
        'a.md:2:8: a quotation mark that is never closed\n  mend: write it as  title: "x"',
    ),
    (
        "---\ntitle: **x**\n---\n",
        'a.md:2:9: a value that begins with a sign of YAML\'s\n  mend: write it as  title: "**x**"',
    ),
    (
        '---\ntitle: "他说"好""\n---\n',
        (
            "a.md:2:12: text behind a closing quotation mark or bracket\n"
            "  mend: write it as  title: '他说\"好\"'"
        ),
    ),
    (
        "---\ntitle: !重要 x\n---\n",
        (
            "a.md:2:9: a value that begins with a sign of YAML's\n"
            '  mend: write it as  title: "!重要 x"'
        ),
    ),
    (
        "---\ntags:\n - a\n b: c\n---\n",
        (
            "a.md:4:2: a line that does not fit the lines above it\n"
            "  mend: begin each key at the start of its line, each item of a list with two spaces and -"
        ),
    ),
    (
        "---\ntitle: x\n- a\n---\n",
        (
            "a.md:3:1: a line that does not fit the lines above it\n"
            "  mend: begin each key at the start of its line, each item of a list with two spaces and -"
        ),
    ),
    (
        "---\n@key: x\n---\n",
        (
            "a.md:2:1: a value that begins with a sign of YAML's\n"
            "  mend: write each line as  key: value,  a text with : # [ ] { } or quotes in quotes"
        ),
    ),
    (
        "---\ntags: [a, b\ntitle: x\n---\n",
        (
            "a.md:2:7: a bracket that is never closed, or no comma between two values\n"
            "  mend: write a list on one line as  [a, b]"
        ),
    ),
    (
        '---\ntitle: "C:\\d"\n---\n',
        "a.md:2:11: a backslash inside double quotes\n  mend: write it as  title: 'C:\\d'",
    ),
    (
        "---\ntitle: x\n\tdate: y\n---\n",
        "a.md:3:1: a tab where YAML takes spaces only\n  mend: indent with two spaces",
    ),
    (
        "---\nfoo\ntitle: x\n---\n",
        (
            "a.md:2:1: a line that is no  key: value\n"
            "  mend: write each line as  key: value,  a text with : # [ ] { } or quotes in quotes"
        ),
    ),
    (
        "---\ntitle: x\n\nThe body begins.\n\n---\nmore",
        (
            "a.md:4:1: text among the keys: 'The body begins.'\n"
            "  mend: write --- on a line of its own below the last key"
        ),
    ),
    (
        '---\ntitle: x\n---"\nbody\n\n---\n',
        "a.md:3: a fence with other text beside it: '---\"'\n  mend: write --- on a line of its own",
    ),
    (
        '---\ntitle: x\n---"\nbody\n',
        "a.md:3:1: a fence with other text beside it: '---\"'\n  mend: write --- on a line of its own",
    ),
    (
        "---\ntitle: x\ntags: [a]---\nbody\n",
        (
            "a.md:3:1: a fence with other text beside it: 'tags: [a]---'\n"
            "  mend: write --- on a line of its own"
        ),
    ),
    (
        "---\ntitle: x\n---## Body\n",
        (
            "a.md:3:1: a fence with other text beside it: '---## Body'\n"
            "  mend: write --- on a line of its own"
        ),
    ),
    (
        "+++\ntitle = 'x'\n+++ body\n",
        (
            "a.md:3:1: a fence with other text beside it: '+++ body'\n"
            "  mend: write +++ on a line of its own"
        ),
    ),
    (
        "---title: x\ndate: 2025-12-12\n---\n",
        (
            "a.md:1:1: front matter opens with '---title: x' where a fence belongs\n"
            "  mend: write --- on a line of its own"
        ),
    ),
    (
        "———\ntitle: x\n———\nbody",
        (
            "a.md:1:1: front matter opens with '———' where a fence belongs\n"
            "  mend: write --- on a line of its own"
        ),
    ),
    (
        "---\ntitle: x\n\nbody\n",
        (
            "a.md:1:1: front matter that is opened here is never closed\n"
            "  mend: write --- on a line of its own, below the last key"
        ),
    ),
    (
        "+++\ntitle = 'x'\n",
        (
            "a.md:1:1: front matter that is opened here is never closed\n"
            "  mend: write +++ on a line of its own, below the last key"
        ),
    ),
    (
        "---\ntext\n---\nbody",
        (
            "a.md:2:1: front matter without a single  key: value\n"
            "  mend: write each as  title: …  on its line"
        ),
    ),
    (
        "---\n- a\n- b\n---\nbody",
        (
            "a.md:2:1: front matter without a single  key: value\n"
            "  mend: write each as  title: …  on its line"
        ),
    ),
    (
        "---\ntitle: x\ndate: y\ntitle: z\n---\n",
        "a.md:4:1: 'title' is given twice, first in line 2\n  mend: keep one of the two",
    ),
    (
        "---\na: !!python/object/apply:os.system [ls]\n---\n",
        (
            "a.md:2:4: a tag that is not read: '!!python/object/apply:os.system'\n"
            "  mend: leave the tag out"
        ),
    ),
    (
        "---\na: !env HOME\n!!binary b: x\n---\n",
        (
            "a.md:2:4: a tag that is not read: '!env'\n  mend: leave the tag out\n"
            "a.md:3:1: a tag that is not read: '!!binary'\n  mend: leave the tag out"
        ),
    ),
    (
        "---\n<<: {a: 1}\n---\n",
        "a.md:2:1: a merge (<<) is not read\n  mend: write the keys out",
    ),
    (
        "---\ntitle: {{ title }}\n---\n",
        (
            "a.md:2:9: a list, mapping or alias where a key belongs\n"
            '  mend: put a text with braces in quotes: "{…}"'
        ),
    ),
    (
        "---\ntitle: *name\n---\n",
        "a.md:2:8: an alias of nothing: '*name'\n  mend: put a text that begins with * in quotes",
    ),
    (
        "---\na: &x [*x]\n---\n",
        "a.md:2:8: an alias of nothing: '*x'\n  mend: put a text that begins with * in quotes",
    ),
    (
        "---\na: " + "[" * 40 + "]" * 40 + "\n---\n",
        "a.md:2:36: values inside values, more than 32 deep\n  mend: write simple keys and lists",
    ),
    (
        "+++\na = 1\na = 2\n+++\n",
        (
            "a.md:3:6: not TOML: Cannot overwrite a value\n"
            '  mend: write each line as  key = "value",  a day as  date = 2025-12-12'
        ),
    ),
    (
        "---\ntitle: x\n  date: y\n---\n",
        (
            "a.md:3:7: a key that is indented below a text\n"
            "  mend: begin each key at the start of its line, each item of a list with two spaces and -"
        ),
    ),
    (
        "---\ntitle: 'a' b\n---\n",
        "a.md:2:12: text behind a closing quotation mark or bracket\n  mend: write it as  title: \"'a' b\"",
    ),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_front_matter_that_cannot_be_read_is_told_with_its_mend(text, told):
    assert faults(text) == told


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(("text", "told"), FAULTS[:11], ids=[told for _, told in FAULTS[:11]])
def test_both_readers_of_yaml_tell_the_same(monkeypatch, loader, text, told):
    monkeypatch.setattr(yaml_fields, "LOADER", loader)
    monkeypatch.setattr(yaml_faults, "LOADER", loader)

    assert faults(text).split("\n")[0].split(":", 3)[3] == told.split("\n")[0].split(":", 3)[3]


def test_aliases_that_multiply_are_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert faults("---\n" + "\n".join(lines) + "\n---\n") == (
        "a.md:5:45: front matter that stands for more than 10000 values\n"
        "  mend: write the values out, without aliases"
    )


def test_front_matter_as_long_as_a_book_is_refused():
    assert faults("---\ntitle: " + "长" * 70_000 + "\n---\n") == (
        "a.md:2: front matter of 70008 characters\n"
        "  mend: keep it below 65536: text belongs below the fence"
    )


def test_a_long_line_of_spaces_is_read_at_once():
    """A pattern that tries every place twice would take a quarter of a minute."""
    assert values("---\ntitle: x\n" + " " * 60_000 + "\n---\n") == {"title": "x"}


def test_a_second_document_is_refused():
    assert faults("---\ntitle: x\n--- # more\nb: y\n---\n").startswith("a.md:3")


def test_every_fault_of_one_front_matter_is_told_at_once():
    text = "---\na: !x 1\na: 2\nb: 1\nb: 2\n---\n"

    assert [problem.line for problem in scan_source(text, path="a.md")[1]] == [2, 3, 5]


def test_what_could_be_read_is_given_beside_the_faults():
    front, problems = scan_source("---\ntitle: x\ntitle: y\n---\nbody", path="a.md")

    assert (front.fields["title"].value, front.body, len(problems)) == ("x", "body", 1)


def test_toml_is_read_as_typed_where_it_can_be():
    text = (
        "+++\ntitle = '标题'\ndate = 2025-12-12T08:48:00+08:00\nday = 2025-12-12\ndraft = true\n"
        "weight = 10\nratio = 1.50\nat = 08:48:00\ntags = ['a', '1984']\n\n[extra]\nlink = 'x'\n"
        "[[menu]]\nname = 'm'\n+++\nbody"
    )

    assert values(text) == {
        "title": "标题",
        "date": "2025-12-12T08:48:00+08:00",
        "day": "2025-12-12",
        "draft": "true",
        "weight": "10",
        "ratio": "1.50",
        "at": "08:48:00",
        "tags": ["a", "1984"],
        "extra": {"link": "x"},
        "menu": [{"name": "m"}],
    }


def test_toml_keys_know_their_lines():
    text = '+++\n# note\n"title" = "x"\n\'tags\' = [\n  "a",\n]\na.b = 1\n[zh]\ntitle = "y"\n+++\n'
    fields = split_source(text, path="a.md").fields

    assert {key: field.line for key, field in fields.items()} == {
        "title": 3,
        "tags": 4,
        "a": 7,
        "zh": 8,
    }


@pytest.mark.parametrize(
    "block", ["a = " + "1" * 5000, "a = " + "[" * 3000, "a = 2025-13-01", "title: x", "a ="]
)
def test_toml_that_cannot_be_read_is_a_problem(block):
    assert ": not TOML: " in faults(f"+++\n{block}\n+++\n")


def test_toml_brings_in_no_control_characters():
    assert values('+++\na = "x\\u0001y"\n+++\n') == {"a": "xy"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_quoted_text_reads_back(text):
    written = f"---\na: {quote_text(text)}\n---\n"

    assert values(written) == {"a": clean_source(text)}


pieces = st.sampled_from(
    [
        "---",
        "+++",
        "...",
        "\n",
        "\n\n",
        " ",
        "\t",
        ": ",
        "title",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "|",
        ">",
        "&a",
        "*a",
        "!!",
        "!x",
        "#",
        "%YAML 1.1",
        "<<",
        "?",
        "=",
        "\r",
        "\ufeff",
        "\x00",
        "宏观",
    ]
)


@given(st.text() | st.lists(pieces).map("".join))
def test_whatever_a_source_holds_it_is_split_or_refused(text):
    front, problems = scan_source(text, path="a.md")

    assert front.body_line >= 1
    assert all(problem.what and problem.mend and problem.line >= 1 for problem in problems)


@given(st.lists(pieces).map("".join), st.sampled_from(["---", "+++"]))
def test_whatever_stands_between_fences_is_read_or_refused(block, fence):
    front, problems = scan_source(f"{fence}\n{block}\n{fence}\nbody", path="a.md")

    assert front.body_line >= 1
    assert all(problem.what and problem.mend and problem.line >= 1 for problem in problems)
