"""Rules on words (用语): closing phrases, address, common slips, what is left open, what is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import Direction, DocumentKind
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import HAN, Slips, found_in, in_element, in_texts, slip

_TYPED_WRONG = {
    "按装": "安装",
    "布署": "部署",
    "既使": "即使",
    "做为": "作为",
    "帐目": "账目",
    "帐户": "账户",
    "帐号": "账号",
    "其它": "其他",
    "签定": "签订",
    "座落": "坐落",
    "松驰": "松弛",
    "幅射": "辐射",
    "复盖": "覆盖",
    "份量": "分量",
    "穿流不息": "川流不息",
    "再接再励": "再接再厉",
    "一愁莫展": "一筹莫展",
    "迫不急待": "迫不及待",
    "重迭": "重叠",
    "凑和": "凑合",
    "成份": "成分",
    "身分证": "身份证",
    "渡假": "度假",
    "侯车": "候车",
    "候补": "候补",
    "通迅": "通讯",
    "精减": "精简",
    "防犯": "防范",
    "竟争": "竞争",
    "必需要": "必须要",
    "园满": "圆满",
    "副盖": "覆盖",
}
_WRONG = {wrong: right for wrong, right in _TYPED_WRONG.items() if wrong != right}
SLIPS: Slips = {
    "wording.typo": slip("|".join(_WRONG), lambda match: _WRONG[match[0]]),
    "wording.until": slip("截止(?=(?:[0-9]{4}年)?[0-9]{1,2}(?:年|月)|目前|现在|今年|上月|去年)", "截至"),
    "wording.doubled": slip(
        r"的的(?!确)|和和(?!美|气|睦)|在在|与与|及及|对对(?!子)|将将|由由|为为|被被|了了(?![解却群])",
        lambda match: match[0][0],
    ),
    "wording.open": slip(
        rf"[×xX]{{2,20}}(?=[{HAN}])|(?<=[{HAN}])[×xX]{{2,20}}|×{{2,20}}|TODO|待定稿|[×xX]月[×xX]日|_{{3,}}|[＿]{{2,}}"
    ),
    "wording.letter": slip("此致[！!]?\\s*敬礼|^敬礼[！!]?$"),
    "body.subject-words": slip("^主题词[：:].*"),
    "body.no-text-page": slip("[（(]?此页无正文[）)]?"),
}
"""What should not stand in a text, and what should."""
_OPEN: Slips = {"wording.open": SLIPS["wording.open"]}
_ALSO_OPEN = ("recipients", "copied_to", "note", "attendees", "excused", "observers")
"""Elements in which something is left open, beside the texts."""
_UNDER_DATE: Slips = {"body.no-text-page": SLIPS["body.no-text-page"]}
"""What people also type where 附注 stands."""
CLOSINGS = {
    "特此通知": DocumentKind.NOTICE,
    "特此通告": DocumentKind.PUBLIC_NOTICE,
    "特此公告": DocumentKind.ANNOUNCEMENT,
    "特此通报": DocumentKind.CIRCULAR,
    "特此报告": DocumentKind.REPORT,
    "特此批复": DocumentKind.REPLY,
    "特此函告": DocumentKind.LETTER,
    "特此函复": DocumentKind.LETTER,
    "特通知": DocumentKind.NOTICE,
    "此复": DocumentKind.REPLY,
    "请予审议": DocumentKind.PROPOSAL,
    "请批示": DocumentKind.REQUEST,
    "请批复": DocumentKind.REQUEST,
}
"""Which kind a closing phrase belongs to; a 函 may answer with 此复, too."""
_ALSO = {
    ("此复", DocumentKind.LETTER),
    ("特此报告", DocumentKind.REQUEST),
    *((asking, kind) for asking in ("请批示", "请批复") for kind in (DocumentKind.REPORT, DocumentKind.OPINION)),
}
_CLOSING = re.compile(f"(?:^|[。，；\\s])({'|'.join(sorted(CLOSINGS, key=len, reverse=True))})[。！]?$")
_LEADING = re.compile("(?:现|特)?(?:将|就|作)?[^。]{0,30}(?P<kind>通知|通告|公告|通报|报告|批复|函复|函告)如下")
_OF_LEADING = {"函复": DocumentKind.LETTER, "函告": DocumentKind.LETTER}
_YOU = re.compile("你(?=[局委办厅部院校公市县镇乡街区])")
_HONOUR = re.compile("贵(?=[局委办厅部院校公市县镇乡街区])")
_REPEATED_FROM = 15


def closings(paper: Paper) -> Iterator[Finding]:
    """Yield closing and leading phrases of another kind, and both of one."""
    if paper.kind is None:
        return
    leads = [match for one in paper.body for match in _LEADING.finditer(one.text)]
    for passage in paper.body:
        for match in _CLOSING.finditer(passage.text):
            if CLOSINGS[match[1]] is not paper.kind and (match[1], paper.kind) not in _ALSO:
                yield passage.found("closing.other-kind", match, measured=match[1], required=paper.kind.value)
            elif leads and match[1].startswith("特") and paper.kind is not DocumentKind.REPORT:
                yield passage.found("closing.twice", match, measured=match[1])


def open_names(paper: Paper) -> Iterator[Finding]:
    """Yield what is left open in the names of organs and of those who sign."""
    for field in ("issuing_organs", "signatories", "signers"):
        for passage in paper.names(field):
            yield from found_in(passage, _OPEN)


def leading(paper: Paper) -> Iterator[Finding]:
    """Yield a phrase that leads over to the body in the words of another kind."""
    for passage in paper.body:
        for match in _LEADING.finditer(passage.text):
            kind = _OF_LEADING.get(match["kind"]) or DocumentKind(match["kind"])
            if paper.kind and kind is not paper.kind and match["kind"] not in paper.title:
                required = f"{paper.kind.value}如下"
                yield passage.found("leading.other-kind", match, measured=f"{match['kind']}如下", required=required)


def address(paper: Paper) -> Iterator[Finding]:
    """Yield 你局 to a peer or a superior, and 贵局 to those below."""
    rule = {Direction.LEVEL: ("wording.you", _YOU, "贵"), Direction.UPWARD: ("wording.you", _YOU, "贵")}
    below = ("wording.honour", _HONOUR, "你")
    asked = rule.get(paper.direction, below) if paper.direction else None
    if asked and (paper.direction is not Direction.DOWNWARD or paper.kind is not DocumentKind.OPINION):
        for passage in paper.body:
            yield from passage.each(asked[0], asked[1], asked[2])


def repeated(paper: Paper) -> Iterator[Finding]:
    """Yield a paragraph that stands twice in a part."""
    for part in paper.parts:
        seen: set[str] = set()
        for passage in part:
            text = re.sub(r"\s", "", passage.text)
            if len(text) >= _REPEATED_FROM and text in seen:
                yield passage.found("body.repeated", measured=text[:12])
            seen.add(text)


def length(paper: Paper) -> Iterator[Finding]:
    """Yield a text longer than what relieves the grass roots: 整治形式主义为基层减负若干规定 says 一般."""
    count = sum(len(re.sub(r"\s", "", one.text)) for one in paper.body)
    most = paper.profile.figure("body.too-long", "most")
    if count > most and paper.direction is Direction.DOWNWARD:
        yield paper.body[0].found("body.too-long", measured=count, required=most)


CHECKS: tuple[Check, ...] = (
    in_texts(SLIPS),
    in_element("note", _UNDER_DATE),
    *(in_element(field, _OPEN) for field in _ALSO_OPEN),
    open_names,
    closings,
    leading,
    address,
    repeated,
    length,
)
