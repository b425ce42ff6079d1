"""Bombs are refused with a sentence, or read as far as they say something; none takes the program along."""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.archive.metadata_reading import read_metadata
from oa_desktop.archive.opening import read_rows
from oa_desktop.bootstrap.adapters import build_reader, build_signed_files, build_viewer
from oa_desktop.catalogue.exercise_packages import unpacked
from oa_desktop.docs.ofd.painting.glyphs import outlines_of
from oa_desktop.docs.ofd.painting.orders import Unpaintable
from oa_desktop.docs.signed_pdf.confined_signing import refuse_picture
from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.i18n.problems import say
from oa_desktop.office.teaching.foreign import tried_result, tried_transcript
from oa_desktop.security.certificates.confined import ConfinedCertificates
from oa_desktop.security.seals.confined_reading import ask_for_facts
from tests.rigs import archive_bombs, bombs
from tests.rigs.sentences import must_be_a_sentence

PACKAGE = Path(bombs.__file__).resolve().parents[2] / "oa_desktop"
FEWEST = 60
MOST_KILOBYTES = 400_000
"""How much the program itself may grow over all bombs; what a worker takes is held by its own limits."""

READER, SIGNED, CERTIFICATES = build_reader(), build_signed_files(), ConfinedCertificates()
THROWN: Mapping[str, tuple[Mapping[str, bombs.Bomb], Callable[[bytes], object]]] = {
    "DOCX": (bombs.DOCX, lambda data: READER.read(data, "来文.docx")),
    "图片": (bombs.PICTURES, READER.picture),
    "PDF": (bombs.PAGES, lambda data: READER.read(data, "来文.pdf")),
    "版面": (bombs.PAGES, lambda data: build_viewer().leaves(data)),
    "OFD": (bombs.OFDS, lambda data: READER.read(data, "来文.ofd")),
    "签章 OFD": (bombs.OFDS, lambda data: SIGNED.verify(data, Trust())),
    "签章 PDF": (bombs.PAGES, lambda data: SIGNED.verify(data, Trust())),
    "表格": (bombs.SHEETS, lambda data: Workbooks().read(data, "名册.xlsx", 5_000)),
    "证书": (bombs.KEYS, CERTIFICATES.read),
    "吊销列表": (bombs.KEYS, CERTIFICATES.read_list),
    "印章": (bombs.KEYS, ask_for_facts),
    "OFD 的字体": (bombs.LETTERS, lambda data: refuse_picture(bombs.ofd_font(data))),
    "封装包": (archive_bombs.BOMBS, lambda data: read_eep(data, "封装包.xml")),
    "元数据": (archive_bombs.BOMBS, lambda data: read_metadata(data, "元数据.xml")),
    "目录文件": (archive_bombs.BOMBS, lambda data: read_rows(data, "目录文件.XML")),
    "实训场景": (bombs.SHEETS, lambda data: unpacked(data, "场景.scn")),
    "成绩文件": (bombs.RESULTS, tried_result),
    "成绩单": (bombs.RESULTS, tried_transcript),
    "印章图片": ({**bombs.PICTURES, **bombs.OFDS}, refuse_picture),
}
"""What is thrown at which entrance."""


def fate(act: Callable[[bytes], object], data: bytes) -> str:
    """What becomes of a bomb; anything but a refusal or an answer is raised."""
    try:
        act(data)
    except OfficeError as error:
        must_be_a_sentence(str(say(error.code, error.params)))
        return error.code
    return "read"


@pytest.mark.parametrize("entrance", THROWN)
def test_no_bomb_takes_the_program_along(entrance, record_property):
    kinds, act = THROWN[entrance]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fates = {name: fate(act, bomb()) for name, bomb in kinds.items()}
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    record_property("fates", fates)
    assert grown < MOST_KILOBYTES, (grown, fates)


def test_a_letter_of_too_many_parts_is_refused_long_before_a_worker_runs_out_of_time():
    for name in ("a letter that doubles itself thirty times", "subroutines that double"):
        with pytest.raises(Unpaintable):
            outlines_of(bombs.LETTERS[name]())("A", None)
    assert outlines_of(bombs.doubled(3))("A", None)


def test_the_catalogue_has_sixty_bombs():
    assert (
        sum(len(kinds) for kinds in (bombs.DOCX, bombs.PICTURES, bombs.PAGES, bombs.OFDS, bombs.SHEETS, bombs.KEYS))
        >= FEWEST
    )


def test_a_reader_in_this_process_would_be_found_out():
    with pytest.raises(RecursionError):
        fate(_careless, b"(" * 100_000)


def _careless(data: bytes) -> object:
    return _careless(data[1:]) if data else None


# --- the entrances -----------------------------------------------------------------------------------------------

TRIED = {
    "archive/confined_reading.py": {"read_confined", "metadata_confined", "rows_confined"},
    "bootstrap/official_store.py": {"read_confined"},
    "catalogue/exercise_packages.py": {"unpack_confined"},
    "office/teaching/foreign.py": {"result_confined", "transcript_confined"},
    "docs/confined_reading.py": {"read_confined", "words_confined", "take_in_confined"},
    "docs/formats/confined_identifying.py": {"identify_confined"},
    "docs/sheets/viewing.py": {"leaves_confined", "raster_confined", "places_confined"},
    "docs/sheets/foreign.py": {"sheets_confined"},
    "docs/confined_inspecting.py": {"inspect_confined"},
    "docs/seals/word_verdict.py": {"judge_confined"},
    "docs/workbook/workbooks.py": {"read_confined"},
    "docs/ofd/judging/reading.py": {"read_confined"},
    "docs/signed_pdf/confined_judging.py": {"judge_confined"},
    "docs/signed_pdf/confined_signing.py": {"prepare_confined", "envelope_confined", "picture_confined"},
    "docs/press/confined_bench.py": {
        "worked_confined",
        "joined_confined",
        "numbered_confined",
        "laid_over_confined",
        "blank_place_confined",
        "ofd_blank_place_confined",
        "ofd_seals_confined",
        "ofd_copied_confined",
    },
    "security/certificates/confined.py": {
        "read_confined",
        "read_list_confined",
        "judge_confined",
        "vouches_confined",
    },
    "security/certificates/confined_signing.py": {"judge_confined"},
    "security/certificates/trust_folder.py": {"read_confined"},
    "security/seals/confined_reading.py": {"read_confined"},
    "security/seals/confined_judging.py": {"judge_confined"},
}
"""Every function that takes foreign bytes apart: a new one is looked at before it stands here."""


def test_every_entrance_for_foreign_files_is_known():
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text if "_confined(" in text else "")
        names = {
            node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.endswith("_confined")
        }
        if names:
            found[path.relative_to(PACKAGE).as_posix()] = names
    assert found == TRIED


def test_parsers_of_foreign_files_are_imported_by_workers_alone():
    asked = "import sys, oa_desktop.bootstrap.building, oa_desktop.cli.program; print(*sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert {"pypdfium2", "openpyxl", "pyhanko", "docx"} & set(told) == set()
