"""Faults of the catalogue of examinations (找错题) made in papers of other people: each is found by its rule."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed

RIGHT = Path(__file__).parents[1] / "data" / "right"


class Slip(NamedTuple):
    """What a writer put in the place of what was right."""

    rule: str
    paper: str
    right: str
    wrong: str


SLIPS = (
    Slip("number.brackets", "联合通知-党政办公室", "〔2026〕14号", "(2026)14号"),
    Slip("number.short-year", "联合通知-党政办公室", "〔2026〕14号", "〔26〕14号"),
    Slip("number.padded", "联合通知-党政办公室", "〔2026〕14号", "〔2026〕014号"),
    Slip("number.ordinal", "联合通知-党政办公室", "〔2026〕14号", "〔2026〕第14号"),
    Slip("number.order", "联合通知-党政办公室", "临办发〔2026〕14号", "〔2026〕临办发14号"),
    Slip("title.no-subject", "批复-县政府", "临河县人民政府关于同意设立白石镇工业集中区的批复", "批复"),
    Slip("kind.invented", "请示-乡镇", "资金的请示\n", "资金的请示报告\n"),
    Slip("title.about-first", "通知-会议", "平山县水利局关于召开", "关于平山县水利局召开"),
    Slip("title.stop", "通知-会议", "推进会的通知\n", "推进会的通知。\n"),
    Slip("kind.invented", "联合通知-党政办公室", "关于做好2026年防汛抗旱工作的通知", "2026年防汛抗旱工作实施方案"),
    Slip("closing.other-kind", "通告-交警", "特此通告。", "特此通知。"),
    Slip("request.another", "请示-乡镇", "妥否，请批示。", "另外，恳请解决食堂维修资金20万元。\n\n妥否，请批示。"),
    Slip("report.asks", "报告-中学", "专此报告。", "妥否，请批示。"),
    Slip("recipients.several", "请示-乡镇", "县人民政府：", "县人民政府、县委、县财政局："),
    Slip("recipients.leader", "请示-乡镇", "县人民政府：", "李县长："),
    Slip("copied.subordinates", "请示-乡镇", "（联系人", "抄送：各村民委员会。\n\n（联系人"),
    Slip("routing.skipped", "请示-乡镇", "县人民政府：", "省人民政府："),
    Slip("signer.missing", "请示-乡镇", "签发人：陈志远", ""),
    Slip("signer.needless", "联合通知-党政办公室", "临办发〔2026〕14号", "临办发〔2026〕14号　　签发人：王某某"),
    Slip("date.digits", "通知-会议", "2026年5月6日\n", "二〇二六年五月六日\n"),
    Slip("date.padded", "通知-会议", "2026年5月6日\n", "2026年05月06日\n"),
    Slip("date.separators", "通知-会议", "2026年5月6日\n", "2026.5.6\n"),
    Slip("date.incomplete", "决定-党纪", "2026年3月30日\n", "2026年3月\n"),
    Slip("date.before-meeting", "纪要-县政府常务会议", "2026年4月16日", "2026年4月10日"),
    Slip(
        "signature.differs", "通报-事故", "临河县应急管理局\n2026年4月22日", "临河县安全生产监督管理局\n2026年4月22日"
    ),
    Slip("attachment.mark", "决定-表彰", "1．2025年度先进集体名单", "1．2025年度先进集体名单；"),
    Slip("recipients.end", "通知-会议", "各乡镇人民政府：", "各乡镇人民政府:"),
    Slip("level.sequence", "意见-县政府", "（三）优化", "（四）优化"),
    Slip("level.mark-behind-brackets", "意见-县政府", "（一）加大", "（一）、加大"),
    Slip("wording.you", "函-复函", "贵院《关于", "你院《关于"),
    Slip(
        "quote.number-first",
        "批复-县政府",
        "《关于设立白石镇工业集中区的请示》（白政请〔2026〕5号）",
        "白政请〔2026〕5号《关于设立集中区的请示》",
    ),
    Slip("quote.brackets", "联合通知-三部门", "（市发改投资〔2026〕102号）", "（市发改投资[2026]102号）"),
    Slip("quote.repealed", "联合通知-党政办公室", "经县委、县政府同意", "根据《国家行政机关公文处理办法》"),
    Slip("copy-number.missing", "通知-印发预案涉密", "000012\n", ""),
    Slip("classification.digits", "通知-印发预案涉密", "机密★3年", "机密★三年"),
    Slip("classification.too-long", "通知-印发预案涉密", "机密★3年", "机密★30年"),
    Slip("urgency.form", "通知-印发预案涉密", "特急", "十万火急"),
    Slip("copied.stop", "联合通知-三部门", "市农业农村局。", "市农业农村局"),
    Slip("fact.no-such-day", "通告-交警", "2026年7月31日", "2026年6月31日"),
    Slip("fact.weekday", "通知-会议", "（星期二）", "（星期四）"),
    Slip("imprint.early", "联合通知-党政办公室", "2026年4月29日印发", "2026年4月20日印发"),
    Slip("punctuation.straight-quotes", "决定-县委命名", "“临河县先进基层党组织”", '"临河县先进基层党组织"'),
    Slip("recipients.public", "公告-人大任命", "平山县第十八届", "各乡镇人民政府：\n\n平山县第十八届"),
    Slip("order.signature", "令-县政府", "县长　赵文涛", "平山县人民政府"),
    Slip("routing.consent", "联合通知-三部门", "经县政府同意，", ""),
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.rule)
def test_the_slip_is_found(slip: Slip) -> None:
    text = (RIGHT / f"{slip.paper}.txt").read_text("utf-8")
    assert slip.right in text
    reading = read_source(text.replace(slip.right, slip.wrong, 1).encode(), slip.paper)
    assert slip.rule in {one.rule for one in inspect(as_typed(reading.manuscript, reading.findings))}
