"""Files that came in damaged or were made to do harm: read or refused with one sentence, and nothing in between."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.docs.confined_reading import ConfinedReader
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table
from oa_desktop.i18n.problems import say
from tests.golden.renew_docx import NOTICE
from tests.printed import WRITERS, printed
from tests.rigs.mutants import KINDS, careless, fate, fates, mutant
from tests.rigs.pdf_files import HOSTILE, pdf_page
from tests.rigs.sentences import must_be_a_sentence
from tests.rigs.word_files import p, packed, ps, table, word_file

READER = ConfinedReader(build_crypto().digest)
SEEDS = range(1, 121)
"""Of each kind; ``python -m benchmarks.mutants`` goes on from there."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_mutant_is_read_or_refused_with_a_sentence(kind: str) -> None:
    found = list(fates(kind, SEEDS))
    assert [one for one in found if not one.is_sound] == []
    outcomes = Counter(one.what for one in found)
    assert outcomes["read"] and outcomes["source.damaged"]


def test_a_careless_reader_would_be_found_out() -> None:
    whole = KINDS["docx"](NOTICE)
    found = [fate(mutant(whole, random.Random(seed)), "来文.docx", seed, careless) for seed in range(1, 40)]
    assert [one for one in found if not one.is_sound]


def test_a_seed_gives_the_same_mutant_again() -> None:
    whole = KINDS["docx"](NOTICE)
    assert mutant(whole, random.Random(7)) == mutant(whole, random.Random(7)) != whole


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def read(data: bytes) -> object:
    return READER.read(data, "来文.docx").manuscript


def test_a_table_of_ten_thousand_rows_comes_in_whole() -> None:
    rows = [(str(count), "张某某", "县教育局") for count in range(10_000)]
    manuscript = READER.read(word_file(ps("关于公布名单的通知", "各单位：") + table(*rows)), "来文.docx").manuscript
    assert [len(block.rows) for block in manuscript.body if isinstance(block, Table)] == [10_000]


def test_a_table_over_hundreds_of_pages_comes_in_as_one() -> None:
    rows = (("序号", "姓名", "单位"), *((str(count), "张某某", "县教育局") for count in range(1, 10_001)))
    paper = Manuscript(title="关于公布名单的通知", body=(paragraph("名单如下。"), Table(rows=rows)))
    found = READER.read(printed("pdf", paper), "来文.pdf").manuscript
    assert [block.rows for block in found.body if isinstance(block, Table)] == [rows]


def test_five_hundred_pages_come_in_whole_from_pages_too() -> None:
    lines = [f"第{count}段，各单位要认真落实，{'把各项工作做细做实做好' * 20}。" for count in range(1_200)]
    data = printed("ofd", Manuscript(title="关于落实工作的通知", body=tuple(map(paragraph, lines))))
    assert [block.text for block in READER.read(data, "来文.ofd").manuscript.body] == lines


def test_five_hundred_pages_come_in_whole() -> None:
    lines = [f"第{count}段，各单位要认真落实。" for count in range(10_000)]
    manuscript = READER.read(word_file(ps("关于落实工作的通知", "各单位：", *lines)), "来文.docx").manuscript
    assert len(manuscript.body) == len(lines)


@pytest.mark.parametrize("words", ["😀", "𠮷野", "\u202e反", "\ue003字", "甲\u200b乙"])
def test_odd_characters_come_in_as_far_as_a_page_can_hold_them(words: str) -> None:
    manuscript = READER.read(word_file(ps("关于检查的通知", "各单位：", f"请看{words}。")), "来文.docx").manuscript
    text = manuscript.body[0].text
    assert text.startswith("请看") and text.endswith("。")
    assert not {"\u202e", "\u200b"} & set(text)


@pytest.mark.parametrize("kind", sorted(WRITERS))
@pytest.mark.parametrize("words", ["𠮷野", "𡋾华", "㛃华"])
def test_rare_characters_come_back_from_pages(words: str, kind: str) -> None:
    data = printed(kind, Manuscript(title="关于检查的通知", body=(paragraph(f"请看{words}。"),)))
    assert [block.text for block in READER.read(data, f"来文.{kind}").manuscript.body] == [f"请看{words}。"]


@pytest.mark.parametrize("kind", sorted(WRITERS))
@pytest.mark.parametrize("words", ["\u202e反", "甲\u200b乙", "甲\0乙", "\ue003字", "😀"])
def test_odd_characters_on_pages_do_no_harm(words: str, kind: str) -> None:
    data = printed(kind, Manuscript(title="关于检查的通知", body=(paragraph(f"请看{words}。"),)))
    (block,) = READER.read(data, f"来文.{kind}").manuscript.body
    assert block.text.startswith("请看") and block.text.endswith("。")
    assert not {"\u202e", "\u200b", "\0"} & set(block.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Refused) as caught:
        READER.read(HOSTILE[name](), "来文.pdf")
    assert caught.value.code in {"source.too-hard", "source.damaged", "source.no-text"}
    must_be_a_sentence(str(say(caught.value.code, caught.value.params)))


def test_a_pdf_that_would_run_a_script_is_only_read() -> None:
    data = pdf_page(b"BT /F 16 Tf 100 700 Td (hello) Tj ET", catalog=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    assert READER.read(data, "来文.pdf").manuscript.title == "hello"


def deep(count: int) -> bytes:
    return word_file("<w:tbl><w:tr><w:tc>" * count + p("甲") + "</w:tc></w:tr></w:tbl>" * count)


@pytest.mark.parametrize("count", [2, 20, 60, 2_000])
def test_tables_in_tables_are_read_or_refused(count: int) -> None:
    assert fate(deep(count), "来文.docx").what in {"read", "source.damaged", "source.too-hard"}


def test_many_small_parts_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        read(packed({f"word/{count}.xml": b"" for count in range(20_001)}))
    assert caught.value.code in {"source.too-hard", "source.not-text"}


def test_a_package_in_which_every_part_is_the_same_bomb_is_refused() -> None:
    bomb = b"<a>" + b" " * 30_000_000 + b"</a>"
    names = ["_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"]
    data = packed(dict.fromkeys(names, bomb))
    assert len(data) < 200_000
    assert fate(data, "来文.docx").what in {"source.damaged", "source.too-hard"}
