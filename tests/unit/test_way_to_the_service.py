"""By which files a desk finds the central service: none of them, no service; a fault in one is said when it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.central_desk import OWN, PINNED, SETTINGS, way_to_central
from oa_desktop.domain.errors import Refused
from oa_desktop.security.line_certificate import make_line_certificate


def configured(folder: Path, words: str) -> Path:
    (folder / SETTINGS).write_text(words, encoding="utf-8")
    made = make_line_certificate("一号机")
    (folder / OWN).write_bytes(made.private)
    (folder / PINNED).write_bytes(made.public)
    return folder


def test_a_desk_without_the_file_has_no_service(tmp_path):
    assert way_to_central(tmp_path) is None


def test_a_desk_with_the_files_reaches_the_service_that_they_name(tmp_path):
    way = way_to_central(configured(tmp_path, "地址: 10.1.2.3:8443\n"))
    assert way is not None
    assert way() is way()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("地址: 8.8.8.8:8443\n", "central.not-private"),
        ("地址: 10.1.2.3:8443\n口令: 没有\n", "resource.faulty"),
        ("address: 10.1.2.3\n", "resource.faulty"),
    ],
)
def test_a_fault_in_the_file_is_said_when_the_service_is_asked(tmp_path, words, code):
    way = way_to_central(configured(tmp_path, words))
    assert way is not None
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        way()


def test_a_lost_certificate_is_said_by_its_name(tmp_path):
    way = way_to_central(configured(tmp_path, "地址: 10.1.2.3:8443\n"))
    (tmp_path / PINNED).unlink()
    assert way is not None
    with pytest.raises(Refused, match=r"central\.certificate.*central-service\.pem"):
        way()
