"""Two commands set the program up, by pinned versions, and nothing in the files ties it to one machine."""

import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from oa_desktop.bootstrap import screen

ROOT = Path(__file__).resolve().parents[2]
SET_UP = ROOT / "installer" / "set_up.py"
PROMISED_TARGETS = ["help", "run", "test", "venv", "check", "format", "bench", "soak", "real", "clean"]
PARTS_OF_CHECK = {
    "check-format": "ruff format --check",
    "check-lint": "ruff check",
    "check-types": "mypy",
    "check-imports": "lint-imports",
    "check-tests": "pytest",
}
PIN = re.compile(r"(?P<name>[a-z0-9]+(-[a-z0-9]+)*)==(?P<version>[0-9][0-9a-z.]*)( ; (?P<marker>[^;@#]+))?")

# Spelled in pieces, so that this file does not find itself.
REGISTRY_ADDRESS = re.compile(
    "|".join([r"python" + r"hosted\.org", r"pypi" + r"\.org", r"://\S+/simp" + r"le\b", r"npmjs" + r"\.org"])
)
MACHINE_PATH = re.compile(r"(?<![\w./<>-])(?:/ro" + r"ot|/wo" + r"rk|" + re.escape(str(Path.home())) + r")/\w")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def constraint_lines() -> list[str]:
    return [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]


def pins(lines: list[str] | None = None) -> dict[str, str]:
    matches = (PIN.fullmatch(line) for line in lines or constraint_lines())
    return {match["name"]: match["version"] for match in matches if match}


def direct_requirements() -> list[Requirement]:
    project = tomllib.loads(read("pyproject.toml"))
    return [Requirement(text) for text in project["project"]["dependencies"] + project["dependency-groups"]["dev"]]


def run(*command: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command at the root, as a person would: without what an outer make passes on."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        command, cwd=ROOT, env=surroundings | environ, text=True, encoding="utf-8", capture_output=True, check=False
    )


def tracked_texts() -> dict[str, str]:
    """Every text file that git knows or would take, by its name."""
    listed = run("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = listed.stdout.split("\0")
    files = {name: ROOT / name for name in names if name and (ROOT / name).is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()}
    return {name: data.decode("utf-8", "replace") for name, data in contents.items() if b"\0" not in data}


def commands_in(markdown: str) -> list[str]:
    blocks = re.findall(r"```(?:sh|bash|bat)\n(.*?)```", markdown, flags=re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def set_up() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_up", SET_UP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_pin_is_one_name_and_one_version():
    assert [line for line in constraint_lines() if not PIN.fullmatch(line)] == []


def test_the_pins_name_no_address_and_no_digest():
    found = [word for word in ("://", "@", "--", "sha256", "hash", "index") if word in "\n".join(constraint_lines())]
    assert found == []


@pytest.mark.parametrize("requirement", direct_requirements(), ids=str)
def test_every_direct_dependency_is_pinned_to_a_version_it_allows(requirement: Requirement):
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_doctor_asks_for_the_libraries_that_the_set_up_installs(set_up: ModuleType):
    assert screen.WINDOW_LIBRARIES == set_up.WINDOW_LIBRARIES
    assert screen.SCREEN_LIBRARIES == set_up.SCREEN_LIBRARIES


def test_what_is_installed_here_is_what_is_pinned(set_up: ModuleType):
    pinned = pins(set_up.pins_for(set_up.c_library(), read("constraints.txt")).splitlines())
    names = [canonicalize_name(requirement.name) for requirement in direct_requirements()]
    installed = {name: importlib.metadata.version(name) for name in names}
    assert installed == {name: pinned[name] for name in names}


@pytest.mark.parametrize("target", PROMISED_TARGETS)
def test_make_knows_every_promised_target(target: str):
    done = run("make", "--dry-run", target, "INPUT=samples")
    assert done.returncode == 0, done.stderr


def test_make_alone_lists_every_promised_target():
    listed = re.findall(r"^make ([a-z-]+)", run("make").stdout, flags=re.MULTILINE)
    assert set(PROMISED_TARGETS) - set(listed) == set()


def test_real_without_a_folder_says_what_to_type():
    done = run("make", "--assume-old=.venv/.set-up", "real", "INPUT=")
    assert (done.returncode, "make real INPUT=" in done.stdout) == (2, True)


def test_check_does_every_part_and_ends_with_the_tests():
    plan = run("make", "--dry-run", "check").stdout
    places = [
        plan.rfind(f"bin/{command}" if command != "pytest" else "-m pytest") for command in PARTS_OF_CHECK.values()
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_continuous_integration_and_the_commit_hooks_run_what_make_check_runs():
    assert "make check" in read(".ci/run")
    assert [part for part in PARTS_OF_CHECK if f"make {part}" not in read(".pre-commit-config.yaml")] == []


def test_the_commit_hooks_fetch_nothing():
    assert re.findall(r"repo: *(\S+)", read(".pre-commit-config.yaml")) == ["local"]


def test_the_readme_begins_with_two_commands_that_exist():
    commands = [command for command in commands_in(read("README.md")) if command.startswith("make ")]
    assert commands[:2] == ["make run", "make test"]


def test_the_readme_names_only_make_targets_that_exist():
    named = {command.split()[1] for command in commands_in(read("README.md")) if command.startswith("make ")}
    known = set(re.findall(r"^([a-z-]+):", read("Makefile"), flags=re.MULTILINE))
    assert named - known == set()


def test_the_readme_tells_people_without_make_the_pip_lines():
    pip_lines = [command for command in commands_in(read("README.md")) if "-c constraints.txt -e ." in command]
    assert len(pip_lines) >= 2


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    texts = tracked_texts()
    found = {
        name: sorted({match[0] for pattern in (REGISTRY_ADDRESS, MACHINE_PATH) for match in pattern.finditer(text)})
        for name, text in texts.items()
    }
    assert "Makefile" in texts
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("secretly", ["https://files.python" + "hosted.org/x", "cd /ro" + "ot/x", "/wo" + "rk/main"])
def test_a_registry_or_a_machine_path_would_be_seen(secretly: str):
    assert REGISTRY_ADDRESS.search(secretly) or MACHINE_PATH.search(secretly)


def test_the_licence_is_there_in_full():
    assert "END OF TERMS AND CONDITIONS" in read("LICENSE")


def test_without_a_screen_only_the_libraries_of_the_window_are_asked_for(set_up: ModuleType):
    missing = set_up.missing_packages({}, can_load=lambda _: False)
    assert missing == ["libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"]


def test_a_screen_asks_for_its_libraries_too(set_up: ModuleType):
    missing = set_up.missing_packages({"DISPLAY": ":0"}, can_load=lambda _: False)
    assert {"libegl1", "libxcb-cursor0", "libxkbcommon-x11-0"} <= set(missing)


def test_a_library_that_loads_is_not_asked_for(set_up: ModuleType):
    assert set_up.missing_packages({}, can_load=lambda library: library != "libEGL.so.1") == ["libegl1"]


def test_a_library_that_does_not_exist_does_not_load(set_up: ModuleType):
    assert not set_up.loads("libno-such-thing.so.9")


def test_programs_for_the_tests_that_are_there_are_not_asked_for(
    set_up: ModuleType, capsys: pytest.CaptureFixture[str]
):
    set_up.install_tools(has=lambda _program: "somewhere")
    assert capsys.readouterr().out == ""


def test_whoever_may_not_install_reads_the_command_for_the_programs_that_are_missing(
    set_up: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(set_up, "is_root", lambda: False)
    set_up.install_tools(has=lambda program: program in {"soffice", "openssl"})
    assert (
        "sudo apt-get install -y --no-install-recommends poppler-utils postgresql softhsm2" in capsys.readouterr().out
    )


def test_uv_and_pip_install_the_same_things(set_up: ModuleType):
    with_uv = set_up.install_command(Path("v"), "uv", ["ruff"], Path("pins.txt"))
    with_pip = set_up.install_command(Path("v"), None, ["ruff"], Path("pins.txt"))
    assert with_uv[-5:] == with_pip[-5:] == ["-c", "pins.txt", "-e", ".", "ruff"]


def test_an_older_linux_gets_the_newest_qt_that_was_built_for_it(set_up: ModuleType):
    assert set_up.pins_for((2, 28), "pyside6-essentials==6.11.3\nlxml==6.1\nshiboken6==6.11.3\n") == (
        "pyside6-essentials==6.9.3\nlxml==6.1\nshiboken6==6.9.3\n"
    )


@pytest.mark.parametrize("glibc", [(2, 36), (2, 34), None], ids=["Debian 12", "just enough", "not Linux"])
def test_every_other_system_gets_the_pins_as_they_are(set_up: ModuleType, glibc: tuple[int, int] | None):
    assert set_up.pins_for(glibc, read("constraints.txt")) == read("constraints.txt")


def test_the_older_qt_is_one_that_pyproject_allows(set_up: ModuleType):
    qt = next(requirement for requirement in direct_requirements() if "PySide6" in requirement.name)
    assert qt.specifier.contains(set_up.OLDER_QT)


def test_pip_is_taken_when_asked_for(set_up: ModuleType):
    assert set_up.choose_uv("pip") is None


def test_the_tools_come_from_the_one_list_in_pyproject(set_up: ModuleType):
    tools = set_up.development_tools(ROOT / "pyproject.toml")
    assert {"pytest", "ruff", "mypy"} <= {Requirement(tool).name for tool in tools}


def test_this_environment_is_usable_and_an_empty_folder_is_not(set_up: ModuleType, tmp_path: Path):
    environment = Path(sys.executable).parent.parent
    assert set_up.is_usable(environment, "uv")
    assert not set_up.is_usable(tmp_path, "uv")


def test_uv_insisted_on_but_absent_ends_with_a_sentence(tmp_path: Path):
    done = run(sys.executable, SET_UP, "environment", "--installer", "uv", "--venv", tmp_path / "v", PATH=str(tmp_path))
    assert done.returncode == 3
    assert "INSTALLER=pip" in done.stderr


def test_an_environment_that_cannot_be_built_ends_with_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    done = run(sys.executable, SET_UP, "environment", "--installer", "pip", "--venv", tmp_path / "file" / "v")
    assert done.returncode == 3
    assert "不能在" in done.stderr
