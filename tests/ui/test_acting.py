"""At the desk: only what one may do now is offered, and doing it is recorded once, with the words that were written."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.handling import Return, Revise
from oa_desktop.domain.documents.profile import NATIONAL, Change
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import dossier_journal
from oa_desktop.domain.registry import Layer
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.office import queries as q
from oa_desktop.office.ports.pages import StandIn
from oa_desktop.ui.acting.act_bar import ActBar
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.by_hand import ByHand
from oa_desktop.ui.acting.done_words import done_words
from oa_desktop.ui.acting.ink_board import InkDialog
from oa_desktop.ui.acting.phrases_dialog import PhrasesDialog
from oa_desktop.ui.acting.written import NOTHING_WRITTEN
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.telling.problem_dialog import ProblemDialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeRenderer

TERMS = {one.kind: one.term for one in DECLARATIONS.values()}


class Seat:
    """One person before an act bar."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_(account), tasks)
        self.bar = ActBar(self.workplace)
        self.problems = []
        self.workplace.problem.connect(self.problems.append)
        qtbot.addWidget(self.bar)

    def open(self, document, *, see_page: bool = True) -> None:
        self.document = document
        self.bar.show_document(document)
        self.settle()
        if see_page:
            self.bar.page_shown(document, self.workplace.session.papers.lay_before(document))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def buttons(self) -> dict[str, QPushButton]:
        found = self.bar.findChildren(QPushButton)
        return {one.property("kind"): one for one in found if one.property("kind") and not one.isHidden()}

    def press(self, kind: str) -> None:
        """Press a button as soon as it can be pressed."""
        self.qtbot.waitUntil(self.buttons()[kind].isEnabled)
        self.buttons()[kind].click()
        self.settle()

    def write(self, words: str) -> None:
        self.qtbot.keyClicks(self.bar.findChild(QPlainTextEdit, "words"), words)

    @property
    def written(self) -> str:
        return self.bar.findChild(QPlainTextEdit, "words").toPlainText()

    def dialog(self) -> ActDialog:
        (found,) = (one for one in self.bar.findChildren(ActDialog) if one.isVisible())
        return found

    def agree(self) -> None:
        self.dialog().findChild(QPushButton, "agree").click()
        self.settle()


@pytest.fixture
def seat(qtbot, office):
    tasks = Tasks()
    yield lambda account: Seat(qtbot, tasks, office, account)
    tasks.close()


def at(office: FakeOffice, step: str):
    document = office.draft()
    while office.stores.made.dossier(document)[0].step != step:
        office.step(document)
    return document


def last(office: FakeOffice, document) -> q.TimelineRow:
    return office.as_("reviewer").ask(q.Timeline(dossier=document))[-1]


def test_only_what_one_may_do_now_is_offered_and_what_moves_on_stands_first(seat, office):
    document = at(office, "department")
    head, drafter, outsider = seat("head"), seat("drafter"), seat("auditor")
    head.open(document)
    drafter.open(document, see_page=False)
    assert list(head.buttons()) == ["review", "return", "add-signers"]
    assert list(drafter.buttons()) == ["recall", "mark-read", "leave-opinion"]
    outsider.open(document, see_page=False)
    assert outsider.buttons() == {}
    assert [one.code for one in outsider.problems] == ["dossier.unknown"]


def test_in_a_narrow_bar_the_choice_of_the_next_document_stands_below_the_buttons(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    within, lower = QWidget(), {}
    head.qtbot.addWidget(within)
    head.bar.setParent(within)
    within.show()
    for width in (head.bar.minimumSizeHint().width(), 900):
        head.bar.resize(width, 300)
        head.bar.show()
        head.qtbot.wait(1)
        choice, button = head.bar.and_next, head.buttons()["review"]
        lower[width] = choice.y() > button.mapTo(head.bar, QPoint(0, button.height())).y()
    assert list(lower.values()) == [True, False]


def test_what_is_signed_is_the_page_that_was_before_the_person(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.press("review")
    entry = list(office.stores.made.entries(dossier_journal(document)))[-1].entry
    assert (entry.kind, entry.rendering) == ("review", office.as_("head").papers.page(document)[0])


def test_a_text_that_changed_behind_the_open_page_is_not_agreed_to(seat, office):
    document = at(office, "office")
    reviewer, elsewhere = seat("reviewer"), office.as_("reviewer")
    reviewer.open(document)
    kept = elsewhere.writing.keep_text(notice(title="关于另一件事项的通知"))
    wish = Revise(dossier=document, source=kept.source, particulars=kept.particulars)
    elsewhere.perform(wish)
    reviewer.press("review")
    assert [one.code for one in reviewer.problems] == ["flow.text-changed"]
    assert office.stores.made.dossier(document)[0].step == "office"


def test_an_opinion_is_recorded_with_the_act_and_the_line_is_empty_again(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.write("qingkuang shushi")
    head.press("review")
    assert (last(office, document).act, last(office, document).words) == ("审核", "qingkuang shushi")
    assert head.written == ""


def test_ctrl_enter_does_the_act_that_moves_on(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.bar.show()
    words = head.bar.findChild(QPlainTextEdit, "words")
    words.setFocus()
    head.qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    head.settle()
    assert last(office, document).act == "审核"


def test_two_quick_clicks_do_an_act_once(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    before = len(office.stores.made.kept)
    button = head.buttons()["review"]
    button.click()
    button.click()
    head.settle()
    assert len(office.stores.made.kept) == before + 1
    assert head.problems == []


def test_an_act_before_the_page_lies_there_lays_it_out_and_names_it(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document, see_page=False)
    head.press("review")
    named = office.stores.made.kept[-1].entry
    assert named.kind == "review"
    assert named.rendering == office.as_("head").papers.lay_before(document).seen.page


def test_signing_is_not_possible_before_the_page_lies_there(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document, see_page=False)
    assert not signer.buttons()["issue"].isEnabled()
    signer.open(document)
    assert signer.buttons()["issue"].isEnabled()


def test_signing_is_asked_about_once_more_and_enter_does_not_sign(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document)
    signer.press("issue")
    dialog = signer.dialog()
    assert office.as_("signer").dossier(document).issued is None
    signer.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    signer.settle()
    assert office.as_("signer").dossier(document).issued is None
    signer.press("issue")
    signer.agree()
    assert office.as_("signer").dossier(document).issued is not None


def test_a_return_asks_where_to_and_insists_on_a_reason(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document)
    signer.press("return")
    signer.agree()
    missing = signer.dialog().findChild(QLabel, "missing")
    assert missing.isVisible(), "without a reason nothing happens, and that is said"
    assert missing.text() == "退回要写明原因，请写在上面，也可以选常用语。"
    where = signer.dialog().findChild(QComboBox, "to")
    where.setCurrentIndex(where.findText("拟稿"))
    signer.qtbot.keyClicks(signer.dialog().findChild(QPlainTextEdit, "words"), "shuju bu yizhi")
    assert missing.isHidden()
    signer.agree()
    state = office.as_("drafter").dossier(document)
    assert (state.step, last(office, document).words) == ("draft", "shuju bu yizhi")


def test_words_that_were_refused_with_an_act_are_still_there(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.write("tongyi")
    office.step(document)  # somebody else was faster
    head.press("review")
    assert head.problems[0].code == "policy.holder"
    assert head.written == "tongyi"


def test_words_written_for_one_document_wait_for_it_and_do_not_stand_at_another(seat, office):
    first, second = at(office, "department"), at(office, "department")
    head = seat("head")
    head.open(first)
    head.write("xian fang yi fang")
    head.open(second)
    assert head.written == ""
    head.open(first)
    assert head.written == "xian fang yi fang"


def test_a_stock_phrase_is_written_where_the_cursor_is(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    head.bar.findChild(QPlainTextEdit, "words").parent()._phrases.menu().actions()[0].trigger()
    assert head.written == "情况属实，同意。"


def test_every_step_of_the_flow_can_be_done_at_the_bar(seat, office):
    document = office.draft()
    for account in (
        "drafter",
        "head",
        "reviewer",
        "signer",
        "rechecker",
        "registrar",
        "sealer",
        "dispatcher",
        "archivist",
    ):
        one = seat(account)
        one.open(document)
        one.press(next(iter(one.buttons())))
        if QApplication.activeModalWidget() or any(each.isVisible() for each in one.bar.findChildren(ActDialog)):
            one.agree()
        assert one.problems == []
    assert office.as_("archivist").dossier(document).phase.value == "办结"


def phrases(within) -> list[str]:
    menu = within.findChild(QToolButton, "phrases").menu()
    return [one.text() for one in menu.actions() if not one.isSeparator() and one.text() != "我的常用语…"]


def test_words_that_were_written_in_a_dialog_are_not_lost_when_it_is_put_off_or_refused(seat, office):
    document = at(office, "issue")
    signer = seat("signer")
    signer.open(document)
    signer.press("return")
    dialog = signer.dialog()
    signer.qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "words"), "chongbao")
    dialog.reject()
    assert signer.written == "chongbao"
    signer.press("return")
    assert signer.dialog().findChild(QPlainTextEdit, "words").toPlainText() == "chongbao"
    office.step(document)
    signer.agree()
    assert len(signer.problems) == 1
    assert signer.written == "chongbao"


def test_a_key_that_is_pressed_twice_does_an_act_once(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    before = len(office.stores.made.kept)
    head.bar.do("mark-read")
    head.bar.do("mark-read")
    head.settle()
    assert len(office.stores.made.kept) == before + 1


def test_what_one_has_written_is_at_hand_for_the_rest_of_the_sitting(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    head.write("qing banshi")
    head.press("review")
    second = at(office, "department")
    head.open(second)
    assert phrases(head.bar) == ["情况属实，同意。", "拟同意，呈领导签发。", "qing banshi"]
    head.press("return")
    assert "qing banshi" in phrases(head.dialog())
    head.dialog().reject()
    colleague = seat("reviewer")
    colleague.open(at(office, "office"))
    assert "qing banshi" not in phrases(colleague.bar)


def test_where_many_acts_are_possible_the_rare_ones_are_under_more(seat, office):
    reviewer = seat("reviewer")
    reviewer.open(at(office, "office"))
    assert list(reviewer.buttons()) == ["review", "revise", "return"]
    more = reviewer.bar.findChild(QPushButton, "more-acts")
    rare = ["加签…", "转办…", "传阅…", "督办立项…", "阅", "留意见", "暂停", "作废…"]
    assert [one.text() for one in more.menu().actions() if not one.isSeparator()] == rare
    assert more.accessibleName() == f"更多办理：{'、'.join(one.rstrip('…') for one in rare)}"
    next(one for one in more.menu().actions() if one.text() == "阅").trigger()
    reviewer.settle()
    assert reviewer.problems == []


def test_what_ends_a_document_is_never_a_button_beside_the_one_that_sends_it_on(seat, office):
    drafter = seat("drafter")
    drafter.open(at(office, "draft"))
    more = drafter.bar.findChild(QPushButton, "more-acts")
    assert "void" not in drafter.buttons()
    assert [one.text() for one in more.menu().actions()][-2:] == ["", "作废…"]


@pytest.mark.parametrize(
    ("act", "step", "words"),
    [
        ("submit", "department", "已送部门审核：《关于开展公文归档工作的通知》"),
        ("return", "draft", "已退回拟稿：《关于开展公文归档工作的通知》"),
        ("recall", "office", "已撤回到办公室审核：《关于开展公文归档工作的通知》"),
        ("mark-read", "issue", "已阅：《关于开展公文归档工作的通知》"),
        ("leave-opinion", "issue", "已留意见：《关于开展公文归档工作的通知》"),
    ],
)
def test_after_an_act_is_said_where_the_document_has_gone(office, act, step, words):
    form = q.ActFormRow(kind=act, term=TERMS[act], onward=act == "submit")
    assert done_words(form, office.state(at(office, step))) == words


def test_the_last_act_is_said_to_be_the_last(office):
    document = at(office, "file")
    office.step(document)
    assert done_words(q.ActFormRow(kind="file", term="归档", onward=True), office.state(document)) == (
        "已归档，全部办完：《关于开展公文归档工作的通知》"
    )


def test_a_long_title_is_said_by_its_beginning(office):
    document = office.draft(notice(title="关于进一步加强全县各级各部门电子公文归档与移交工作的通知"))
    office.step(document)
    words = done_words(q.ActFormRow(kind="submit", term="送审", onward=True), office.state(document))
    assert words == "已送部门审核：《关于进一步加强全县各级各部门电子公文归档…》"


def test_a_dialog_before_an_act_is_gone_once_it_is_closed(seat, office):
    signer = seat("signer")
    signer.open(at(office, "issue"))
    for close in (ActDialog.reject, ActDialog.accept):
        signer.press("return")
        dialog = signer.dialog()
        close(dialog)
        signer.qtbot.waitUntil(lambda gone=dialog: not shiboken6.isValid(gone))


def test_a_problem_is_gone_once_it_is_read(qtbot):
    over = QLabel()
    qtbot.addWidget(over)
    dialog = ProblemDialog(ProblemText(what="没有存上。", why="磁盘满了。", do="请腾出空间。"), over)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


def test_an_act_is_done_on_the_document_that_it_asked_about(seat, office):
    asked, other = at(office, "department"), at(office, "department")
    head = seat("head")
    head.open(asked)
    head.press("return")
    head.qtbot.keyClicks(head.dialog().findChild(QPlainTextEdit, "words"), "chongxie")
    head.open(other)
    head.agree()
    assert head.problems == []
    acts = [head.workplace.session.ask(q.Timeline(dossier=one))[-1].act for one in (asked, other)]
    assert acts == ["退回", "送审"]


# --- what is wrong with the paper, before one stands for it ----------------------------------------------------------

TITLE = "清源县人民政府办公室关于归档的通知"
FAULTY = notice(TITLE, recipients="各乡镇人民政府：")


def said_before(seat: Seat, document, kind: str) -> str:
    seat.open(document)
    seat.press(kind)
    shown = seat.dialog().cautions
    return shown.findChild(QLabel, "cautions-heading").text() + shown.findChild(QTextBrowser).toPlainText()


@pytest.mark.parametrize(
    ("step", "account", "kind"),
    [("issue", "signer", "issue"), ("number", "registrar", "assign-number"), ("seal", "sealer", "apply-seal")],
)
def test_whoever_signs_numbers_or_seals_is_told_what_is_wrong_and_is_not_hindered(seat, office, step, account, kind):
    document = office.bring_to(step, FAULTY)
    one = seat(account)
    said = said_before(one, document, kind)
    assert "错误 1 处" in said
    assert "主送机关末尾是“：”" in said
    one.agree()
    assert last(office, document).act == TERMS[kind]


def test_a_font_that_stands_in_and_a_character_without_a_font_are_named(qtbot):
    stands_in = StandIn(elements=("标题", "小标题"), wanted="方正小标宋简体", used="Noto Serif SC")
    office = FakeOffice(renderer=PoorRenderer(stand_ins=(stands_in,), missing="㐂"))
    tasks = Tasks()
    said = said_before(Seat(qtbot, tasks, office, "signer"), office.bring_to("issue"), "issue")
    tasks.close()
    assert "标题、小标题：应当用 方正小标宋简体，本机没有，用 Noto Serif SC 代替。" in said
    assert "㐂（U+3402）" in said


class PoorRenderer(FakeRenderer):
    """Lacks fonts."""

    def __init__(self, **lacks: object) -> None:
        self.lacks = lacks

    def render(self, manuscript, look):
        return replace(super().render(manuscript, look), **self.lacks)


def test_whoever_signs_again_is_told_exactly_what_was_changed_since(seat, office):
    document = office.bring_to("recheck", notice(TITLE))
    office.revise(document, "rechecker", notice(TITLE, recipients="各乡镇人民政府，县政府有关部门"))
    office.as_("rechecker").perform(Return(dossier=document, to="issue", reason="主送机关有增加，请复审。"))
    said = said_before(seat("signer"), document, "issue")
    assert "签发以后改过 1 处" in said
    assert "签发以后　± 主送机关　修改：增“，县政府有关部门”" in said


def test_where_nothing_is_wrong_that_is_said_too(seat, office):
    assert "没有错误，字体齐全" in said_before(seat("signer"), office.bring_to("issue", notice(TITLE)), "issue")


def test_other_acts_are_done_without_that(seat, office):
    one = seat("head")
    one.open(office.bring_to("department", FAULTY))
    one.press("return")
    assert not one.dialog().cautions.isVisible()


def test_the_places_can_be_looked_at_first_and_the_words_stay(seat, office):
    one = seat("signer")
    said_before(one, office.bring_to("issue", FAULTY), "issue")
    dialog = one.dialog()
    one.qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "words"), "tongyi")
    with one.qtbot.waitSignal(one.bar.findings_wanted):
        one.qtbot.mouseClick(dialog.findChild(QPushButton, "cautions-go"), Qt.MouseButton.LeftButton)
    assert one.written == "tongyi"
    one.qtbot.wait(1)


def test_a_paper_that_cannot_be_looked_over_hinders_nobody(seat, office):
    def fails(_text, _look):
        raise Unavailable("confine.failed", reason="")

    document = office.bring_to("issue")
    office.inspector.of_draft = fails
    one = seat("signer")
    assert "没有检查成" in said_before(one, document, "issue")
    one.agree()
    assert last(office, document).act == "签发"


# --- what the office has mended first --------------------------------------------------------------------------------


@pytest.fixture
def strict(qtbot):
    changes = {"recipients.end": Change(blocks=True)}
    office = FakeOffice(profile=NATIONAL.overlaid("县", Layer.COUNTY, changes, frozenset({"submit", "issue"})))
    tasks = Tasks()
    yield office, lambda account: Seat(qtbot, tasks, office, account)
    tasks.close()


def test_what_is_to_be_mended_first_is_said_with_its_mend_and_the_act_cannot_be_agreed_to(strict):
    office, seat = strict
    document = office.draft(FAULTY)
    one = seat("drafter")
    said = said_before(one, document, "submit")
    assert "要求先改好 1 处" in said
    assert "请删去，全角冒号由程序加上（GB/T 9704-2012 7.3.2，县级要求）" in said
    assert not one.dialog().findChild(QPushButton, "agree").isEnabled()
    one.dialog().reject()
    one.qtbot.wait(1)
    assert office.state(document).step == "draft"


def test_what_is_right_is_sent_on_after_one_look(strict):
    office, seat = strict
    document = office.draft(notice(TITLE))
    one = seat("drafter")
    assert "没有错误" in said_before(one, document, "submit")
    one.agree()
    assert office.state(document).step == "department"


# --- by hand -------------------------------------------------------------------------------------------------------


def seen_by(one: Seat, document) -> q.TimelineRow:
    """The newest act, as somebody sees it who knows the document."""
    return one.workplace.session.ask(q.Timeline(dossier=document))[-1]


def write_by_hand(within: QWidget) -> None:
    """Open the board, write a stroke with the mouse, and agree to it."""
    QTest.mouseClick(within.findChild(QToolButton, "by-hand"), Qt.MouseButton.LeftButton)
    (dialog,) = (each for each in within.findChildren(InkDialog) if each.isVisible())
    QTest.mousePress(dialog.board.pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    QTest.mouseMove(dialog.board.pad, QPoint(90, 60))
    QTest.mouseRelease(dialog.board.pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 60))
    QTest.mouseClick(dialog.findChild(QPushButton, "ink-agree"), Qt.MouseButton.LeftButton)


def test_an_opinion_written_by_hand_is_recorded_with_the_act_and_the_button_is_empty_again(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.bar.show()
    write_by_hand(head.bar)
    assert head.bar.findChild(ByHand).ink is not None
    head.press("review")
    row = last(office, document)
    assert (row.act, row.words) == ("审核", "")
    assert len(head.workplace.session.ink.read(document, row.ink).strokes) == 1
    assert head.bar.findChild(ByHand).ink is None


def test_ink_waits_for_its_document_while_another_is_looked_at(seat, office):
    first, second = at(office, "department"), at(office, "department")
    head = seat("head")
    head.open(first)
    head.bar.show()
    write_by_hand(head.bar)
    head.open(second)
    assert head.bar.findChild(ByHand).ink is None
    head.open(first)
    assert head.bar.findChild(ByHand).ink is not None


def test_a_mark_that_takes_no_opinion_leaves_what_was_written_for_the_next_act(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.bar.show()
    head.write("yijian")
    write_by_hand(head.bar)
    head.bar.do("mark-read")
    head.settle()
    assert seen_by(head, document).ink == ""
    assert head.bar.findChild(ByHand).ink is not None
    assert head.bar.findChild(QPlainTextEdit, "words").toPlainText() == "yijian"


def test_a_return_asks_for_no_typed_reason_where_one_is_written_by_hand(seat, office):
    document = at(office, "department")
    head = seat("head")
    head.open(document)
    head.bar.show()
    head.press("return")
    dialog = head.dialog()
    write_by_hand(dialog)
    QTest.mouseClick(dialog.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
    head.settle()
    assert seen_by(head, document).act == "退回" and seen_by(head, document).ink


def test_what_cannot_be_written_by_hand_offers_no_board(seat, office):
    document = at(office, "department")
    drafter = seat("drafter")
    drafter.open(document)
    drafter.bar.do("recall")
    assert not [one for one in drafter.bar.findChildren(ActDialog) if one.findChild(ByHand).isVisible()]


# --- phrases ---------------------------------------------------------------------------------------------------------


def lines_of(within: QWidget) -> QPlainTextEdit:
    return within.findChild(QPlainTextEdit, "words")


def with_phrases(seat, office) -> Seat:
    head = seat("head")
    head.workplace.session.phrases.keep(("请会同财政局办理。", "请按程序办理。"))
    head.open(at(office, "department"))
    head.bar.show()
    lines_of(head.bar).setFocus()
    head.qtbot.waitUntil(lambda: lines_of(head.bar).hasFocus())
    return head


def offer_of(one: Seat) -> QListView | None:
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QListView) else None


def test_ones_own_phrases_are_written_in_a_dialog_and_offered_at_once(seat, office):
    head = seat("head")
    head.open(at(office, "department"))
    menu = head.bar.findChild(QToolButton, "phrases").menu()
    next(line for line in menu.actions() if line.text() == "我的常用语…").trigger()
    head.settle()
    (dialog,) = head.bar.findChildren(PhrasesDialog)
    head.qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "own-phrase-lines"), "an chengxu banli")
    QTest.mouseClick(dialog.findChild(QPushButton, "keep-phrases"), Qt.MouseButton.LeftButton)
    head.settle()
    assert phrases(head.bar)[0] == "an chengxu banli"
    assert head.workplace.session.phrases.own().phrases == ("an chengxu banli",)


def test_a_phrase_is_found_by_its_first_letters_and_put_in_by_choosing_it(seat, office):
    head = with_phrases(seat, office)
    head.write("qhtcz")
    offer = offer_of(head)
    assert offer is not None and offer.model().index(0, 0).data() == "请会同财政局办理。"
    QTest.keyClick(offer, Qt.Key.Key_Down)
    QTest.keyClick(offer, Qt.Key.Key_Return)
    assert lines_of(head.bar).toPlainText() == "请会同财政局办理。"


def test_enter_puts_in_no_phrase_that_nobody_chose_and_ctrl_enter_acts(seat, office):
    head = with_phrases(seat, office)
    document = head.document
    head.write("qhtcz")
    QTest.keyClick(offer_of(head), Qt.Key.Key_Return)
    assert lines_of(head.bar).toPlainText() == "qhtcz\n"
    head.write("qacx")
    QTest.keyClick(offer_of(head), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    head.settle()
    assert head.workplace.session.dossier(document).step == "office"


def test_what_is_said_often_is_offered_first_the_next_time(seat, office):
    head = with_phrases(seat, office)
    lines_of(head.bar).setPlainText("请按程序办理。")
    head.press("review")
    head.open(at(office, "department"))
    assert phrases(head.bar)[:2] == ["请按程序办理。", "请会同财政局办理。"]


def test_a_circle_around_the_name_is_consent_without_words(qtbot: QtBot, tasks: Tasks, office: FakeOffice):
    seat = Seat(qtbot, tasks, office, "head")
    seat.open(office.bring_to("department"))
    circle = seat.bar.findChild(QToolButton, "circle")
    assert circle.isVisibleTo(seat.bar)
    qtbot.mouseClick(circle, Qt.MouseButton.LeftButton)
    seat.press("review")
    row = seat.workplace.session.ask(q.Timeline(dossier=seat.document))[-1]
    assert (row.act, row.circled, row.words) == ("审核", True, "")
    assert "审核（圈阅）" in seat.workplace.session.papers.journal_text(seat.document)
    assert not circle.isChecked(), "the next one is not circled by it"


@pytest.mark.parametrize(
    ("kind", "term", "said"),
    [("issue", "签发", "由后面的环节退回"), ("void", "作废", "不能恢复"), ("publish", "发布", "只能撤下")],
)
def test_before_what_cannot_be_taken_back_it_is_said_what_can_be_done_afterwards(qtbot, kind, term, said):
    form = q.ActFormRow(kind=kind, term=term, onward=False, grave=True)
    dialog = ActDialog(form, "", NOTHING_WRITTEN)
    qtbot.addWidget(dialog)
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert any(one.startswith(term) and said in one for one in told)
    assert "这份稿子还没有标题。" in told


def test_at_the_desk_a_document_takes_a_click_as_soon_as_it_is_there(seat, office):
    one = seat("head")
    one.bar.show_document(office.bring_to("department", notice(TITLE)))
    assert not one.bar.pausing
