"""What a worker is asked to do in tests: the good, the broken and the hostile."""

import ctypes
import importlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


def echo(*values, **named):
    return [list(values), named]


def turned(data):
    return data[::-1]


def worker_id():
    return os.getpid()


def limits_in_force():
    return {name: list(resource.getrlimit(getattr(resource, name))) for name in ("RLIMIT_CORE", "RLIMIT_FSIZE")}


def fail(message):
    raise LookupError(message)


def quit_program():
    sys.exit(3)


def leave(code):
    os._exit(code)


def die():
    signal.raise_signal(signal.SIGSEGV)


def loop_for_ever():
    while True:
        pass


def sleep_for_ever():
    time.sleep(1000)


def burn_processor_time(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def grow():
    kept = []
    while True:
        kept.append(bytes(1 << 24))


def grow_at_once():
    return bytes(1 << 40)


def write_on_standard_output():
    print("OAC1 nonsense")
    os.write(1, b"more nonsense")
    ctypes.CDLL(None).puts(b"and from C")
    ctypes.CDLL(None).fflush(None)
    return "clean"


def read_standard_input():
    return sys.stdin.read()


def open_socket():
    socket.socket()


def open_socket_wrapped():
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError as error:
        raise ValueError("could not fetch the image") from error


def open_native_socket():
    libc = ctypes.CDLL(None, use_errno=True)
    return [libc.socket(2, 1, 0), ctypes.get_errno()]


def start_program():
    subprocess.run([sys.executable, "-c", "1"], check=True)


def start_native_program():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.system(b"true")


def write_file(path):
    Path(path).write_text("x")


def change_files_natively(folder):
    libc = ctypes.CDLL(None, use_errno=True)
    name = os.fsencode(folder)
    return [
        libc.open(name + b"/new", os.O_WRONLY | os.O_CREAT, 0o600),
        libc.unlink(name + b"/kept"),
        libc.rename(name + b"/kept", name + b"/moved"),
        libc.mkdir(name + b"/made", 0o700),
        libc.truncate(name + b"/kept", 0),
        libc.chmod(name + b"/kept", 0),
        libc.symlink(b"/", name + b"/link"),
    ]


def kill_natively(process):
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.kill(process, 0)


def read_file(path):
    return Path(path).read_bytes()


def threads_work():
    done = []
    thread = threading.Thread(target=done.append, args=(1,))
    thread.start()
    thread.join()
    return done


def give_back_a_set():
    return {1, 2}


def give_back_itself():
    nested = []
    nested.append(nested)
    return nested


def pdf_pages(data):
    return len(importlib.import_module("pypdfium2").PdfDocument(data))


def environment():
    return sorted(os.environ)


class Reader:
    """A named function may stand in a class."""

    @staticmethod
    def read(data):
        return data.decode()
