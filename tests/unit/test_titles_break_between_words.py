"""The title breaker. GB/T 9704-2012 7.3.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.docs.titles import title_lines, width_in_characters

TITLES = (
    "清源县人民政府办公室关于做好2026年公文处理工作的通知",
    "清源县人民政府关于印发《清源县突发事件总体应急预案（2026年修订）》的通知",
    "清源县人民政府办公室关于进一步加强和规范全县农村生活垃圾治理工作的实施意见",
    "国务院办公厅关于深入推进跨部门综合监管的指导意见",
    "清源县财政局关于申请追加2026年度农村公路养护专项资金的请示",
    "关于开展公文排版与导出能力全覆盖测试的通知",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_long_title_loses_no_character(title: str) -> None:
    assert "".join(title_lines(title)) == title


@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_is_wider_than_twenty_characters(title: str) -> None:
    assert all(width_in_characters(line) <= 20 for line in title_lines(title))


@pytest.mark.parametrize("title", TITLES)
def test_no_line_begins_with_de_or_a_closing_mark(title: str) -> None:
    assert not [line for line in title_lines(title) if line[0] in "的》）”、，"]


@pytest.mark.parametrize("title", TITLES)
def test_no_line_ends_inside_an_organs_name_or_a_number(title: str) -> None:
    joined = "\n".join(title_lines(title))
    for whole in ("清源县", "人民政府", "人民政府办公室", "国务院办公厅", "财政局", "2026年", "（2026年修订）", "通知"):
        if whole in title:
            assert whole in joined


@pytest.mark.parametrize("title", TITLES)
def test_no_title_of_three_lines_is_an_hourglass(title: str) -> None:
    widths = [width_in_characters(line) for line in title_lines(title)]
    inner = widths[1:-1]
    assert all(width >= min(widths[0], widths[-1]) for width in inner)


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("关于召开全县安全生产工作会议的通知") == ("关于召开全县安全生产工作会议的通知",)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("清源县人民政府关于划定畜禽养殖禁养区限养区适养区范围的通告", "养殖"),
        ("清源县公安局交通警察大队关于清明节期间陵园路段实行临时交通管制的通告", "清明节"),
        ("清源县人民政府\n关于公布第三批非物质文化遗产代表性项目名录和代表性传承人名单的通知", "代表性"),
        ("清源县人力资源和社会保障局关于2026年事业单位公开招聘工作人员笔试成绩的公告", "工作人员"),
    ],
)
def test_no_line_ends_inside_a_word_of_the_offices(title: str, word: str) -> None:
    assert "\n".join(title_lines(title)).count(word) == title.count(word)


def test_lines_under_one_that_was_typed_make_a_shape_with_it_and_none_is_a_lonely_word() -> None:
    typed = "中共清源县委办公室 清源县人民政府办公室\n关于印发《清源县机构改革方案实施意见》的通知"
    assert title_lines(typed) == (
        "中共清源县委办公室 清源县人民政府办公室",
        "关于印发《清源县机构改革方案",
        "实施意见》的通知",
    )


def test_a_line_feed_that_was_typed_is_kept() -> None:
    assert title_lines("关于加强\n基层治理的意见") == ("关于加强", "基层治理的意见")


def test_a_line_feed_within_a_quoted_name_that_came_from_a_wider_line_is_not_kept() -> None:
    typed = "清源县人民政府关于提请审议《清源县\n国土空间总体规划（2021—2035年）（草案）》的议案"
    assert title_lines(typed) == title_lines(typed.replace("\n", ""))
    kept = "清源县人民政府办公室\n关于印发《清源县2026年度重点工作\n任务分工方案》的通知"
    assert title_lines(kept) == tuple(kept.splitlines())


def test_no_title_gives_no_lines() -> None:
    assert title_lines(" \n ") == ()


@given(st.text(alphabet="关于印发清源县办法的通知《》（）2026年、和ABC ", max_size=90))
def test_whatever_is_typed_stands_in_the_lines(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(width_in_characters(line) <= 20 for line in lines)


BROKEN = (
    "中共清源县委 清源县人民政府关于全面推进／乡村振兴加快农业农村现代化的实施意见",
    "中国共产党清源县第十五届委员会／第六次全体会议公报",
    "关于县政协十届五次会议／第32号提案答复的函",
    "关于在乡镇中建立村级／电子政务系统的几点思考",
    "关于开展2026年／“三夏”农机安全生产／专项检查的通知",
    "关于开展2026年度机关档案／移交进馆工作的通知",
    "关于开展公文排版与导出／能力全覆盖测试的通知",
    "关于报送2026年度服务事项／标准化建设情况的函",
    "关于清源县滨河公园二期／项目可行性研究报告的批复",
    "清源县交通运输局关于／清柳公路改建工程竣工验收情况的报告",
    "清源县人力资源和社会保障局清源县财政局／关于做好2026年就业补助资金／使用管理工作的通知",
    "清源县人民代表大会常务委员会关于／批准2025年县级决算的决议",
    "清源县人民政府关于2025年度／法治政府建设情况的报告",
    "清源县人民政府关于加强／城市生活垃圾分类管理工作的意见",
    "清源县人民政府关于加快／推进农村寄递物流体系建设的意见",
    "清源县人民政府关于印发／清源县国民经济和社会发展／第十五个五年规划纲要的通知",
    "清源县人民政府关于同意安排／清水河河口段堤防应急修复资金的批复",
    "清源县人民政府关于同意／设立柳河水文站的批复",
    "清源县人民政府关于同意设立／清源县河口省级湿地公园的批复",
    "清源县人民政府关于废止／部分行政规范性文件的决定",
    "清源县人民政府关于授予王建国等10名同志／“清源县劳动模范”荣誉称号的决定",
    "清源县人民政府关于提请／审议《清源县国土空间总体规划／（2021—2035年）》局部调整方案的议案",
    "清源县人民政府关于柳河水库除险加固工程／建设征地移民安置实施方案的批复",
    "清源县人民政府关于／柳河水库除险加固工程进展情况的报告",
    "清源县人民政府关于表扬2025年度安全生产／先进集体和先进个人的决定",
    "清源县人民政府办公室关于／2026年第一季度政务公开工作情况的通报",
    "清源县人民政府办公室关于／做好2026年防汛抗旱工作的通知",
    "清源县人民政府办公室关于做好2026年／高考中考期间噪声管控和服务保障工作的通知",
    "清源县人民政府办公室关于／印发2026年政府工作报告重点／任务责任分工方案的通知",
    "清源县人民政府办公室关于印发／《清源县机关公务用车使用管理办法》的通知",
    "清源县人民政府办公室关于／召开全县数字政府建设推进会的通知",
    "清源县人民政府办公室关于成立清源县推进／高效办成一件事工作领导小组的通知",
    "清源县人民政府办公室转发县民政局等部门／关于进一步完善社会救助制度意见的通知",
    "清源县住房和城乡建设局关于申请／老旧小区改造中央预算内投资计划的请示",
    "清源县公安局关于人民路／改造施工期间实行交通管制的通告",
    "清源县公安局关于人民路施工期间／实行交通管制的通告",
    "清源县公安局关于春节期间／禁止燃放烟花爆竹的通告",
    "清源县农业农村局关于2026年／春季动物疫病集中免疫工作进展情况的通报",
    "清源县医疗保障局关于进一步做好／城乡居民基本医疗保险参保缴费工作的通知",
    "清源县卫生健康局关于／商请协助提供流动人口信息的函",
    "清源县发展和改革局关于／清源县第三污水处理厂可行性研究报告的批复",
    "清源县审计局关于2025年度／县级预算执行和其他财政收支审计／查出问题整改情况的报告",
    "清源县市场监督管理局关于商请协助／调查涉嫌不合格食品供货情况的函",
    "清源县教育局关于调整／部分中小学校作息时间的通知",
    "清源县教育局等3部门关于／开展校园周边环境联合整治的通知",
    "清源县教育局转发市教育局关于做好／2026年中小学招生入学工作的通知的通知",
    "清源县机关事务服务中心／关于公务用车平台升级改造的请示",
    "清源县林业和草原局关于商请联合开展／打击破坏野生动物资源违法犯罪专项行动的函",
    "清源县水利局关于加快／推进农村供水规模化发展的意见",
    "清源县水利局关于解决／清水河河口段堤防应急修复资金的请示",
    "清源县生态环境局关于／对清源县华通化工有限公司／环境违法行为的处罚决定",
    "清源县第十八届人民代表大会第六次会议／关于清源县人民政府工作报告的决议",
    "清源县统计局关于开展第五次全国／经济普查清查工作的通知",
    "清源县自然资源局关于／国有建设用地使用权挂牌出让的公告",
    "清源县财政局关于下达2026年／第一批衔接推进乡村振兴补助资金的通知",
    "清源县财政局关于印发《清源县行政事业单位／差旅费管理办法（试行）》的通知",
    "清源县退役军人事务局／关于做好2026年自主就业／退役士兵职业技能培训工作的通知",
)
"""Real-sounding titles as they were looked at; ／ is where a line ends."""


@pytest.mark.parametrize("shown", BROKEN)
def test_titles_are_broken_between_whole_words_as_reviewed(shown: str) -> None:
    assert title_lines(shown.replace("／", "")) == tuple(shown.split("／"))


@pytest.mark.parametrize("shown", BROKEN)
def test_the_lines_of_a_title_are_not_all_of_one_length(shown: str) -> None:
    lengths = [len(line) for line in shown.split("／")]
    assert len(set(lengths)) > 1
