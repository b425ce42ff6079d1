"""Every refusal has words, every word is used, and what a sentence mentions is passed where it is raised."""

import ast
import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pytest

from oa_desktop.catalogue.schema import schema_faults
from oa_desktop.catalogue.yaml_source import read_yaml
from oa_desktop.domain.documents.findings import Place, finding
from oa_desktop.domain.policy import Relation
from oa_desktop.i18n import _
from oa_desktop.i18n import problems as words_module
from oa_desktop.i18n.problems import FORMS, UNKNOWN, Problem, findings, group_of, problems, say, verdicts
from oa_desktop.i18n.resources import resource_path

PACKAGE = Path(__file__).resolve().parents[2] / "oa_desktop"
ERRORS = {"Refused", "Unavailable"}
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
FILES = re.compile(r".*\.(yaml|json|txt|md|pdf|docx|py|db|lock|tmp|keys|zip)")
PARAMETER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
COMPUTED = {"policy.": {relation.value for relation in Relation}}
"""Codes that are put together when they are raised: what they begin with, and what may follow."""
TOLD = (
    ("office/greeting.py", "", ()),
    ("domain/verification.py", "", {"journal", "device", "seq"}),
    ("domain/credentials.py", "fault_of", {"journal", "device", "seq"}),
    ("domain/credentials.py", "", {"journal", "device", "seq"}),
    ("domain/tenure.py", "", {"journal", "device", "seq"}),
    ("domain/remembered.py", "faults_against", {"journal", "device", "seq"}),
    ("domain/journal_file.py", "_seal_fault", {"journal", "device", "seq"}),
    ("archive/verifying.py", "_unrecorded", {"file"}),
    ("archive/verifying.py", "_foreign", {"file"}),
    ("archive/verifying.py", "_strange", {"file"}),
    ("archive/verifying.py", "bag_faults", {"file"}),
    ("archive/verifying.py", "_listed_faults", {"file"}),
    ("archive/bag_forms.py", "form_faults", {"file"}),
    ("domain/beside.py", "beside_faults", {"file"}),
    ("archive/trees.py", "_unsigned", {"file"}),
    ("archive/renamed.py", "told", {"file", "was", "count"}),
    ("archive/opening.py", "_of_items", {"file"}),
    ("archive/opening.py", "_unlisted", {"file"}),
    ("archive/opening.py", "_without_item", {"row", "said"}),
    ("domain/archives/catalogue.py", "", {"row", "said"}),
    ("cli/context.py", "_remind", {"days", "ways"}),
    ("ui/entering/arriving.py", "_of_the_class", {"count"}),
    ("office/recording.py", "notices", set()),
    ("office/open_office.py", "notices", set()),
    ("office/trail/verifying.py", "", {"journal", "device", "seq"}),
)
"""Codes that are worded though nobody raises them: module, function (or the whole module), what is passed."""


@dataclass(frozen=True)
class Site:
    """A place that raises: which codes it may raise, and the parameters that it passes (None: it cannot be told)."""

    place: str
    codes: frozenset[str]
    params: frozenset[str] | None


@dataclass(frozen=True)
class Module:
    """A module that was read once: its tree, and what is called in it."""

    place: str
    tree: ast.Module
    calls: tuple[ast.Call, ...]


@cache
def module(source: str, place: str) -> Module:
    tree = ast.parse(source)
    return Module(place, tree, tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call)))


def sites(module: Module) -> Iterator[Site]:
    for call in module.calls:
        if called(call) in ERRORS and call.args:
            told = all(keyword.arg for keyword in call.keywords)
            params = frozenset(keyword.arg or "" for keyword in call.keywords) if told else None
            yield Site(f"{module.place}:{call.lineno}", frozenset(codes_of(call.args[0], module.tree)), params)


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def codes_of(argument: ast.expr, tree: ast.Module) -> Iterator[str]:
    """Yield the codes that an argument may be; one that is chosen at run time may be any of its module's table."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.JoinedStr):
        start = argument.values[0]
        prefix = str(start.value) if isinstance(start, ast.Constant) else ""
        yield from (prefix + end for end in COMPUTED[prefix])
    elif isinstance(argument, ast.IfExp):
        yield from itertools.chain(codes_of(argument.body, tree), codes_of(argument.orelse, tree))
    else:
        yield from codes_in(table_of(argument, tree) or tree)


def table_of(argument: ast.expr, tree: ast.Module) -> ast.AST | None:
    names = {node.id for node in ast.walk(argument) if isinstance(node, ast.Name)}
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if any(isinstance(target, ast.Name) and target.id in names for target in targets):
            return statement
    return None


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text) and not FILES.fullmatch(text):
            yield text


@dataclass(frozen=True)
class Carrier:
    """A function that raises whatever code it is given: where the code stands among its arguments, what it passes."""

    name: str
    position: int
    params: frozenset[str]


def carriers(tree: ast.Module) -> Iterator[Carrier]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            yield from carriers_in(function)


def carriers_in(function: ast.FunctionDef) -> Iterator[Carrier]:
    names = [one.arg for one in function.args.args]
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and called(call) in ERRORS and call.args:
            code = getattr(call.args[0], "id", "")
            if code in names:
                params = frozenset(keyword.arg or "" for keyword in call.keywords)
                yield Carrier(function.name, names.index(code), params)


def known_carriers(modules: list[Module]) -> dict[str, Carrier]:
    return {one.name: one for module in modules for one in carriers(module.tree)}


def carried(modules: list[Module], known: Mapping[str, Carrier]) -> Iterator[Site]:
    """Yield the codes that are handed to a function that raises them."""
    for module in modules:
        for call in module.calls:
            carrier = known.get(called(call))
            if carrier and len(call.args) > carrier.position:
                codes = frozenset(codes_in(call.args[carrier.position]))
                yield Site(f"{module.place}:{call.lineno}", codes, carrier.params)


def told(sources: Mapping[str, str]) -> Iterator[Site]:
    """Yield what a verdict or a notice tells."""
    for place, function, params in TOLD:
        tree = module(sources[place], place).tree
        named = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function]
        (part,) = named if function else [tree]
        yield Site(place, frozenset(codes_in(part)), frozenset(params))


def mentioning(words: Iterable[str], sources: Mapping[str, str]) -> list[Module]:
    """Return the modules in which one of some names stands."""
    return [module(source, place) for place, source in sources.items() if any(word in source for word in words)]


@cache
def all_sites() -> tuple[Site, ...]:
    files = sorted(PACKAGE.rglob("*.py"))
    sources = {file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8") for file in files}
    raising = mentioning(ERRORS, sources)
    known = known_carriers(raising)
    handed = carried(mentioning(known, sources), known)
    return (*itertools.chain.from_iterable(map(sites, raising)), *handed, *told(sources))


def mentioned(problem: Problem) -> set[str]:
    return {name for text in (problem.what, problem.why, problem.do) for name, _form in PARAMETER.findall(text)}


def sentences() -> list[tuple[str, str]]:
    rows = [*problems().items(), *findings().items(), *verdicts().items()]
    return [(code, text) for code, row in rows for text in (row.what, row.why, row.do)]


# --- the table and the tree ----------------------------------------------------------------------------------------


def test_every_code_that_is_raised_has_words() -> None:
    wordless = defaultdict(list)
    for site in all_sites():
        for code in site.codes - problems().keys():
            wordless[code].append(site.place)
    assert wordless == {}


def test_every_row_of_words_is_raised_somewhere() -> None:
    raised = {code for site in all_sites() for code in site.codes}
    assert set(problems()) - raised - {UNKNOWN} == set()


def test_every_parameter_that_a_sentence_mentions_is_passed_where_it_is_raised() -> None:
    missing = [
        (site.place, code, sorted(mentioned(problems()[code]) - site.params))
        for site in all_sites()
        if site.params is not None
        for code in site.codes & problems().keys()
        if mentioned(problems()[code]) - site.params
    ]
    assert missing == []


def test_a_code_without_words_is_found() -> None:
    found = list(sites(module('raise Refused("moon.eclipse", phase=1)', "moon.py")))
    assert found == [Site("moon.py:1", frozenset({"moon.eclipse"}), frozenset({"phase"}))]


def test_a_code_from_a_table_is_found_in_that_table() -> None:
    source = '_RULES = {1: "moon.new", 2: "moon.full"}\nother = "sun.rise"\nraise Refused(_RULES[phase], **more)'
    assert [(site.codes, site.params) for site in sites(module(source, "moon.py"))] == [
        (frozenset({"moon.new", "moon.full"}), None)
    ]


def test_a_code_that_is_handed_to_who_raises_it_is_found_where_it_is_handed_over() -> None:
    modules = [
        module("def refuse_dark(sky, code):\n    raise Refused(code, sky=sky)", "moon.py"),
        module('refuse_dark(above, "moon.hidden")', "night.py"),
    ]
    assert list(carried(modules, known_carriers(modules))) == [
        Site("night.py:1", frozenset({"moon.hidden"}), frozenset({"sky"}))
    ]


# --- the words -----------------------------------------------------------------------------------------------------


def test_the_tables_of_words_have_their_shape() -> None:
    assert schema_faults(read_yaml(resource_path("words/problems.yaml")), "problems") == ()
    assert schema_faults(read_yaml(resource_path("words/findings.yaml")), "findings") == ()
    assert schema_faults(read_yaml(resource_path("words/verdicts.yaml")), "verdicts") == ()
    assert schema_faults(read_yaml(resource_path("words/names.yaml")), "names") == ()


def blames(text: str) -> bool:
    return bool(re.search("错误|非法|无效|违规|异常|您没有|失败操作|ERROR|null|None", text))


def unknown_forms(text: str) -> bool:
    """Whether a sentence has a form that nobody knows, or a brace that is no parameter."""
    found = PARAMETER.findall(text)
    known = {form for _name, form in found} <= {"", *FORMS}
    return not known or not text.count("{") == text.count("}") == len(found)


@pytest.mark.parametrize("wrong", [blames, unknown_forms])
def test_no_sentence_blames_anybody_or_has_a_form_that_nobody_knows(wrong: Callable[[str], bool]) -> None:
    assert [(code, text) for code, text in sentences() if wrong(text)] == []


@pytest.mark.parametrize(
    ("wrong", "text"),
    [(blames, "输入无效。"), (unknown_forms, "{size:moons}"), (unknown_forms, "{size"), (unknown_forms, "{{size}}")],
)
def test_a_sentence_that_blames_or_has_an_unknown_form_is_found(wrong: Callable[[str], bool], text: str) -> None:
    assert wrong(text)


def test_no_sentence_puts_marks_around_a_title_that_has_its_own() -> None:
    written = resource_path("words/problems.yaml").read_text(encoding="utf-8")
    assert re.findall("[“《]{title:title}|{title:title}[”》]", written) == []


def test_every_group_of_codes_has_a_heading_in_the_help() -> None:
    assert {code for code in problems() if group_of(code) == code.split(".")[0]} == set()


def test_no_sentence_stands_twice_as_what_happened() -> None:
    told = [row.what for row in problems().values()]
    assert sorted(told) == sorted(set(told))


# --- saying it -----------------------------------------------------------------------------------------------------


def test_a_problem_is_said_with_its_parameters() -> None:
    said = say("sign-in.wrong-password", {"left": 3, "wait_seconds": 90})
    assert said.what == "账号或口令不对。"
    assert "再错" in said.why or "输错3次" in said.why
    assert "1分30秒" in said.do


def test_a_missing_parameter_never_fails() -> None:
    said = {code: say(code, {}) for code in problems()}
    assert [code for code, one in said.items() if not one.what or "{" in str(one)] == []


def test_a_parameter_of_another_type_never_fails() -> None:
    said = say("sign-in.locked", {"wait_seconds": object()})
    assert "片刻" in said.do


def test_of_ten_thousand_characters_a_sentence_quotes_the_beginning_and_the_end() -> None:
    said = say("date.form", {"text": "甲" + "长" * 10_000 + "乙"}).what
    assert len(said) < 300
    assert "甲长" in said
    assert "长乙" in said


def test_a_brace_in_a_title_is_no_parameter() -> None:
    assert "《{what}关于{x:y}的通知》" in say("dossier.concluded", {"title": "{what}关于{x:y}的通知"}).what


@pytest.fixture
def garbled(tmp_path, monkeypatch) -> Iterator[Callable[[str, str], None]]:
    """Give the hand that garbles a table of words; afterwards the tables are read anew."""
    shutil.copytree(resource_path("words"), tmp_path / "words")
    monkeypatch.setattr(words_module, "resource_path", partial(resource_path, roots=[tmp_path]))

    def garble(name: str, text: str) -> None:
        (tmp_path / "words" / f"{name}.yaml").write_text(text, encoding="utf-8")
        forget_words()

    yield garble
    forget_words()


def forget_words() -> None:
    for table in (words_module.problems, words_module.findings, words_module.verdicts, words_module._names):
        table.cache_clear()


@pytest.mark.parametrize(
    "text", ["a: [", "", "[]", "dossier.unknown: 没有", "dossier.unknown:\n  what: [没有]\n  do: 请。"]
)
@pytest.mark.parametrize("name", ["problems", "findings", "verdicts", "names"])
def test_a_table_of_words_that_an_office_garbled_stops_nothing(garbled, name, text):
    garbled(name, text)
    for code in ("dossier.unknown", "source.no-title", "key-slots.wrong-realm"):
        said = say(code, {"found": "training"})
        assert said.what and said.do
    assert group_of("dossier.unknown")


def test_a_row_that_is_garbled_does_not_take_the_others_with_it(garbled):
    garbled("findings", "source.no-title:\n  what: 没有标题。\nsource.comment:\n  what: 有注释。\n  do: 请删去。\n")
    assert "source.no-title" in say("source.no-title", {}).what
    assert say("source.comment", {}).what == "有注释。"


def test_an_unknown_code_still_gives_a_sentence_with_the_code() -> None:
    said = say("moon.eclipse", {})
    assert "moon.eclipse" in said.what
    assert said.do


def test_values_that_are_codes_are_named_in_words() -> None:
    said = say("key-slots.wrong-realm", {"found": "training", "expected": "official"})
    assert said.what == "这是实训域的密钥文件，不能在正式域使用。"
    assert "口令最短位数" in say("setting.out-of-bounds", {"setting": "password-length", "least": 8, "most": 64}).what


@pytest.mark.parametrize(("seconds", "said"), [(0, "片刻"), (8, "8秒"), (60, "1分钟"), (300, "5分钟"), (301, "5分1秒")])
def test_seconds_are_said_as_people_say_them(seconds: int, said: str) -> None:
    assert f"请等{said}后再登录" in say("sign-in.locked", {"wait_seconds": seconds}).do


@pytest.mark.parametrize(("size", "said"), [(1, "1 KB"), (1024 * 1024, "1 MB"), (1024 * 1024 + 1, "2 MB")])
def test_sizes_are_said_in_kilobytes_and_megabytes_rounded_up(size: int, said: str) -> None:
    assert f"它有{said}" in say("source.too-large", {"name": "稿.txt", "size": size, "limit": 10}).why


@pytest.mark.parametrize(
    ("journal", "said"),
    [
        ("organisation/4711", "单位记录"),
        ("register/4711/清政办发/2026", "清政办发2026年文号登记"),
        ("dossier/0123456789abcdef", "公文01234567的办理记录"),
        (None, "办理记录"),
    ],
)
def test_a_journal_is_called_by_what_it_is_about(journal: str | None, said: str) -> None:
    told = say("chain.gap", {"journal": journal or "", "device": "fedcba9876543210", "seq": 7})
    assert told.what == f"{said}缺第7条记录（fedcba98）。"


def test_a_place_in_a_file_is_said_with_line_and_column() -> None:
    lacking = finding("resource.lacking", Place(name="流程.yaml"), name="id", remedy="请写上。")
    said = say("resource.faulty", {"place": "流程.yaml:38:10", "finding": lacking, "count": 1})
    assert said.what == "有一个文件需要改正：流程.yaml 第38行第10列。"
    assert said.why.startswith("缺少“id”。共有1处")
    assert said.do == "请写上。改好后再试。"


def test_source_text_is_shown_as_it_is_where_there_is_no_other_language() -> None:
    assert _("没有找到这份公文。") == "没有找到这份公文。"
    assert _("") == ""
