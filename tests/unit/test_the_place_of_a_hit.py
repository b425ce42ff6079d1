"""Where a search shows what it found: in the text as typed, though it was compared in its normal form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.storage.words import AROUND, Place, as_written, normal, place, question

TYPED = st.text(st.sampled_from("工作通知 Ａaｂ㍿℡㈠İ〔]\n\u3000e\u0301ﬁ"), max_size=60)


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("关于做好工作的通知", "工作", Place(before="关于做好", match="工作", after="的通知")),
        ("㈠工作", "工作", Place(before="㈠", match="工作")),
        ("来自㍿ｗ公司", "社w", Place(before="来自", match="㍿ｗ", after="公司")),
        ("ＯＡ系统", "oa", Place(match="ＯＡ", after="系统")),
        ("清政办发〔2026〕18号", "(2026)18", Place(before="清政办发", match="〔2026〕18", after="号")),
        ("第一行\n第二行", "二行", Place(before="第一行 第", match="二行")),
        ("没有那个词", "工作", Place(after="没有那个词")),
    ],
)
def test_the_words_are_shown_as_they_were_typed(text, word, shown):
    assert place(text, normal(word)) == shown


@pytest.mark.parametrize(
    ("title", "asked", "written"),
    [
        ("关于二〇二六年ＡＢ类工作的通知", "2026 ab 通知", ("二〇二六", "ＡＢ", "通知")),
        ("清政办发〔2026〕18号", "(二〇二六)", ("2026",)),
        ("关于植树的通知", "防火", ()),
    ],
)
def test_a_title_says_what_was_asked_in_its_own_way(title, asked, written):
    assert as_written(title, question(asked)) == written


@given(text=TYPED, start=st.integers(0, 59), length=st.integers(1, 3))
def test_what_is_shown_stands_in_the_text_and_reads_as_what_was_asked(text, start, length):
    line = " ".join(unicodedata.normalize("NFC", text).split())
    folded = "".join(normal(one) for one in line)
    word = folded[start : start + length]
    if not word:
        return
    shown = place(text, word)
    assert shown.before + shown.match + shown.after in line
    assert word in "".join(normal(one) for one in shown.match)
    assert len(shown.before) <= AROUND
