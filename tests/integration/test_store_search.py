"""Search misses nothing, shows the place, and no question can harm it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.storage import words
from tests.builders import PEOPLE, Writer, new_store, sight_of

SIGHT = sight_of(PEOPLE[0], Role.DRAFTER)
LETTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出〔〕[]（）()2０26号第。，A aＢb\n𬭚é-\"'*"
TEXTS = st.text(alphabet=st.sampled_from(LETTERS), max_size=40)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str]]]:
    store, writer, texts = new_store(tmp_path_factory.mktemp("home") / "official"), Writer(), {}

    @settings(max_examples=150, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def fill(text: str) -> None:
        texts[writer.draft(store, "通知", text=text)] = words.normal("通知\n" + text)

    fill()
    yield store, texts
    store.close()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(alphabet=st.sampled_from(LETTERS), min_size=1, max_size=5))
def test_a_search_finds_what_a_reader_of_every_text_finds(filled: tuple[Any, dict[str, str]], asked: str) -> None:
    store, texts = filled
    question = words.question(asked)
    wanted = {dossier for dossier, text in texts.items() if question and words.holds(text, question)}
    found = [row.document.dossier for row in store.ask(q.Search(text=asked, limit=1000), SIGHT)]
    assert set(found) == wanted
    assert len(found) == len(wanted)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=30))
def test_no_question_is_harmful(filled: tuple[Any, dict[str, str]], asked: str) -> None:
    filled[0].ask(q.Search(text=asked), SIGHT)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "   ",
        "\n",
        "。，",
        '"',
        "'",
        "*",
        "NEAR(a b)",
        "pairs : x",
        "a AND",
        "OR OR",
        "^a",
        "-a",
        "(",
        "\0",
        "\ud800",
        "植" * 100_000,
    ],
)
def test_odd_questions_are_answered(filled: tuple[Any, dict[str, str]], asked: str) -> None:
    assert isinstance(filled[0].ask(q.Search(text=asked), SIGHT), tuple)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    store = new_store(tmp_path / "official")
    yield store
    store.close()


def found(store: Any, asked: str) -> list[str]:
    return [row.document.title for row in store.ask(q.Search(text=asked), SIGHT)]


@pytest.mark.parametrize(
    "typed", ["〔2026〕1号", "[2026]1号", "(2026)1号", "（2026）1号", "清政办发【２０２６】１号", "清政办发 2026"]
)
def test_a_number_is_found_however_it_is_typed(store: Any, typed: str) -> None:
    writer = Writer()
    dossier = writer.draft(store, "关于植树的通知", text="正文")
    writer.go(store, dossier, 6)
    writer.draft(store, "关于防火的通知")
    assert found(store, typed) == ["关于植树的通知"]


def test_title_and_text_are_searched(store: Any) -> None:
    Writer().draft(store, "关于植树的通知", text="请各单位做好准备。")
    assert found(store, "植树") == found(store, "准备") == found(store, "备。") == ["关于植树的通知"]


def test_all_the_words_must_occur(store: Any) -> None:
    writer = Writer()
    writer.draft(store, "关于植树的通知", text="春季")
    writer.draft(store, "关于植树的通报", text="秋季")
    assert found(store, "植树 秋季") == ["关于植树的通报"]
    assert found(store, "植树 冬季") == []


def test_one_character_is_enough(store: Any) -> None:
    Writer().draft(store, "关于植树的通知")
    assert found(store, "树") == ["关于植树的通知"]


def test_the_one_drafted_last_comes_first(store: Any) -> None:
    writer = Writer()
    for number in range(5):
        writer.draft(store, f"关于第{number}件事的通知")
    assert found(store, "通知") == [f"关于第{number}件事的通知" for number in (4, 3, 2, 1, 0)]
    assert len(store.ask(q.Search(text="通知", limit=2), SIGHT)) == 2


def test_the_place_is_shown_with_what_stands_around_it(store: Any) -> None:
    Writer().draft(store, "关于植树的通知", text="前文" * 20 + "各单位要做好春季造林工作，" + "后文" * 20)
    [row] = store.ask(q.Search(text="春季造林"), SIGHT)
    assert row.match == "春季造林"
    assert row.before.endswith("各单位要做好")
    assert len(row.before) == 20
    assert row.after.startswith("工作，后文")
    assert len(row.after) == 20


def test_a_very_long_question_is_judged_whole(store: Any) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(300))
    Writer().draft(store, "关于植树的通知", text=text)
    assert found(store, text) == ["关于植树的通知"]
    assert found(store, text + "错") == []


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def said(store: Any, writer: Writer) -> Callable[..., None]:
    """Somebody drafts a document and somebody else says something of it."""
    writer.name_people(store)
    return partial(_said, store, writer)


def _said(store: Any, writer: Writer, title: str, *opinions: str) -> None:
    dossier = writer.draft(store, title, text="正文")
    for words_said in opinions:
        action = act.LeaveOpinion(dossier=dossier, opinion=words_said)
        writer.write(store, dossier, [(action, PEOPLE[1])])


def test_an_opinion_is_found_and_is_called_one_with_who_said_it(store: Any, said: Callable[..., None]) -> None:
    said("关于植树的通知", "请商财政局落实苗木经费后再报。")
    said("关于防火的通知", "同意。")
    (line,) = store.ask(q.Search(text="苗木经费"), SIGHT)
    assert (line.document.title, line.speaker, line.act) == ("关于植树的通知", "张2", "leave-opinion")
    assert (line.before, line.match, line.after) == ("请商财政局落实", "苗木经费", "后再报。")
    (text,) = store.ask(q.Search(text="植树"), SIGHT)
    assert (text.match, text.speaker, text.act) == ("植树", "", "")


def test_an_opinion_is_found_in_a_list_with_its_words(store: Any, said: Callable[..., None]) -> None:
    said("关于植树的通知", "请商财政局落实苗木经费。", "苗木经费已落实。")
    said("关于防火的通知", "同意。")
    asked = o.Outline(of=q.Everything, filter=o.Filter(words="苗木经费"))
    ((group),) = store.ask(asked, SIGHT)
    (line,) = store.ask(o.Lines(keys=group.keys, words="苗木经费"), SIGHT)
    assert (line.match, line.after, line.speaker) == ("苗木经费", "已落实。", "张2")
    (plain,) = store.ask(o.Lines(keys=group.keys, words="植树"), SIGHT)
    assert (plain.match, plain.act) == ("植树", "")


def test_words_of_a_text_and_of_an_opinion_are_not_put_together(store: Any, said: Callable[..., None]) -> None:
    said("关于植树的通知", "经费已落实。")
    assert found(store, "植树 经费") == []
    assert found(store, "经费 落实") == ["关于植树的通知"]


def test_a_document_of_which_much_was_said_is_found_once_and_others_too(store: Any, said: Callable[..., None]) -> None:
    said("关于植树的通知", *["经费已落实。"] * 7)
    for number in range(3):
        said(f"关于第{number}件事的通知", "经费未落实。")
    titles = [row.document.title for row in store.ask(q.Search(text="经费", limit=4), SIGHT)]
    assert titles == ["关于第2件事的通知", "关于第1件事的通知", "关于第0件事的通知", "关于植树的通知"]
    assert [row.document.title for row in store.ask(q.Search(text="经费", limit=2), SIGHT)] == titles[:2]


def test_an_opinion_on_what_one_may_not_know_is_not_found(store: Any, said: Callable[..., None]) -> None:
    said("关于植树的通知", "经费已落实。")
    stranger = sight_of(PEOPLE[5], Role.DISPATCHER)
    assert store.ask(q.Search(text="经费"), stranger) == ()
    assert store.ask(o.Outline(of=q.Everything, filter=o.Filter(words="经费")), stranger) == ()
    assert store.ask(o.Lines(keys=(1, 2), words="经费"), stranger) == ()


def test_a_very_long_opinion_is_found_by_a_very_long_question(store: Any, said: Callable[..., None]) -> None:
    long = "请商财政局落实苗木经费并抄送各乡镇" * 5
    said("关于植树的通知", long)
    assert found(store, long) == ["关于植树的通知"]
    assert found(store, f"{long}不") == []
    asked = o.Outline(of=q.Everything, filter=o.Filter(words=long))
    assert len(store.ask(asked, SIGHT)) == 1
    assert store.ask(replace(asked, filter=o.Filter(words=f"{long}不")), SIGHT) == ()
