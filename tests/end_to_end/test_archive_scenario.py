"""The scenario of the archive: planted faults are found, packages come back whole, altered copies do not."""

from __future__ import annotations

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import bagit
import pikepdf
import pytest
from lxml import etree

from oa_desktop.bootstrap.adapters import build_signed_files
from oa_desktop.bootstrap.archive_faults import PLANTED
from oa_desktop.bootstrap.archive_play import FEWEST
from oa_desktop.cli.demo_archive import demonstrate
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome

TWENTY_FIVE = 25
FEW = 3
"""Items that are arranged and packed: each kind of package needs some, and none needs a year."""


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> tuple[Path, str]:
    """What the scenario left, and what it said."""
    out, said = tmp_path_factory.mktemp("archive") / "out", StringIO()
    with redirect_stdout(said), redirect_stderr(StringIO()):
        demonstrate(out, FEWEST, FEW)
    return out, said.getvalue()


def test_every_planted_fault_is_found_by_name_before_anything_is_arranged(played):
    kinds = {one.code for one in PLANTED}
    assert len(kinds) >= TWENTY_FIVE
    assert f"埋下 {len(kinds)} 种、{len(PLANTED)} 份，找到 {len(PLANTED)} 份。共 {FEWEST} 份" in played[1]
    assert "没有找到" not in played[1]


def test_each_kind_of_package_comes_into_an_empty_store_with_the_same_journals_and_contents(played):
    _out, said = played
    came = [line for line in said.splitlines() if "收进一个空的库" in line]
    assert [line.partition("/")[0] for line in came] == ["eep", "transfer", "bag"]
    assert all(line.endswith("不同的 0 个。") and "、内容 0 个" not in line for line in came)


def test_a_document_with_an_electronic_seal_lies_in_the_packages_as_it_was_sealed(played):
    out, _said = played
    files = build_signed_files()
    verdicts = [files.verify(one.read_bytes(), Trust()) for one in (out / "transfer").rglob("*正本.ofd")]
    assert [one.outcome for one in verdicts if one.signatures] == [Outcome.UNDECIDED]


def test_another_unit_receives_each_kind_of_package_and_keeps_it_byte_for_byte(played):
    _out, said = played
    came = [line for line in said.splitlines() if "别的单位接收进馆" in line]
    assert [line.partition("/")[0] for line in came] == ["eep", "transfer", "bag"]
    assert all("逐字节相同，不同的 0 个；移交单位凭名片认定：成立" in line for line in came), came


def test_what_lies_in_the_packages_is_whole_to_those_who_know_their_formats(played):
    """bagit.py, libxml2 and qpdf, each by its own reading."""
    out, _said = played
    assert bagit.Bag(str(out / "bag")).validate()
    files = [one for kind in PackageKind for one in (out / kind).rglob("*.*")]
    pages, texts = ([one for one in files if one.suffix.lower() == ending] for ending in (".pdf", ".xml"))
    assert len(pages) >= FEW and len(texts) >= FEW
    for page in pages:
        with pikepdf.open(page) as pdf:
            assert pdf.check_pdf_syntax() == [], page
    for text in texts:
        assert etree.parse(text).getroot().tag


def test_every_altered_copy_is_named_and_one_has_a_report_on_the_four_properties_that_fails(played):
    out, said = played
    altered = {one.name for one in (out / "tampered").iterdir() if one.is_dir()} - {"原样"}
    assert len(altered) == len({line.split("：")[0] for line in said.splitlines() if line.startswith("tampered/")})
    report = json.loads((out / "tampered" / "四性检测报告.json").read_text("utf-8"))
    assert (report["result"], report["vetoed"]) == ("不通过", True)
    failed = {one["name"] for one in report["items"] if one["result"] == "不通过"}
    assert failed == {"固化信息有效性", "信息包一致性"}, "what was not altered does not fail"
    assert (out / "tampered" / "四性检测报告.pdf").read_bytes().startswith(b"%PDF")
