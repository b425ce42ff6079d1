"""What the form of an exercise offers: its own words in place of codes, and nothing that looking at it would change."""

from __future__ import annotations

import json

import pytest

from oa_desktop.i18n.resources import resource_path
from oa_desktop.training.authored_names import rule_names
from oa_desktop.training.authoring import Blank, Draft, sections_of

SCHEMA = json.loads(resource_path("schemas/exercise.json").read_text(encoding="utf-8"))
DRAFT = Draft(
    id="session-9",
    content={
        "title": "归档",
        "materials": [{"id": "letter", "title": "来函", "planted": ["title.stop", "format"]}],
        "discs": [{"name": "光盘甲", "harm": "改一个字节", "doc": "letter"}],
        "questions": [
            {
                "id": "kind",
                "kind": "归类",
                "text": "归到哪一类？",
                "choices": {"money": "要钱"},
                "boxes": {"request": "请示"},
                "answers": ["money=request"],
                "why": "要批。",
            }
        ],
        "checks": [{"id": "format", "asks": "附件打得开"}, {"id": "kept", "asks": "都留着"}],
        "runs": {"lapses": [{"id": "a", "fails": ["format"]}, {"id": "b", "fails": ["format", "kept"]}]},
    },
    texts={},
)


@pytest.fixture(scope="module")
def blanks() -> dict[str, Blank]:
    parts = sections_of(DRAFT, SCHEMA, {"faults": rule_names()})
    return {one.row.name: one for part in parts for one in part.blanks}


def test_faults_answers_and_papers_are_offered_by_their_words(blanks: dict[str, Blank]) -> None:
    assert dict(blanks["materials-0-planted"].row.options)["format"] == "附件打得开"
    assert dict(blanks["materials-0-planted"].row.options)["title.stop"].startswith("标题末尾")
    assert blanks["questions-0-answers"].row.options == (("money=request", "要钱 → 请示"),)
    assert blanks["questions-0-boxes-request"].row.label == "归到的类 1"
    assert blanks["discs-0-doc"].row.options == (("", "整张光盘"), ("letter", "来函"))


def test_a_choice_that_nobody_made_stays_unmade(blanks: dict[str, Blank]) -> None:
    damaged = blanks["materials-0-damaged"].row
    assert (damaged.usual, damaged.options[0]) == ("", ("", "（没有写）"))


def test_a_check_that_is_taken_away_is_failed_by_nothing_any_more() -> None:
    left = DRAFT.without("checks", 0).content
    assert [one["id"] for one in left["checks"]] == ["kept"]
    assert left["runs"]["lapses"] == [{"id": "b", "fails": ["kept"]}]


def test_a_disc_that_was_put_in_can_be_taken_away_again() -> None:
    more = DRAFT.with_another("discs")
    assert more.content["discs"][1] == {"name": "光盘2", "harm": "完好"}
    assert more.without("discs", 1) == DRAFT
