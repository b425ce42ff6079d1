"""Search misses nothing, shows the place, and no question can harm it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oa_desktop.domain.organisation import Role
from oa_desktop.office import queries as q
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
