"""A verdict in words: altered, not valid and not to be decided are told apart, and what is internal says so."""

import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.fonts.names import FontRole
from oa_desktop.docs.forms.forms import lay_out_form
from oa_desktop.domain.trust.verdicts import (
    NOT_SIGNED,
    FileVerdict,
    Layer,
    SignatureVerdict,
    Statement,
    broken,
    holds,
    undecided,
)
from oa_desktop.office.trust.verdict_page import MARKS, TITLE, conclusion, known_until, parts, record, verdict_form

FINE = holds(Layer.DIGESTS, "verdict.digests-hold", "Sign_0", count="7")
KNOWN = holds(Layer.REVOCATION, "verdict.not-revoked", "某", known="2026-03-12T01:30:00+00:00", issuer="根")
CHANGED = broken(Layer.DIGESTS, "verdict.digest-differs", "Doc_0/Pages/Page_0/Content.xml")
EXPIRED = broken(Layer.CHAIN, "verdict.expired", "某", until="2026-01-01T00:00:00Z", at="2026-03-02T00:00:00Z")
STRANGE = undecided(Layer.CHAIN, "verdict.no-anchor", "某", issuer="根")


def verdict(*statements: Statement, internal: bool = False) -> FileVerdict:
    signed = SignatureVerdict(
        name="Sign_0",
        holder="清源县人民政府",
        claimed_time="2026-03-02T01:30:00+00:00",
        time_source="local-clock",
        internal=internal,
        statements=statements,
    )
    return FileVerdict(format="OFD", signatures=(signed,))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (verdict(FINE), "签章成立：签名以后没有改动，印章和证书可信。"),
        (verdict(FINE, internal=True), "签章成立：签名以后没有改动，印章和证书可信（仅限本单位内部）。"),
        (verdict(FINE, CHANGED, EXPIRED), "签章不成立：文件被改动过，或者有签名没有管到的内容。请不要采信。"),
        (
            verdict(FINE, EXPIRED),
            "签章不成立：没有发现改动，但是印章或者证书当时无效、已被吊销，或者不是本人的。请不要采信。",
        ),
        (verdict(FINE, STRANGE), "此处无法判定：没有发现改动，但是缺少判定可信所需要的材料。"),
        (FileVerdict(format="OFD", statements=(NOT_SIGNED,)), "没有签章：不能证明文件是谁发出的、改没改过。"),
    ],
    ids=["intact", "internal", "altered", "not valid", "unknown", "unsigned"],
)
def test_what_a_verdict_comes_to_is_one_sentence(found: FileVerdict, said: str) -> None:
    assert conclusion(found) == said


def test_layers_stand_in_their_order_each_with_mark_and_word() -> None:
    (part,) = parts(verdict(KNOWN, EXPIRED, FINE))
    assert [(line.mark, line.layer) for line in part.lines] == [
        ("√ 成立", "摘要"),
        ("× 不成立", "证书链和有效期"),
        ("√ 成立", "吊销情况"),
    ]
    assert part.title == "第1个签章：清源县人民政府，2026年3月2日9时30分（时间取自签名的电脑）"


def test_of_twenty_thousand_parts_a_page_names_twenty_and_counts_the_others() -> None:
    many = [broken(Layer.COVERAGE, "verdict.part-unlisted", f"Doc_0/Res/{count}") for count in range(20_000)]
    (part,) = parts(verdict(FINE, *many))
    assert len(part.lines) == 1 + 20 + 1
    assert part.lines[-1].what == "这样的还有19980处。"


def test_revocations_are_known_up_to_the_oldest_list() -> None:
    later = holds(Layer.REVOCATION, "verdict.not-revoked", "另一个", known="2026-04-01T00:00:00+00:00", issuer="根")
    assert known_until(verdict(later, KNOWN)) == "吊销情况知道到 2026年3月12日9时30分。"


def test_a_printed_verdict_has_every_line_and_its_day() -> None:
    form = verdict_form(verdict(FINE, CHANGED), "通知.ofd", "清源县人民政府办公室", "2026-03-09T08:00:00+08:00")
    words = "\n".join(cell.label + cell.value for row in form.rows for cell in row.cells)
    assert (form.title, form.footer) == (TITLE, "2026年3月9日核验")
    for wanted in (
        "通知.ofd（OFD）",
        "× 不成立",
        "Doc_0/Pages/Page_0/Content.xml",
        "请不要采信，向发来文件的机关重新索取。",
    ):
        assert wanted in words


def ordinary(*besides: Statement) -> FileVerdict:
    """A seal of the unit's own authority, with what is said of it and of its maker."""
    organ, maker, authority = "清源县人民政府办公室", "演示制章机构", "清源县人民政府办公室证书机构"
    at = "2026-04-21T02:40:00+00:00"
    chains = [
        (
            holds(layer, "verdict.chain-holds", holder, path=f"{holder} ← {authority}", at=at),
            holds(layer, "verdict.chain-internal", authority),
            holds(revoked, "verdict.not-revoked", holder, known=at, issuer=authority),
        )
        for layer, revoked, holder in (
            (Layer.MAKER, Layer.MAKER, maker),
            (Layer.CHAIN, Layer.REVOCATION, organ),
        )
    ]
    seal = holds(Layer.SEAL, "verdict.seal-holds", organ, seal=organ, id="07717998454552", until="2031-04-15")
    made = holds(Layer.MAKER, "verdict.maker-holds", organ, maker=maker, at="2026-04-16")
    return verdict(FINE, seal, *chains[0], made, *chains[1], *besides, internal=True)


@pytest.mark.parametrize("found", [ordinary(), ordinary(CHANGED), ordinary(EXPIRED, CHANGED)])
def test_an_ordinary_verdict_finds_room_on_one_page(found: FileVerdict) -> None:
    form = verdict_form(found, "清政办发〔2026〕1号.ofd", "清源县人民政府办公室", "2026-04-22")
    assert len(lay_out_form(form, shipped_fonts()).pages) == 1


def test_what_holds_of_one_layer_stands_in_one_row_and_what_does_not_by_itself() -> None:
    form = verdict_form(ordinary(STRANGE, EXPIRED, EXPIRED), "通知.ofd", "清源县人民政府办公室", "2026-04-22")
    told = [(row.cells[0].value, row.cells[1].value) for row in form.rows if len(row.cells) > 1]
    assert told[-6:-1] == [
        ("√ 成立", "制章人"),
        ("√ 成立", "证书链和有效期"),
        ("？ 无法判定", "证书链和有效期"),
        *[("× 不成立", "证书链和有效期")] * 2,
    ]


def test_the_fonts_of_the_page_have_the_marks() -> None:
    drawn = "".join(shipped_fonts().draw(role, mark).char for role in FontRole for mark in MARKS.values())
    assert drawn == "".join(MARKS.values()) * len(FontRole)


def test_the_same_is_said_as_data() -> None:
    told = record(verdict(FINE, CHANGED))
    assert told["outcome"] == "broken"
    (signature,) = told["signatures"]
    assert [one["rule"] for one in signature["statements"]] == ["verdict.digests-hold", "verdict.digest-differs"]
