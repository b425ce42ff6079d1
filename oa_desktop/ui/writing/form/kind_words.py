"""What is said of each kind (文种提示): data of the form.

What a kind is for: 党政机关公文处理工作条例 (2012) Art. 8; how a kind is addressed: Art. 15 to 17.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.documents.kinds import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """A sentence about a kind.

    Attributes:
        use: What it is for.
        care: What to mind; empty for nothing special.
    """

    use: str
    care: str = ""

    def __str__(self) -> str:
        return self.use + self.care


KIND_WORDS: Mapping[DocumentKind, KindWords] = {
    DocumentKind.RESOLUTION: KindWords(use="适用于会议讨论通过的重大决策事项。"),
    DocumentKind.DECISION: KindWords(
        use="适用于对重要事项作出决策和部署、奖惩有关单位和人员、变更或者撤销下级机关不适当的决定事项。"
    ),
    DocumentKind.ORDER: KindWords(
        use="适用于公布行政法规和规章、宣布施行重大强制性措施、批准授予和晋升衔级、嘉奖有关单位和人员。"
    ),
    DocumentKind.COMMUNIQUE: KindWords(use="适用于公布重要决定或者重大事项。"),
    DocumentKind.ANNOUNCEMENT: KindWords(use="适用于向国内外宣布重要事项或者法定事项。"),
    DocumentKind.PUBLIC_NOTICE: KindWords(use="适用于在一定范围内公布应当遵守或者周知的事项。"),
    DocumentKind.OPINION: KindWords(use="适用于对重要问题提出见解和处理办法。", care="可以上行、下行或者平行。"),
    DocumentKind.NOTICE: KindWords(
        use="适用于发布、传达要求下级机关执行和有关单位周知或者执行的事项，批转、转发公文。"
    ),
    DocumentKind.CIRCULAR: KindWords(use="适用于表彰先进、批评错误、传达重要精神和告知重要情况。"),
    DocumentKind.REPORT: KindWords(
        use="适用于向上级机关汇报工作、反映情况，回复上级机关的询问。", care="不得夹带请示事项；标注签发人。"
    ),
    DocumentKind.REQUEST: KindWords(
        use="适用于向上级机关请求指示、批准。",
        care="一文一事，原则上只写一个主送机关，不抄送下级机关；标注签发人，习惯上在附注写联系人和电话。",
    ),
    DocumentKind.REPLY: KindWords(use="适用于答复下级机关请示事项。"),
    DocumentKind.PROPOSAL: KindWords(
        use="适用于各级人民政府按照法律程序向同级人民代表大会或者人民代表大会常务委员会提请审议事项。"
    ),
    DocumentKind.LETTER: KindWords(use="适用于不相隶属机关之间商洽工作、询问和答复问题、请求批准和答复审批事项。"),
    DocumentKind.MINUTES: KindWords(use="适用于记载会议主要情况和议定事项。", care="习惯上不写主送机关、不盖印章。"),
}
