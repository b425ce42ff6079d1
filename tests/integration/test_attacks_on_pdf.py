"""What is shown is what is signed: PDF files that nobody touched hold, and whatever is done to one is found and named.

Two verifiers that share no code judge each file, and agree.
"""

import io
from random import Random

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from oa_desktop.docs.signed_pdf import attached_seal, judging, room
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict, Layer, Outcome
from tests.rigs.pdf_attacks import ATTACKS, Attack
from tests.rigs.pdf_forging import borrowed, layered, linked, signed_with
from tests.rigs.tampering.second import outcome_of, second, trust_of
from tests.signed_pdf import BESIDE_IT, OTHER, ec_holder, joint, paper, said, sealed, signed, trust
from tests.signed_pdf import verdict as first


def verdict(data: bytes, trusted: Trust | None = None) -> FileVerdict:
    """What both verifiers come to."""
    found = first(data, trusted)
    other = second().check_pdf(data, trust_of(trusted or trust()))
    assert outcome_of(other) is found.outcome, other
    return found


def shown(data: bytes) -> list[Image.Image]:
    """What PDFium shows."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    drawn = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    document.close()
    return drawn


class AnyBytes(bytes):
    """Bytes that are like any others."""

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = bytes.__hash__


def lenient(written: bytes, _name: str, *, strictly: bool) -> bytes:
    data = bytes.fromhex(written[1:-1].decode())
    return data[: room.der_size(data)]


def signed_as(data: bytes) -> bytes:
    """What of an attacked file was signed."""
    return joint() if data.startswith(joint()) else signed()


@pytest.mark.parametrize("make", [signed, joint])
def test_a_file_that_nobody_touched_holds_in_every_layer(make) -> None:
    found = verdict(make())
    assert [one for one in said(found) if one.outcome is not Outcome.HOLDS] == []
    assert found.outcome is Outcome.HOLDS
    layers = {one.layer for one in said(found)}
    assert layers == set(Layer) - {Layer.HANDLING}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.done)
def test_whatever_is_done_to_a_file_is_found_and_named(attack: Attack) -> None:
    data = attack.make()
    found = verdict(data)
    assert attack.rule in {rule for _, rule, _ in second().check_pdf(data, trust_of(trust()))}
    named = [one for one in said(found) if one.rule == attack.rule and attack.place in one.place]
    assert named, [(one.rule, one.place) for one in said(found) if one.outcome is not Outcome.HOLDS]
    assert found.outcome is Outcome.BROKEN
    if attack.shows:
        assert shown(data) != shown(signed_as(data))


def test_the_set_has_what_was_promised() -> None:
    assert len(ATTACKS) >= 60
    assert sum(one.shows for one in ATTACKS) >= 14


def test_every_byte_of_a_signed_file_counts() -> None:
    """Five hundred places, one by one: in the pages, the update, the signature and its room."""
    whole, missed = signed(), []
    for at in range(3, len(whole) - 1, len(whole) // 500):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        if first(changed).outcome is Outcome.HOLDS:
            missed.append(at)
    assert missed == []


PIECES = (
    b"<<",
    b">>",
    b"[",
    b"endobj",
    b"stream",
    b"0 R",
    b"/Kids",
    b"-1",
    b"9" * 40,
    b"(",
    b"/Prev",
    b"obj",
    b"%",
    b"/V",
)


def mangled(data: bytes, luck: Random) -> bytes:
    """A file with something put in, taken out, or written over."""
    at, piece = luck.randrange(len(data)), luck.choice(PIECES)
    other = luck.randrange(len(data))
    return luck.choice(
        (
            data[:at] + piece + data[at:],
            data[:at] + piece + data[at + len(piece) :],
            data[:at] + data[at + luck.randrange(1, 200) :],
            data[:at] + data[other : other + 300] + data[at:],
        )
    )


def test_no_rubbish_crashes_the_judge() -> None:
    luck = Random(6)
    outcomes = {verdict(mangled(joint(), luck)).outcome for _ in range(200)}
    assert outcomes <= {Outcome.BROKEN, Outcome.UNDECIDED}


# --- intact, and not to be decided here -----------------------------------------------------------------------------


def test_without_any_trust_a_file_is_intact_and_undecided() -> None:
    found = verdict(signed(), Trust())
    assert found.outcome is Outcome.UNDECIDED
    assert {one.rule for one in said(found) if one.outcome is Outcome.UNDECIDED} == {"verdict.no-anchor"}


def test_the_signature_of_a_key_that_other_readers_know_is_judged_too() -> None:
    found = verdict(sealed(paper(), by=ec_holder()))
    assert {one.rule for one in said(found) if one.outcome is Outcome.UNDECIDED} == {"verdict.no-anchor"}
    assert "verdict.signature-holds" in {one.rule for one in said(found)}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (paper(), "verdict.not-signed"),
        (signed()[: len(paper()) - 9], "verdict.no-signature-found"),
        (b"%PDF-1.7\nnothing", "verdict.no-signature-found"),
        (b"no PDF at all", "verdict.no-signature-found"),
    ],
)
def test_a_file_without_a_signature_is_not_called_altered_nor_unsigned_where_it_cannot_be_read(
    data: bytes, rule: str
) -> None:
    found = verdict(data)
    assert found.outcome is Outcome.UNDECIDED
    assert [one.rule for one in said(found)] == [rule]
    assert [rule for _, rule, _ in second().check_pdf(data, trust_of(trust()))] == [rule]


def test_layers_and_borrowed_fonts_leave_it_undecided() -> None:
    for evil, rule in ((layered, "verdict.pdf-layers"), (borrowed, "verdict.pdf-font")):
        found = verdict(signed_with(evil)())
        assert found.outcome is Outcome.UNDECIDED
        assert {one.rule for one in said(found) if one.outcome is Outcome.UNDECIDED} == {rule}


def test_a_link_that_somebody_may_click_is_named_and_breaks_nothing() -> None:
    found = verdict(signed_with(linked)())
    assert found.outcome is Outcome.HOLDS
    assert [one.place for one in said(found) if one.rule == "verdict.leads-elsewhere"]


# --- files of other programs -------------------------------------------------------------------------------------------


def resaved(data: bytes, **how: object) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(target, **how)
    return target.getvalue()


def test_objects_in_streams_and_an_index_that_is_one_are_read_too() -> None:
    packed = sealed(resaved(paper(), object_stream_mode=pikepdf.ObjectStreamMode.generate))
    assert b"/ObjStm" in packed and b"\nxref" not in packed
    for data in (packed, sealed(packed, BESIDE_IT, by=OTHER)):
        assert verdict(data).outcome is Outcome.HOLDS


def test_a_file_that_was_arranged_for_the_web_is_undecided() -> None:
    found = verdict(sealed(resaved(paper(), linearize=True)))
    assert found.outcome is Outcome.UNDECIDED
    assert [one.rule for one in said(found)] == ["verdict.pdf-linear"]


def test_a_file_that_another_program_saved_anew_is_not_the_signed_one() -> None:
    assert verdict(resaved(signed())).outcome is Outcome.BROKEN


# --- the judge can fail: each of these bugs lets an attack through ------------------------------------------------------

PLANTED = {
    "nobody looks for what was written later": (
        (judging._Judging, "_after_signing", lambda _self: ()),
        "a note over the text",
    ),
    "nobody compares what a second signer changed": (
        (judging, "alterations", lambda *_: ()),
        "the page drawn anew below a second seal",
    ),
    "nobody compares the digest": ((judging._Judging, "_digest", lambda *_: ()), "another kind of signature"),
    "nobody compares the picture": (
        (attached_seal, "shows_only", lambda *_: True),
        "a second seal blown up over the page",
    ),
    "nobody looks into the room": ((judging, "content", lenient), "all letters in capitals"),
    "nobody builds the envelope anew": ((judging, "_rebuilt", lambda _found: AnyBytes()), "a certificate more"),
    "nobody looks for scripts": ((judging, "active_content", lambda _state: ()), "signed with a script at opening"),
    "nobody looks for signatures outside": ((judging, "_strays", lambda *_: ()), "the field without its value"),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_judge_with_a_bug_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (where, name, instead), done = PLANTED[bug]
    data = next(one.make() for one in ATTACKS if one.done == done)
    assert first(data).outcome is Outcome.BROKEN
    monkeypatch.setattr(where, name, instead)
    assert first(data).outcome is not Outcome.BROKEN
