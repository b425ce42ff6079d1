"""Every place in the code by which something leaves the store, and whether what leaves there is recorded.

A way out is a call that writes a file, prints, or puts something on the clipboard. What it lets out is recorded if it
comes from a function of the office of which every definition reaches ``record_output``.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import oa_desktop

ROOT = Path(oa_desktop.__file__).parent
SCREENS = ("cli", "ui")
_RECORDS = "record_output"
_WRITES, _PRINTS = "write_file", "Matter"
_KEEPS = frozenset({"save_made", "_ask_where"})
_CLIPBOARD = "setText"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A call by which something leaves.

    Attributes:
        place: Module and function, such as ``cli/show_command.py:_hand_out``.
        recorded: Whether it comes from what records that it leaves.
    """

    place: str
    recorded: bool


def recording() -> frozenset[str]:
    """Return the names of functions of the office that let something out only with a record of it.

    A name counts if every function of that name does, wherever it stands; one that is private counts in its module.
    """
    defined: dict[str, list[set[str]]] = defaultdict(list)
    for path in (ROOT / "office").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                calls = {_in_module(one, path) for one in called(node)}
                defined[_in_module(node.name, path)].append(calls)
    found = {_RECORDS}
    while True:
        more = {name for name, bodies in defined.items() if any(body & found for body in bodies)}
        more = {name for name in more if all(body & (found | {name}) for body in defined[name])}
        if more <= found:
            return frozenset(found)
        found |= more


def _in_module(name: str, path: Path) -> str:
    return f"{path}:{name}" if name.startswith("_") else name


def called(node: ast.AST) -> set[str]:
    """Return the names of what is called anywhere in a piece of code."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in calls}


def ways_out(sources: dict[str, str] | None = None) -> Iterator[WayOut]:
    """Yield every way out of the screens and commands.

    Args:
        sources: What is looked through instead of the program, by the names of modules.
    """
    known = recording()
    for module, text in (sources if sources is not None else _sources()).items():
        tree = ast.parse(text)
        for function in _functions(tree):
            said = _assigned(function)
            for call in _own_calls(function):
                leaves = _leaves(call)
                if leaves is not None:
                    place = f"{module}:{getattr(function, 'name', '')}"
                    yield WayOut(place=place, recorded=bool(_reached(leaves, said) & known))


def toolkit_ways(sources: dict[str, str] | None = None) -> Iterator[str]:
    """Yield module and name of everything of the toolkit by which words, pages or pictures leave without our code.

    Lists and tables are not among them: ``UncopiedLists`` stops their key in every window.

    Args:
        sources: What is looked through instead of the program, by the names of modules.
    """
    for module, text in (sources if sources is not None else _sources()).items():
        names = {name for one in ast.walk(ast.parse(text)) for name in _used(one)}
        yield from (f"{module} {name}" for name in sorted(names & _TOOLKIT))


_TOOLKIT = frozenset(
    {
        *("QTextBrowser", "QTextEdit", "QPlainTextEdit", "TextSelectableByMouse", "TextSelectableByKeyboard"),
        *("TextBrowserInteraction", "TextEditorInteraction", "QDrag", "setDragEnabled", "startDrag"),
        *("createMimeDataFromSelection", "setMimeData", "setImage", "grab", "grabWindow"),
        *("print_", "QPrinter", "QPdfWriter", "QTextDocumentWriter", "PagePane", "PageView"),
    }
)
"""Classes and calls of the toolkit, and our views of pages."""


def _used(node: ast.AST) -> Iterator[str]:
    """Yield what is made, called, or inherited from by a piece of code, and the flags that it names."""
    if isinstance(node, ast.Call):
        yield from map(_name, (node.func, *node.args))
    elif isinstance(node, ast.ClassDef):
        yield from map(_name, node.bases)
    elif isinstance(node, ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Attribute) and node.attr.startswith("Text"):
        yield node.attr


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _sources() -> dict[str, str]:
    paths = (path for room in SCREENS for path in (ROOT / room).rglob("*.py"))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(paths)}


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    yield from (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


def _own_calls(function: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of a function, without those of functions within it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting += ast.iter_child_nodes(node)


def _leaves(call: ast.Call) -> ast.AST | None:
    """Return what leaves by a call; None where nothing does."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in {_WRITES, *_KEEPS} and len(call.args) > 1:
        return call.args[1]
    if name == _PRINTS:
        return next((one.value for one in call.keywords if one.arg == "hand_out"), call)
    on_the_clipboard = name == _CLIPBOARD and "clipboard" in called(call.func)
    return call if on_the_clipboard or _passes_clipboard(call) else None


def _passes_clipboard(call: ast.Call) -> bool:
    return any(isinstance(one, ast.Attribute) and "clipboard" in called(one) for one in call.args)


def _assigned(function: ast.AST) -> dict[str, set[str]]:
    """Return what is called for the names that a function gives to what it has, also to functions within it."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.For | ast.comprehension):
            value = node.value if isinstance(node, ast.Assign) else node.iter
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for one in (name for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)):
                found[one.id] |= called(value)
        elif isinstance(node, ast.FunctionDef):
            found[node.name] |= called(node)
    return found


def _reached(leaves: ast.AST, said: dict[str, set[str]]) -> set[str]:
    names = {one.id for one in ast.walk(leaves) if isinstance(one, ast.Name)}
    return called(leaves).union(*(said.get(name, set()) for name in names))
