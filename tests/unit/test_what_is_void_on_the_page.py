"""作废 on the page: a mark that was changed or lifted and a voided document are drawn over views and copies alone."""

from __future__ import annotations

import io

import pypdfium2

from oa_desktop.bootstrap.adapters import build_press, build_renderer
from oa_desktop.domain.actions import classifying as mark
from oa_desktop.domain.actions import together
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import Voided
from tests.fakes.classified import classified, classifying_office
from tests.fakes.office import FakeOffice, notice


def test_a_mark_that_was_changed_is_voided_on_the_view_and_on_copies_and_the_page_stays() -> None:
    office = classifying_office()
    document = classified(office, "file")
    before = office.as_("signer").papers.lay_before(document)
    office.as_("signer").perform(mark.Reclassify(dossier=document, mark="秘密★2年", reason="工作延期"))
    laid = office.as_("signer").papers.lay_before(document)

    assert before.shown == before.pdf == laid.pdf
    assert laid.seen.page == before.seen.page
    assert laid.shown == laid.pdf + " void False 秘密★2年（2026-04-16变更）".encode()
    assert " void False 秘密★2年".encode() in office.as_("signer").papers.hand_out(document, Paper.PAGE)


def test_a_voided_document_says_so_wherever_its_page_is_looked_at() -> None:
    office = FakeOffice()
    document = office.bring_to("department")
    drafter = office.as_("drafter")
    assert b" void " not in drafter.papers.hand_out(document, Paper.PAGE)
    drafter.perform(together.Void(dossier=document, reason="不再需要"))

    assert b" void True" in drafter.papers.lay_before(document).shown
    assert b" void True" in drafter.papers.hand_out(document, Paper.PAGE)
    assert b" void " not in drafter.papers.page(document)[1]


def test_the_old_mark_is_struck_out_the_new_one_stands_beside_it_and_every_page_says_that_it_is_void() -> None:
    long = tuple(Paragraph(spans=(Span(text="各乡镇要认真做好防汛工作，落实责任。" * 6),)) for _ in range(20))
    text = notice(classification="机密★5年", copy_number="000001", body=long)
    plain = build_renderer().render(text, Look()).data
    over = build_press().voided(plain, text, Look(), Voided(document=True, mark="秘密★1年（2026-04-16变更）"))

    before, after = (pypdfium2.PdfDocument(io.BytesIO(one)) for one in (plain, over))
    assert len(before) == len(after) > 1
    words = [page.get_textpage().get_text_bounded() for page in after]
    assert "秘密★1年（2026-04-16变更）" in words[0]
    assert [one.count("作废") for one in words] == [1] * len(words)
    assert "变更" not in words[1]
    assert reds(after[0], 46, 54, 28, 54) > reds(before[0], 46, 54, 28, 54) == 0


def reds(page: pypdfium2.PdfPage, top: int, bottom: int, left: int, right: int) -> int:
    """How many dots of a part of a page, in millimetres, are red."""
    part = page.render(scale=4 * 25.4 / 72).to_pil().convert("RGB").crop((left * 4, top * 4, right * 4, bottom * 4))
    return sum(count for count, (red, green, _blue) in part.getcolors(99_999) if red > 150 and green < 80)
