"""A resource file is text that an office may edit; what is wrong with it is said with line and column."""

import os
from pathlib import Path

import pytest

from oa_desktop.catalogue.faults import Faulty, Spot
from oa_desktop.catalogue.yaml_source import DEEPEST, LARGEST, parse_yaml, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.resources import resource_path


def fault_of(text: str) -> Finding:
    with pytest.raises(Faulty) as caught:
        parse_yaml(text, "流程.yaml")
    return caught.value.finding


@pytest.mark.parametrize("typed", ["000001", "1.50", "yes", "null", "2026-03-18", "0x1F", "~", "1e3", "[2026]18号"])
def test_every_scalar_stays_as_typed(typed: str) -> None:
    quoted = f'"{typed}"' if typed.startswith("[") else typed
    assert parse_yaml(f"值: {quoted}", "f").value == {"值": typed}


def test_a_value_and_its_key_know_their_line_and_column() -> None:
    source = parse_yaml("id: general\nsteps:\n  - id: draft\n    name: 拟稿\n", "f")
    assert source.spot(("steps", 0, "name")) == Spot(file="f", line=4, column=11)
    assert source.key_spot(("steps", 0, "name")) == Spot(file="f", line=4, column=5)


def test_a_value_that_is_empty_stands_where_its_key_ends() -> None:
    assert parse_yaml("a: {b: , c: d}", "f").spot(("a", "b")) == Spot(file="f", line=1, column=7)


@pytest.mark.parametrize("name", ["flows/outgoing-rules.yaml", "profiles/national.yaml"])
def test_both_readers_of_yaml_say_the_same_of_a_shipped_file(name: str) -> None:
    text = resource_path(name).read_text("utf-8")
    assert parse_yaml(text, name) == parse_yaml(f"{text}\n# 问号使人细读?\n", name)


def test_a_place_that_does_not_exist_is_shown_at_what_is_around_it() -> None:
    source = parse_yaml("steps:\n  - id: draft\n", "f")
    assert source.spot(("steps", 0, "role")) == source.spot(("steps", 0))
    assert source.key_spot(("steps", 0, "role")) == Spot(file="f", line=2, column=5)


def test_a_pipe_or_a_device_is_no_resource(tmp_path: Path) -> None:
    """Reading one might never end."""
    pipe = tmp_path / "f.yaml"
    os.mkfifo(pipe)
    with pytest.raises(Unavailable) as caught:
        read_yaml(pipe)
    assert caught.value.code == "resource.unreadable"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeff名称: 一般".encode())
    assert read_yaml(path).value == {"名称": "一般"}


BILLION_LAUGHS = "a: &a [笑, 笑]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        (BILLION_LAUGHS, "resource.alias", "1:4"),
        ("a: 1\nb: *x\n", "resource.alias", "2:4"),
        ("a: !!python/object/apply:os.system [ls]\n", "resource.tag", "1:4"),
        ("a: !inner x\n", "resource.tag", "1:4"),
        ("[" * 100_000, "resource.too-deep", f"1:{DEEPEST + 1}"),
        ("a: " + "x" * LARGEST, "resource.too-large", "1:1"),
        ("a: 1\n---\nb: 2\n", "resource.several-documents", "2:1"),
        ("", "resource.empty", "1:1"),
        ("# 只有说明\n", "resource.empty", "1:1"),
        ("a: 1\nb: 2\na: 3\n", "resource.key-repeated", "3:1"),
        ("? [a, b]\n: c\n", "resource.key-form", "1:3"),
    ],
)
def test_what_is_more_than_data_is_refused(text: str, rule: str, place: str) -> None:
    found = fault_of(text)
    assert (found.rule, in_words(found.place)) == (rule, f"流程.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("name: 发文: 一般\n", "1:9", "resource.colon"),
        ("id: a\nname：发文\nversion: 1\n", "2:1", "resource.no-colon"),
        ("id: a\n\tname: b\n", "2:1", "resource.tab"),
        ("id: a\nname: 发\t文\n", "2:8", "resource.tab"),
        ("id: |#\n  发文\n", "1:6", "resource.syntax"),
        ("id: a\nto: [draft?, b]\n", "2:5", "resource.brackets"),
        ("id: a\nto: [draft\nname: b\n", "2:5", "resource.brackets"),
        ('id: a\nname: "发文\n', "2:7", "resource.quotes"),
        ("steps:\n  - id: a\n   name: b\n", "3:4", "resource.indentation"),
        ("id: a\x00b\n", "1:1", "resource.syntax"),
        ("id: %x\n", "1:5", "resource.first-sign"),
    ],
)
def test_a_slip_of_the_pen_is_said_where_it_is(text: str, place: str, rule: str) -> None:
    found = fault_of(text)
    assert (found.rule, in_words(found.place)) == (rule, f"流程.yaml:{place}")


def test_a_file_in_another_encoding_is_refused_at_its_first_strange_line(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"id: a\n" + "name: 发文\n".encode("gb18030"))
    with pytest.raises(Faulty) as caught:
        read_yaml(path)
    assert in_words(caught.value.finding.place) == "f.yaml:2:1"
    assert caught.value.finding.rule == "resource.encoding"


def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        read_yaml(tmp_path / "none.yaml")
    assert (caught.value.code, caught.value.params) == ("resource.unreadable", {"file": "none.yaml"})
