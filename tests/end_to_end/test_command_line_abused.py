"""The command line in bad surroundings and bad hands: closed outputs, strange terminals, special files, accidents."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from oa_desktop.bootstrap.accident import LARGEST_LOG
from oa_desktop.cli.accident import tell
from oa_desktop.cli.program import run
from oa_desktop.cli.words import write_table
from oa_desktop.i18n.resources import resource_path

UNIT = resource_path("demonstration/unit.yaml")
SECRET = "机密的标题"


def started(*words: str | bytes, encoding: str = "utf-8", stdin: int = subprocess.DEVNULL, **more):
    """Run the program as a process of its own and return what it said, as bytes, and its exit code."""
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "TERM": "dumb"}
    command = [sys.executable, "-m", "oa_desktop", *words]
    return subprocess.run(command, stdin=stdin, env=environ, check=False, timeout=60, **more)


def no_room() -> None:
    """Let this process write to no file at all."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def captured(*words: str | bytes, encoding: str = "utf-8") -> tuple[int, str, str]:
    done = started(*words, encoding=encoding, capture_output=True)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


# --- outputs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_chinese_words_never_crash_a_terminal_of_another_encoding(encoding):
    code, _, err = captured("nonsense", encoding=encoding)
    assert (code, err.count("Traceback")) == (2, 0)
    assert err.strip()


def test_a_reader_that_stops_reading_is_no_error():
    read, write = os.pipe()
    os.close(read)
    done = started("--help", stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_words_that_find_no_room_are_reported_and_not_lost_silently(tmp_path):
    with (tmp_path / "out").open("wb") as full:
        done = started("--help", stdout=full, stderr=subprocess.PIPE, preexec_fn=no_room)
    assert done.returncode == 3
    assert "没有写出去" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_control_characters_do_not_reach_the_terminal():
    code, _, err = captured("\x1b]0;owned\x07\u202e")
    assert code == 2
    assert "\x1b" not in err and "\x07" not in err and "\u202e" not in err
    assert "\\x1b]0;owned\\x07\\u202e" in err


def test_a_title_of_several_lines_does_not_look_like_rows_of_its_own(capsys):
    write_table(("标题",), [("一\n二\r三\u2028四",)])
    assert capsys.readouterr().out == "标题\n一 二 三 四\n"


# --- words and files that are none -----------------------------------------------------------------------------------


def test_click_says_nothing_in_english(capsys):
    for words in (["--help"], ["list", "--help"], ["act", "--help"], ["render", "--help"], []):
        run(words)
    said = "".join(capsys.readouterr())
    assert "选项" in said
    assert not [word for word in ("Usage", "Options", "Show ", "required", "default", "INTEGER") if word in said]


@pytest.mark.parametrize(
    "words",
    [["list", "待办", "another"], ["--home"], ["render", "--unsealed=1"], ["list", "--limit", "0"], ["list", "--as"]],
)
def test_a_wrong_command_is_answered_in_chinese(words, capsys):
    assert run(words) == 2
    said = capsys.readouterr().err
    assert "Got" not in said and "requires" not in said and "does not" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("render none.txt -o a.pdf", "没有“none.txt”这个文件"),
        ("render shelf -o a.pdf", "“shelf”是文件夹"),
        ("render notice.txt -o shelf", "“shelf”是文件夹"),
        ("impose none.pdf -o a.pdf", "没有“none.pdf”这个文件"),
        ("compare notice.txt none.txt", "没有“none.txt”这个文件；要比对的是一份公文的，请用 --as"),
        ("compare shelf notice.txt", "shelf 不是普通文件"),
        (f"compare notice.txt {'长' * 300}", "这个文件"),
        ("inspect", "缺少 文件"),
        ("inspect none.txt", "没有“none.txt”这个文件；要检查的是一份公文的，请用 --as"),
        ("inspect none.txt --profile national --as zhouyue", "--profile 和 --template 只用于文件"),
        ("inspect shelf", "shelf 不是普通文件"),
        ("inspect notice.txt --profile nope", "没有“nope”；自带的有：county-example、national"),
        ("render notice.txt -o a.pdf --template none.yaml", "没有“none.yaml”；自带的有：county-example、national"),
    ],
)
def test_a_file_that_cannot_be_meant_is_named_with_what_is_wrong(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notice.txt").write_text("关于开会的通知\n各科室：\n请到会。\n", encoding="utf-8")
    (tmp_path / "shelf").mkdir()
    assert run(words.split()) == 2
    assert said in capsys.readouterr().err


def test_a_password_is_not_asked_for_where_everybody_could_read_it():
    done = started("--as", "zhouyue", "list", capture_output=True, start_new_session=True)
    assert done.returncode == 2
    assert "--password-fd" in done.stderr.decode()
    assert b"Warning" not in done.stderr


def test_bytes_that_are_no_characters_are_refused():
    code, _, err = captured("act", "x", "阅", "--opinion", b"\xff", "--as", "zhouyue")
    assert (code, "UTF-8" in err) == (2, True)


@pytest.mark.parametrize("number", ["77", "99999999999999999999"])
def test_a_password_file_that_is_not_open_is_a_wrong_command(number, capsys):
    assert run(["--as", "zhouyue", "--password-fd", number, "list"]) == 2
    assert number in capsys.readouterr().err


def test_a_pipe_is_not_waited_for(tmp_path, capsys):
    pipe = tmp_path / "notice.txt"
    os.mkfifo(pipe)
    assert run(["render", str(pipe), "-o", str(tmp_path / "out.pdf")]) == 2
    assert "不是普通文件" in capsys.readouterr().err
    assert run(["--home", str(tmp_path / "home"), "found", str(pipe)]) == 2
    assert run(["verify", str(pipe)]) == 2
    assert run(["demo", "--out", str(tmp_path / "out"), "--source", str(pipe)]) == 2


def test_neither_a_device_nor_a_file_of_the_system_that_is_said_to_be_empty_is_waited_for(capsys):
    for name in ("/dev/zero", "/proc/version"):
        assert run(["inspect", name]) == 2
        assert "不是普通文件" in capsys.readouterr().err
    assert run(["inspect", "/proc/kmsg"]) != 0, "what it comes to, the rights of whoever asks decide"


def test_a_device_is_not_replaced_by_a_result(tmp_path, capsys):
    (tmp_path / "notice.txt").write_text("关于开会的通知\n各科室：\n请到会。\n", encoding="utf-8")
    pipe = tmp_path / "out.pdf"
    os.mkfifo(pipe)
    assert run(["render", str(tmp_path / "notice.txt"), "-o", str(pipe)]) == 1
    assert "不是普通文件" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_a_file_that_may_not_become_so_large_is_said_in_chinese(tmp_path):
    (tmp_path / "notice.txt").write_text("关于开会的通知\n各科室：\n请到会。\n", encoding="utf-8")
    words = ("render", str(tmp_path / "notice.txt"), "-o", str(tmp_path / "out.pdf"))
    done = started(*words, capture_output=True, preexec_fn=no_room)
    assert done.returncode == 3
    assert "文件超过了允许的大小" in done.stderr.decode()
    assert not (tmp_path / "out.pdf").exists()


def test_a_result_is_written_where_a_link_leads(tmp_path):
    (tmp_path / "notice.txt").write_text("关于开会的通知\n各科室：\n请到会。\n", encoding="utf-8")
    link, shelf = tmp_path / "out.pdf", tmp_path / "shelf"
    shelf.mkdir()
    link.symlink_to(shelf / "notice.pdf")
    assert run(["render", str(tmp_path / "notice.txt"), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert (shelf / "notice.pdf").read_bytes().startswith(b"%PDF")


def test_a_result_may_have_the_longest_name_that_a_disk_takes(tmp_path):
    (tmp_path / "notice.txt").write_text("关于开会的通知\n各科室：\n请到会。\n", encoding="utf-8")
    longest = tmp_path / ("通" * 83 + "a.pdf")
    assert run(["render", str(tmp_path / "notice.txt"), "-o", str(longest)]) == 0
    assert longest.stat().st_size > 0


def test_an_endless_device_is_not_read(tmp_path):
    assert run(["render", os.devnull, "-o", str(tmp_path / "out.pdf")]) == 2


def test_a_file_that_the_system_does_not_let_be_read_is_told_as_such(tmp_path, capsys):
    assert run(["render", "/proc/self/mem", "-o", str(tmp_path / "out.pdf")]) == 3
    told = capsys.readouterr().err
    assert "“mem”读不出来" in told and "没有写成" not in told


def test_a_result_never_replaces_the_source(tmp_path):
    source = tmp_path / "notice.pdf"
    source.write_text("关于检查的通知\n\n定于下周检查。\n", encoding="utf-8")
    (tmp_path / "same.pdf").symlink_to(source)
    assert run(["render", str(source), "-o", str(tmp_path / "same.pdf")]) == 2
    assert source.read_text(encoding="utf-8").startswith("关于检查")


# --- the place of the data -------------------------------------------------------------------------------------------


def test_nobody_else_may_read_a_store_whatever_the_users_mask(tmp_path):
    home = tmp_path / "home"
    before = os.umask(0)
    try:
        assert run(["--home", str(home), "found", str(UNIT)]) == 0
    finally:
        os.umask(before)
    assert [path.name for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077] == []


def test_a_backup_does_not_go_into_the_store_itself(tmp_path, capsys):
    target = tmp_path / "home" / "official" / "blobs" / "backup"
    assert run(["--home", str(tmp_path / "home"), "backup", str(target), "--as", "xuchong"]) == 2
    assert "之外" in capsys.readouterr().err


# --- accidents -------------------------------------------------------------------------------------------------------


def test_an_accident_is_one_sentence_and_a_private_log(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert run(["backup", f"\0{SECRET}", "--home", str(tmp_path), "--as", "xuchong"]) == 3
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert "Traceback" not in said
    log = next((tmp_path / "state").rglob("errors.log"))
    assert str(log) in said
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text and "backup" in text
    assert SECRET not in text
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_holds_no_words_of_an_error_or_of_its_causes(tmp_path):
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        said = tell(error, "show", tmp_path / "errors.log")
    text = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "builtins.KeyError" in text and "builtins.RuntimeError" in text and "test_command_line_abused" in text
    assert SECRET not in text + said


def test_a_log_does_not_grow_for_ever(tmp_path):
    log = tmp_path / "errors.log"
    log.write_bytes(b"x" * (LARGEST_LOG + 1))
    tell(RuntimeError(), "", log)
    assert log.stat().st_size < 1000


def test_an_accident_is_told_also_where_nothing_can_be_logged(tmp_path):
    (tmp_path / "file").write_text("")
    assert "写不进去" in tell(RuntimeError(), "", tmp_path / "file" / "errors.log")
