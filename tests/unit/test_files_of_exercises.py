"""The files of an exercise, as a folder and packed as one: what does not belong is named, what was altered is a draft."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oa_desktop.bootstrap.training import digest_of
from oa_desktop.bootstrap.training_release import stated
from oa_desktop.bootstrap.workshop import TrainingWorkshop, own_exercises
from oa_desktop.catalogue.exercise_packages import FILE, Files, files_at, packed, unpack_confined
from oa_desktop.catalogue.exercises import exercise_in, load_exercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path
from oa_desktop.training.declaring import state_in_words

CARD = resource_path("training") / "cards" / "card-title"
TEXT = "texts/原稿.md"


@pytest.fixture(scope="module")
def files() -> Files:
    return files_at(CARD)


def told(act: Callable[[], object]) -> str:
    """The sentence with which something is refused, empty where it is done."""
    try:
        act()
    except Refused as refused:
        return str(say(refused.code, refused.params))
    return ""


def test_an_exercise_packed_as_one_file_is_the_same_exercise(files: Files, tmp_path: Path) -> None:
    file = tmp_path / "标题.scn"
    file.write_bytes(packed(files))
    assert files_at(file) == files
    assert load_exercise(file) == load_exercise(CARD)
    assert digest_of(file) == digest_of(CARD)


def zipped(*parts: tuple[str, str], link: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, text in parts:
            entry = zipfile.ZipInfo(place)
            entry.external_attr = 0o120777 << 16 if place == link else 0o644 << 16
            archive.writestr(entry, text)
    return made.getvalue()


STRANGE: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "通往外面": ((("../../家/.bashrc", "x"),), "“../../家/.bashrc”不是场景的东西"),
    "从根起": ((("/etc/passwd", "x"),), "“/etc/passwd”不是场景的东西"),
    "带盘符": ((("C:\\原稿.md", "x"),), "不是场景的东西"),
    "隐藏的": ((("texts/.原稿.md", "x"),), "不是场景的东西"),
    "程序": ((("texts/原稿.py", "x"),), "“texts/原稿.py”不是场景的东西"),
    "链接": (((TEXT, "/etc/passwd"),), f"“{TEXT}”不是场景的东西"),
    "没有场景": ((("texts/材料.md", "x"),), "不是实训场景的文件"),
    "太多": (tuple((f"texts/{one}.md", "x") for one in range(300)), "太大"),
    "太大": ((("texts/材料.md", "公" * 3_000_000),), "太大"),
    "材料太长": ((("texts/材料.md", "公" * 12_000),), "每份材料不超过"),
}


@pytest.mark.parametrize(("parts", "sentence"), STRANGE.values(), ids=STRANGE)
def test_what_is_no_part_of_an_exercise_is_refused_by_its_name(parts, sentence: str) -> None:
    begins = () if sentence == "不是实训场景的文件" else ((FILE, "realm: training"),)
    answered = unpack_confined(zipped(*begins, *parts, link=TEXT), "来历不明.scn")
    assert isinstance(answered, dict)
    assert sentence in str(say(answered["refused"], answered["params"]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    answered = unpack_confined(zipped((FILE, "a: b"), (FILE, "a: c")), "两个.scn")
    assert isinstance(answered, dict)
    assert answered["refused"] == "training.package-twice"


def test_a_link_beside_an_exercise_is_refused(tmp_path: Path) -> None:
    shutil.copytree(CARD, tmp_path / "ours")
    (tmp_path / "secret.md").write_text("别处的文字", encoding="utf-8")
    (tmp_path / "ours" / "texts" / "别处.md").symlink_to(tmp_path / "secret.md")
    assert "“texts/别处.md”不是场景的东西" in told(lambda: files_at(tmp_path / "ours"))


WRONG: dict[str, tuple[str, str, str]] = {
    "要进正式域": ("realm: training", "realm: official", "training"),
    "不认识的键": ("level: 入门", "command: rm", "command"),
    "没有的要素": ("kind: doc, rules: [title.stop]", "kind: field, element: heading", "这里没有“heading”"),
    "没有这个人": ("account: linzhixia", "account: nobody", "这里没有“nobody”"),
    "没有这种脾气": ("roles:", "roles:\n  - {id: you, name: 同事, account: wutong, persona: angry}", "这里没有“angry”"),
    "情形缺名字": ("roles:", "cases: [{甲: 一, 乙: 二}, {甲: 三}]\nroles:", "没有写“乙”"),
    "评分档不写分": (
        "kind: doc, rules: [title.stop]",
        "kind: manual, levels: [{level: 优, points: '30'}, 差]",
        "评分档分值",
    ),
    "评分档不降": (
        "kind: doc, rules: [title.stop]",
        "kind: manual, levels: [{level: 优, points: '30'}, {level: 差, points: '30'}]",
        "评分档分值",
    ),
    "没有这枚章": ("checks:", "events: [{id: tried, name: 锁住, locks: 松原县}]\nchecks:", "这里没有“松原县”"),
    "检查靠后面的": (
        "kind: quiz, question: find}",
        "kind: quiz, question: find}\n    needs: stop",
        "“stop”没有排在前面",
    ),
    "材料答复自己": ("mended: 改稿.md", "mended: 改稿.md\n    answers: paper", "“paper”没有排在前面"),
    "没有这一天": ("level: 入门", "level: 入门\nbegin: 2026-02-30T08:30:00+08:00", "不是一个日期"),
    "在一万年": ("level: 入门", "level: 入门\nbegin: 9999-12-31T23:59:00+08:00", "不是一个日期"),
    "没有学员": ("account: linzhixia}", "account: linzhixia, persona: colleague}", "由学员担任"),
    "没有这个单位": ("level: 入门", "level: 入门\nworld: nowhere.yaml", "这里没有“nowhere.yaml”"),
    "没有这个流程": ("flow: outgoing-general", "flow: nowhere", "这里没有“nowhere”"),
    "动作没有材料": ("me, act: draft, doc: paper}", "me, act: draft}", "缺“doc”"),
    "拟稿没有流程": ("    flow: outgoing-general\n", "", "缺“flow”"),
    "没有这项检查": ("fails: [find]", "fails: [find, found]", "这里没有“found”"),
    "换没有的一步": ("instead: {find:", "instead: {fnid:", "这里没有“fnid”"),
    "答没有的题": ("answers: find\n", "answers: found\n", "这里没有“found”"),
    "答案不在选项里": ("answers: [about-first, stop]", "answers: [about-first, end]", "这里没有“end”"),
    "题目没有答案": ("    answers: [about-first, stop]\n", "", "没有正确答案"),
    "失误重名": ("id: wrong-order", "id: wrong-find", "“wrong-find”用了两次"),
    "光盘重名": (
        "questions:",
        "discs: [{name: 甲, harm: 完好}, {name: 甲, harm: 完好}]\nquestions:",
        "“甲”用了两次",
    ),
    "半个字": ("title: 标题改错", 'title: "标题\\ud800"', "看不见的控制字符"),
    "指挥终端": ('version: "1"', 'version: "1\\e[31m"', "看不见的控制字符"),
    "代号带换行": ("id: card-title", 'id: "card-title\\n"', "“id”写成"),
    "突发情况太多": ("checks:", f"events: [{'{id: one, name: 事}, ' * 101}]\nchecks:", "最多100项"),
    "文字在外面": ("file: 原稿.md", "file: ../原稿.md", "file"),
}


@pytest.mark.parametrize(("right", "wrong", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_an_exercise_is_said_with_its_place(
    files: Files, right: str, wrong: str, sentence: str
) -> None:
    assert right in files[FILE]
    words = told(lambda: exercise_in({**files, FILE: files[FILE].replace(right, wrong, 1)}))
    assert sentence in words
    assert f"{FILE} 第" in words


def test_levels_of_a_rubric_say_what_earns_them_and_what_they_are_worth(files: Files) -> None:
    levels = "levels: [{level: 优, points: '30', words: 一看就懂}, {level: 差, points: '6'}]"
    text = files[FILE].replace("kind: doc, rules: [title.stop], doc: paper", f"kind: manual, {levels}")
    condition = exercise_in({**files, FILE: text.replace("fails: [stop]", "fails: [order]")}).checks[-1].condition
    assert isinstance(condition, Judged)
    assert [(one.name, one.words, condition.points_of(place, 30)) for place, one in enumerate(condition.levels)] == [
        ("优", "一看就懂", 30),
        ("差", "", 6),
    ]


ALTERED: dict[str, Callable[[Files], Files]] = {
    "分值": lambda files: {**files, FILE: files[FILE].replace('"60"', '"59"')},
    "材料": lambda files: {**files, TEXT: files[TEXT] + "再加一段。\n"},
    "没有摘要": lambda files: {**files, FILE: "\n".join(_untried(files))},
}


def _untried(files: Files) -> Iterator[str]:
    return (line for line in files[FILE].splitlines() if not line.startswith("tried:"))


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_a_released_exercise_that_was_altered_is_a_draft_and_says_so(files: Files, alter) -> None:
    altered = exercise_in(alter(files))
    assert (altered.readiness, altered.altered) == (Readiness.DRAFT, True)
    assert state_in_words(altered) == "草稿，试跑以后改过"


def test_notes_in_a_file_may_change_and_it_stays_released(files: Files) -> None:
    same = exercise_in({**files, FILE: "# 另一句说明\n" + files[FILE]})
    assert (same.readiness, same.altered) == (Readiness.RELEASED, False)
    tried = exercise_in({**files, FILE: stated(files, Readiness.TRIED)})
    assert state_in_words(tried) == "试跑通过"
    draft = exercise_in({**files, FILE: stated(files, Readiness.DRAFT)})
    assert (draft.readiness, draft.altered) == (Readiness.DRAFT, False)
    assert (
        exercise_in({**files, FILE: stated(as_typed_on_windows(files), Readiness.TRIED)}).readiness is Readiness.TRIED
    )
    with pytest.raises(Refused) as refused:
        stated({**files, FILE: files[FILE].replace("state: 发布", "state:\n  发布")}, Readiness.RELEASED)
    assert refused.value.code == "training.state-line", "what cannot be written is not said to be released"


def as_typed_on_windows(files: Files) -> Files:
    return {**files, FILE: files[FILE].replace("\n", "\r\n")}


def test_a_released_exercise_that_is_handed_out_is_taken_in_as_it_is(files: Files, tmp_path: Path) -> None:
    own = {**files, FILE: files[FILE].replace("id: card-title", "id: card-county", 1)}
    released = {**own, FILE: stated(own, Readiness.RELEASED)}
    file = tmp_path / "本县.scn"
    file.write_bytes(packed(released))
    assert TrainingWorkshop(tmp_path).take_in(file) == "card-county"
    (folder,) = own_exercises(tmp_path).values()
    assert (digest_of(folder), load_exercise(folder).readiness) == (digest_of(file), Readiness.RELEASED)
