"""The offline help describes every act, step, command, option, problem and rule, and its links lead somewhere."""

import ast
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from oa_desktop.catalogue.flows import load_flows
from oa_desktop.cli.program import COMMANDS, program
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.texts.element_names import FIELDS
from oa_desktop.i18n.problems import problems
from oa_desktop.i18n.resources import resource_path

ROOT = Path(__file__).resolve().parents[2]
HELP = resource_path("help")
CLI = ROOT / "oa_desktop" / "cli"
GENERAL_OPTIONS = {"--home", "--realm", "--as", "--password-fd"}


def page(name: str) -> str:
    return (HELP / f"{name}.md").read_text(encoding="utf-8")


def rows(text: str) -> dict[str, list[str]]:
    """Return the rows of a page's tables by the code in back quotes that stands first in them."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        code = next((cell for cell in cells if re.fullmatch(r"`[a-z.-]+`", cell)), None)
        if code:
            found[code.strip("`")] = cells
    return found


def sections(text: str) -> dict[str, str]:
    """Return the text under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_help", ROOT / "installer" / "make_help.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def command_modules() -> list[Path]:
    return sorted(CLI.glob("*_command.py"))


# --- acts and steps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=lambda one: one.kind)
def test_every_act_is_described_with_its_word_and_its_code(declaration: object) -> None:
    acts = sections(page("流程"))
    tables = (
        acts["办理公文的动作"]
        + acts["文号登记的动作"]
        + acts["交换的动作"]
        + acts["保管的动作"]
        + acts["归档整理的动作"]
        + acts["实训的动作"]
        + acts["单位的动作"]
    )
    word, _code, meaning = rows(tables)[declaration.kind]  # type: ignore[attr-defined]
    assert word == declaration.term  # type: ignore[attr-defined]
    assert meaning.endswith("。")


def test_the_table_of_steps_says_what_the_flow_says() -> None:
    flow = load_flows(resource_path("flows"))["outgoing-general"]
    terms = {one.kind: one.term for one in DECLARATIONS.values()}
    described = list(rows(sections(page("流程"))["九个环节"]).values())
    assert described == [
        [
            step.name,
            f"`{step.id}`",
            step.role.value,
            terms[step.act],
            "是" if step.revises else "否",
            "、".join(flow.step(one).name for one in step.returns_to) or "—",
        ]
        for step in flow.steps
    ]


def test_the_help_on_recall_names_the_acts_that_can_be_recalled() -> None:
    recallable = "、".join(one.term for one in DECLARATIONS.values() if one.recallable)
    assert f"。{recallable}可以撤回。" in rows(page("流程"))["recall"][2]


# --- the command line ----------------------------------------------------------------------------------------------


def commands() -> list[str]:
    """Return the names in the table of commands."""
    return list(COMMANDS)


def test_every_command_has_its_section() -> None:
    described = sections(page("命令行"))
    assert {name for name in commands() if name not in described} == set()
    assert all(described[name].strip() for name in commands())


@pytest.mark.parametrize("module", command_modules(), ids=lambda path: path.stem)
def test_every_option_of_a_command_is_described_in_its_section(module: Path) -> None:
    options = {text for text in texts_in(module) if re.fullmatch(r"--[a-z][a-z-]+", text)}
    section = sections(page("命令行"))[module.stem.removesuffix("_command")]
    assert {option for option in options if option not in section} == set()


def test_the_options_that_every_command_takes_are_described_once_for_all() -> None:
    taken = {text for text in texts_in(CLI / "context.py") if re.fullmatch(r"--[a-z][a-z-]+", text)}
    assert taken == GENERAL_OPTIONS
    assert all(f"`{option}" in sections(page("命令行"))["通用的选项"] for option in taken)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text that people are told: what is said of a problem, and the pages of the help."""
    yield from ((code, f"{one.what}{one.why}{one.do}") for code, one in problems().items())
    yield from ((path.stem, page(path.stem)) for path in HELP.glob("*.md"))


def not_there(text: str) -> list[str]:
    """Return the commands that a text names and that do not exist."""
    named = re.findall(r"oa-desktop ([a-z][a-z-]*)(?: ([a-z]+)(?![a-z-]))?", text)
    return [f"{name} {below}" for name, below in named if not exists(name, below)]


def exists(name: str, below: str) -> bool:
    command = program.get_command(click.Context(program), name)
    return command is not None and (not isinstance(command, click.Group) or not below or below in command.commands)


def test_whatever_people_are_told_to_run_exists() -> None:
    assert {where: lost for where, text in texts() if (lost := not_there(text))} == {}


def test_a_command_that_does_not_exist_is_found() -> None:
    assert not_there("请运行 oa-desktop moon，再运行 oa-desktop archive moon。") == ["moon ", "archive moon"]


# --- problems and rules --------------------------------------------------------------------------------------------


def test_every_problem_is_described() -> None:
    told = page("出错怎么办")
    assert [code for code in problems() if f"- 代号：`{code}`\n" not in told] == []


def test_the_generated_parts_are_what_the_tables_say_now() -> None:
    stale = [path.name for path, text in maker().pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python installer/make_help.py"


def test_a_page_is_renewed_only_between_its_marks() -> None:
    make = maker()
    assert make.renewed(f"前\n{make.BEGIN}旧\n{make.END}后\n", "新\n") == f"前\n{make.BEGIN}新\n{make.END}后\n"


def test_every_rule_of_a_finding_is_described() -> None:
    assert set(RULES) - rows(page("检查发现")).keys() == set()


def test_every_element_that_the_front_matter_takes_is_named() -> None:
    text = page("稿子怎么写")
    aliases = {"发文机关标志", "主送", "附件说明", "署名", "抄送"}
    assert {name for name in FIELDS if name not in text} - aliases == set()


# --- the pages -----------------------------------------------------------------------------------------------------


def links_in(path: Path) -> list[str]:
    """Return where the links of a page lead; what stands in code is no link, nor is a picture."""
    return re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8")))


def test_every_link_leads_to_a_page() -> None:
    for path in HELP.glob("*.md"):
        for target in links_in(path):
            assert (HELP / target.split("#")[0]).is_file(), f"{path.name}: {target}"


def test_every_page_can_be_reached_from_the_first() -> None:
    reached, waiting = set(), ["开始.md"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting += [page_ for page_ in (link.split("#")[0] for link in links_in(HELP / name)) if page_ not in reached]
    assert reached == {path.name for path in HELP.glob("*.md")}


def test_every_file_that_the_help_on_settings_names_is_there() -> None:
    named = re.findall(r"`resources/([^`*]+)`", page("修改配置") + page("开始"))
    assert named
    assert all(resource_path(name).exists() for name in named)


def whole(name: str) -> click.Command:
    command = program.get_command(click.Context(program), name)
    assert command is not None, name
    return command


def leaves_of(group: click.Command, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its whole name."""
    yield above, group
    for name, one in getattr(group, "commands", {}).items():
        yield from leaves_of(one, f"{above} {name}".strip())


def test_no_two_options_of_a_command_take_one_name():
    found = [
        (name, Counter(param.name for param in one.params))
        for command in COMMANDS
        for name, one in leaves_of(whole(command), command)
    ]
    assert len(found) > len(COMMANDS)
    assert [name for name, names in found if max(names.values(), default=1) > 1] == []


def test_every_command_says_in_chinese_how_it_is_written():
    found = [(name, one) for command in COMMANDS for name, one in leaves_of(whole(command), command)]
    assert [
        name for name, one in found if "Usage" in one.get_help(one.make_context(name, [], resilient_parsing=True))
    ] == []


def test_what_an_option_stands_at_may_be_written_there_too():
    found = [(name, one) for command in COMMANDS for name, one in leaves_of(whole(command), command)]
    for name, one in found:
        context = one.make_context(name, [], resilient_parsing=True)
        for param in one.params:
            stands_at = param.get_default(context)
            if isinstance(stands_at, str | int):
                param.type_cast_value(context, stands_at)
