"""Papers as offices type them: every "must" that is found in them was looked at and is right; elsewhere there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed

PAPERS = Path(__file__).parents[1] / "data" / "papers"
DEMONSTRATION = Path(__file__).parents[2] / "resources" / "demonstration" / "notice.txt"
NO_KIND = {"kind.unknown"}
RIGHT = {
    "不是公文-合同": NO_KIND,
    "不是公文-大事记": NO_KIND,
    "不是公文-标语": NO_KIND,
    "不是公文-调研随笔": NO_KIND,
    "公告-土地出让": {"date.separators"},
    "决定-处分": {"date.separators"},
    "决议-村民代表会议": {"date.digits"},
    "意见-上行文": {"date.short-year"},
    "报告-村委会": {"date.incomplete", "date.short-year", "signer.missing"},
    "议案-任免": {"date.digits"},
    "证明": {"date.full-width", *NO_KIND},
    "请示-学校": {"date.digits", "signer.missing"},
    "通报-批评": NO_KIND,
    "通知-办法未标附件": {"number.brackets"},
    "通知-手机上打的": {"date.separators"},
    "通知-转发-学校": {"recipients.end"},
    "通知-领导小组": {"date.digits"},
}
"""What is demanded and really lacks, by paper."""


@pytest.mark.parametrize("path", [*sorted(PAPERS.glob("*.txt")), DEMONSTRATION], ids=lambda path: path.stem)
def test_what_must_be_mended_in_a_paper_is_really_wrong(path: Path) -> None:
    reading = read_source(path.read_bytes(), path.name)
    found = inspect(as_typed(reading.manuscript, reading.findings))
    assert {one.rule for one in found if one.severity is Severity.FAULT} == RIGHT.get(path.stem, set())
