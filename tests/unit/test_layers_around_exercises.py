"""What keeps an exercise apart within its store: real marks, files, roots and seals; without the layer each would pass."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.trust.certificates import Purpose, TrustedAs
from oa_desktop.office.papers.papers import Paper
from tests.fakes.certificates import certificate
from tests.fakes.ground import NoticeReader
from tests.fakes.office import FakeOffice, notice
from tests.fakes.seals import issued

REAL = "关于防汛工作的通知".encode()
PRACTISED = "CN=清源县证书机构,O=实训专用"


def paste(words: str) -> Callable[[FakeOffice], object]:
    text = notice(body=(Paragraph(spans=(Span(text=words),)),))
    return lambda office: office.as_("drafter").writing.keep_text(text)


def bring(data: bytes) -> Callable[[FakeOffice], object]:
    return lambda office: office.as_("registrar").writing.keep_file("来文.txt", io.BytesIO(data), len(data))


def bring_back(office: FakeOffice) -> object:
    drafter = office.as_("drafter")
    return bring(drafter.papers.hand_out(office.draft(), Paper.PAGE))(office)


def read_in(data: bytes) -> Callable[[FakeOffice], object]:
    return lambda office: office.as_("drafter").writing.read(data, "通知.md")


def trust(subject: str) -> Callable[[FakeOffice], object]:
    data = certificate(subject=subject, issuer=subject)
    return lambda office: office.as_("security").trust.trust(data, TrustedAs.ANCHOR, "光盘，电话核对")


def enrol_seal(office: FakeOffice) -> object:
    return office.as_("security").seals.enrol(issued("清源县人民政府办公室"))


REFUSED: Mapping[str, tuple[Callable[[FakeOffice], object], str]] = {
    "真的密级标志粘进稿子": (paste("机密★1年"), "classification.above-grade"),
    "真的密级标志夹在文件里": (bring("秘密★长期".encode()), "classification.above-grade"),
    "真的文件当附件、扫描件": (bring(REAL), "training.foreign-file"),
    "图片没有字，认不出": (bring(b"\x89PNG"), "training.foreign-file"),
    "真的文件读进拟稿台": (read_in(REAL), "training.foreign-file"),
    "真的证书机构": (trust("CN=省电子认证中心"), "certificate.for-real"),
    "真的印章": (enrol_seal, "seal.for-real"),
}
TAKEN: Mapping[str, Callable[[FakeOffice], object]] = {
    "密级样例": paste("密级样例★1年"),
    "从这次实训里另存出来的版面": bring_back,
    "实训的证书机构": trust(PRACTISED),
}


def refusal(attempt: Callable[[FakeOffice], object], office: FakeOffice) -> str:
    try:
        attempt(office)
    except Refused as refused:
        return refused.code
    return ""


def without_layers(code: str) -> FakeOffice:
    """An office that lacks the layer, and takes what an exercise refuses."""
    grade = SystemGrade.CONFIDENTIAL if code == "classification.above-grade" else SystemGrade.UNCLASSIFIED
    return FakeOffice(reader=NoticeReader(), grade=grade)


@pytest.mark.parametrize(("attempt", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_real_stays_out_of_an_exercise_and_only_this_layer_keeps_it_out(
    attempt: Callable[[FakeOffice], object], code: str
) -> None:
    exercise = FakeOffice(realm=Realm.TRAINING, reader=NoticeReader())
    assert refusal(attempt, exercise) == code
    assert refusal(attempt, without_layers(code)) == ""


@pytest.mark.parametrize("attempt", TAKEN.values(), ids=TAKEN)
def test_what_belongs_to_an_exercise_is_taken_there(attempt: Callable[[FakeOffice], object]) -> None:
    assert refusal(attempt, FakeOffice(realm=Realm.TRAINING, reader=NoticeReader())) == ""


def test_a_real_person_s_certificate_is_nobody_s_in_an_exercise() -> None:
    office = FakeOffice(realm=Realm.TRAINING)
    data = certificate(subject="CN=拟稿员", purpose=Purpose.PERSON.value)
    assert refusal(lambda one: one.as_("security").trust.enrol(data), office) == "certificate.for-real"
    assert refusal(trust("CN=清源县证书机构,O=演示专用"), office) == "certificate.for-real"
