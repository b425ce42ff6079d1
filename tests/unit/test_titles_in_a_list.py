"""In a unit's lists every title would begin with the unit's own name; what tells papers apart stands behind it."""

import pytest

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries import DossierRow
from oa_desktop.ui.lists.columns import line_in_words, subject


def row(title: str, organ: str) -> DossierRow:
    names = ["kind", "number", "urgency", "classification", "phase", "step", "holder", "drafter", "drafted", "updated"]
    return DossierRow(dossier=DossierId("d"), title=title, organ=organ, position=1, key=1, **dict.fromkeys(names, ""))


@pytest.mark.parametrize(
    ("title", "organ", "shown"),
    [
        ("清源县人民政府办公室关于做好归档工作的通知", "清源县人民政府办公室", "关于做好归档工作的通知"),
        ("清源县财政局、清源县教育局关于拨付经费的函", "清源县财政局、清源县教育局", "关于拨付经费的函"),
        ("清源县人民政府办公室转发县财政局意见的通知", "清源县人民政府办公室", "转发县财政局意见的通知"),
        ("关于做好归档工作的通知", "清源县人民政府办公室", "关于做好归档工作的通知"),
        ("清源县人民政府办公室会议纪要", "清源县人民政府办公室", "清源县人民政府办公室会议纪要"),
        ("关于修路的请示", "", "关于修路的请示"),
    ],
)
def test_a_list_shows_what_a_document_is_about(title, organ, shown):
    assert subject(row(title, organ)) == shown


def test_read_aloud_a_title_is_whole_and_comes_first():
    assert line_in_words(row("清源县人民政府关于修路的通知", "清源县人民政府")).startswith(
        "清源县人民政府关于修路的通知"
    )
