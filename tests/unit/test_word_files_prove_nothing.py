"""DOCX 核验: what is shown is never what was signed, and the reasons are named."""

import pytest

from oa_desktop.docs.seals.signed_files import kind_of
from oa_desktop.docs.seals.word_verdict import judged
from oa_desktop.domain.trust.verdicts import Outcome
from tests.rigs.word_files import p, packed, r, unpacked, word_file

PLAIN = word_file(p("正文。"))
EXTERNAL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"{mode}/></Relationships>'
)


def also(**parts: bytes) -> bytes:
    return packed({**unpacked(PLAIN), **{name.replace("__", "/"): data for name, data in parts.items()}})


def linked(kind: str, target: str, *, outside: bool) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    relationships = EXTERNAL.format(kind=kind, target=target, mode=mode).encode()
    return packed({**unpacked(PLAIN), "word/_rels/header1.xml.rels": relationships})


def field(*pieces: str) -> bytes:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return word_file(p(begin + codes + end, r("2026年")))


def changes(data: bytes) -> set[str]:
    return {one.told["what"] for one in judged(data).statements if one.rule == "verdict.word-changes"}


def test_a_document_proves_nothing_however_plain() -> None:
    found = judged(PLAIN)
    assert found.outcome is Outcome.UNDECIDED
    assert [one.rule for one in found.statements] == ["verdict.word-not-fixed", "verdict.not-signed"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (field(" DATE \\@ yyyy"), "域（DATE）"),
        (field(" INCLUDE", "TEXT other.docx "), "域（INCLUDETEXT）"),
        (word_file('<w:p><w:fldSimple w:instr=" DOCPROPERTY Sum "/></w:p>'), "域（DOCPROPERTY）"),
        (word_file(p("正文。"), header='<w:p><w:fldSimple w:instr="TIME"/></w:p>'), "域（TIME）"),
        (linked("image", "http://10.0.0.1/seal.png", outside=True), "文件之外的内容"),
        (linked("attachedTemplate", "\\\\server\\a.dotm", outside=True), "文件之外的内容"),
        (linked("aFChunk", "late.html", outside=False), "另一个文件的内容"),
        (also(word__vbaProject__bin=b"").replace(b"vbaProject/bin", b"vbaProject.bin"), "宏"),
        (also(word__embeddings__ole1=b""), "嵌入的对象"),
    ],
)
def test_what_changes_when_it_is_opened_is_named(data: bytes, what: str) -> None:
    assert changes(data) == {what}
    assert judged(data).outcome is Outcome.UNDECIDED


def test_page_numbers_and_links_to_read_on_change_nothing() -> None:
    assert changes(field(" PAGE ")) == changes(linked("hyperlink", "http://10.0.0.1/", outside=True)) == set()


def test_a_signature_in_it_is_not_judged_and_that_is_said() -> None:
    found = judged(also(_xmlsignatures__sig1=b"<a/>"))
    assert "verdict.word-signed" in {one.rule for one in found.statements}
    assert "verdict.not-signed" not in {one.rule for one in found.statements}


def test_a_damaged_one_is_no_less_undecided() -> None:
    assert judged(PLAIN[: len(PLAIN) // 2]).outcome is Outcome.UNDECIDED


def test_what_a_file_is_follows_from_what_it_holds() -> None:
    assert kind_of(PLAIN) == kind_of(also(word__vbaData__xml=b"")) == "DOCX"
    assert kind_of(b"%PDF-1.7") == kind_of(b"MZ\n%PDF-1.7") == "PDF"
    assert kind_of(b"PK\x03\x04 sheet") == kind_of(b"") == kind_of(b"{}") == ""
