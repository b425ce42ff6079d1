"""效力、公开: what was stated holds until its last day, and is called otherwise from then on."""

from __future__ import annotations

import pytest

from oa_desktop.domain.documents.standings import WORDS, standing_of
from oa_desktop.domain.documents.validity import Status, Validity
from oa_desktop.domain.secrecy.publications import Ending, Publication

PUBLIC = Publication(where="网站", since="2026-01-01", until="2026-12-31")


@pytest.mark.parametrize(
    ("validity", "publication", "before", "after"),
    [
        (Validity(until="2026-12-31"), None, "有效", "失效"),
        (Validity(), None, "有效", "有效"),
        (Validity(status=Status.AMENDED, until="2026-12-31"), None, "修改", "失效"),
        (Validity(status=Status.REPEALED, until="2026-12-31"), None, "废止", "废止"),
        (None, PUBLIC, "公开", "到期"),
        (None, Publication(where="网站", since="2026-01-01"), "公开", "公开"),
        (None, Publication(where="网站", since="2026-01-01", ended=Ending.TAKEN_DOWN), "撤下", "撤下"),
        (None, None, "", ""),
    ],
)
def test_what_holds_is_asked_with_the_day(
    validity: Validity | None, publication: Publication | None, before: str, after: str
) -> None:
    stands = standing_of(validity, publication)
    assert (stands.on("2026-12-31"), stands.on("2027-01-01")) == (before, after)
    assert {before, after} <= {*WORDS, ""}


def test_it_is_called_as_validity_itself_says_on_every_day() -> None:
    for status in Status:
        for day in ("2026-12-31", "2027-01-01"):
            validity = Validity(status=status, until="2026-12-31")
            assert standing_of(validity, None).on(day) == validity.on(day)
