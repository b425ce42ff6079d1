"""What a file is, its bytes say and not its name; what may run in it, lies in it or is locked is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pikepdf
import pytest

from oa_desktop.docs.formats.identifying import identify
from oa_desktop.docs.formats.signatures import EMBEDDED, LINK, MACRO, SCRIPT
from oa_desktop.domain.archives.formats import stated_version

NAMESPACE = "http://www.ofdspec.org/2016"


def zipped(**parts: str | bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def ofd(entry: str = NAMESPACE, document: str = "", page: str = "", pages: int = 1) -> bytes:
    written = {
        "OFD.xml": f'<o:OFD xmlns:o="{entry}" Version="1.1" DocType="OFD"><o:DocBody>'
        "<o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>",
        "Doc_0/Document.xml": f'<o:Document xmlns:o="{NAMESPACE}"><o:Pages>'
        + '<o:Page BaseLoc="P.xml"/>' * pages
        + f"</o:Pages>{document}</o:Document>",
        "Doc_0/P.xml": f'<o:Page xmlns:o="{NAMESPACE}">{page}</o:Page>',
        "Doc_0/A.xml": f'<o:Attachments xmlns:o="{NAMESPACE}"><o:Attachment ID="1" Name="x"/></o:Attachments>',
    }
    return zipped(**written)


def docx(**parts: str | bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<document/>", **parts})


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda _: None, **how: object) -> bytes:
    made, kept = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    change(made)
    made.save(kept, **how)
    return kept.getvalue()


def with_script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_file(made: pikepdf.Pdf) -> None:
    made.attachments["表.txt"] = b"text"


def sequence(*inside: bytes) -> bytes:
    held = b"".join(inside)
    return b"\x30\x82" + len(held).to_bytes(2) + held


FILES: Mapping[str, bytes] = {
    "电子印章": sequence(sequence(b"\x30\x0e\x16\x02ES\x02\x01\x04", bytes(300))),
    "证书": sequence(sequence(b"\xa0\x03\x02\x01\x02", bytes(300))),
    "OFD": ofd(),
    "PDF": pdf(),
    "DOCX": docx(),
    "XLSX": zipped(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "<workbook/>"}),
    "ZIP": zipped(a="b"),
    "复合文档": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(20),
    "TIFF": b"II*\x00" + bytes(20),
    "XML": "<?xml version='1.0'?><文件目录/>".encode(),
    "文本": "现将有关事项通知如下。".encode("gb18030"),
    "程序": b"MZ" + bytes(60),
    "未知": b"\x01\x02\x00\x03" * 9,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_its_bytes(name):
    assert identify(FILES[name]).name == name


def test_a_pdf_tells_its_version_and_what_it_claims_to_keep():
    def claiming(made: pikepdf.Pdf) -> None:
        with made.open_metadata() as said:
            said["pdfaid:part"], said["pdfaid:conformance"] = "2", "B"

    assert identify(pdf(claiming, min_version="1.7")).version == "1.7 PDF/A-2B"
    assert stated_version(pdf(claiming, min_version="1.7")) == "1.7"
    assert [stated_version(one) for one in (b"%PDF-1.7", b"%PDF-99\n", b"PK %PDF-1.7\n")] == [""] * 3


def test_an_ofd_in_another_namespace_is_none():
    assert identify(ofd("http://example.invalid/2016")).name == "ZIP"


ACTIVE: Mapping[str, tuple[bytes, str]] = {
    "a script of a PDF": (pdf(with_script), SCRIPT),
    "a script hidden in a stream of objects": (
        pdf(with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        SCRIPT,
    ),
    "a file in a PDF": (pdf(with_file), EMBEDDED),
    "a macro of a DOCX": (docx(**{"word/vbaProject.bin": b"x"}), MACRO),
    "an object of a DOCX": (docx(**{"word/embeddings/oleObject1.bin": b"x"}), EMBEDDED),
    "a template from outside": (
        docx(
            **{"word/_rels/settings.xml.rels": '<R><Relationship Type="x/attachedTemplate" TargetMode="External"/></R>'}
        ),
        LINK,
    ),
    "a file in an OFD": (ofd(document="<o:Attachments>A.xml</o:Attachments>"), EMBEDDED),
    "an address on a page of an OFD": (
        ofd(page='<o:Action Event="CLICK"><o:URI URI="http://example.invalid"/></o:Action>'),
        LINK,
    ),
    "a sound of an OFD": (ofd(document='<o:Action Event="DO"><o:Sound ResourceID="1"/></o:Action>'), SCRIPT),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_may_run_or_lies_inside_is_found(name):
    data, what = ACTIVE[name]
    assert identify(data).active == (what,)


@pytest.mark.parametrize("data", [pdf(), ofd(page="<o:Action><o:Goto/></o:Action>"), docx()])
def test_nothing_is_found_where_nothing_is(data):
    assert identify(data).active == () and not identify(data).doubt


def test_an_ofd_has_as_many_pages_as_its_document_names_and_nothing_else_is_counted_here():
    assert [identify(one).pages for one in (ofd(), ofd(pages=3), pdf(), docx())] == [1, 3, 0, 0]


def locked_zip() -> bytes:
    """A package whose first part says that it is encrypted."""
    data = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


LOCKED = {
    "PDF": pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    "PDF without a password to open it": pdf(encryption=pikepdf.Encryption(owner="a", user="")),
    "DOCX": locked_zip(),
    "compound": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_is_encrypted_is_found(name):
    assert identify(LOCKED[name]).encrypted


@pytest.mark.parametrize(
    "data",
    [pdf()[:200], ofd()[:300], docx()[:-30], b"", b"%PDF-1.7\n", FILES["证书"][:-1], FILES["电子印章"] + b"\x80"],
)
def test_what_is_damaged_leaves_a_doubt(data):
    assert identify(data).doubt
