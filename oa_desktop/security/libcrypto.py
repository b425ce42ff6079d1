"""Loads OpenSSL's libcrypto (3.0 or newer, with SM2) by ctypes and declares the functions this room calls.

Nothing is loaded at import time: `load()` finds the library once, and a machine without a usable one gets a
worded `Unavailable` instead of a crash. The library that CPython's own `_ssl` links is preferred, so that the
program carries one OpenSSL and not two.
"""

import ctypes
import ctypes.util
import functools
import importlib
import sys
import weakref
from collections.abc import Callable, Iterator
from ctypes import POINTER, c_char_p, c_int, c_long, c_size_t, c_ulong, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oa_desktop.domain.errors import Unavailable

OLDEST = 0x30000000
"""OpenSSL 3.0.0 as `OpenSSL_version_num` gives it."""

_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "OpenSSL_version_num": (c_ulong, ()),
    "OpenSSL_version": (c_char_p, (c_int,)),
    "ERR_clear_error": (None, ()),
    "EVP_sm3": (c_void_p, ()),
    "EVP_PKEY_CTX_new_from_name": (c_void_p, (c_void_p, c_char_p, c_char_p)),
    "EVP_PKEY_CTX_new": (c_void_p, (c_void_p, c_void_p)),
    "EVP_PKEY_CTX_free": (None, (c_void_p,)),
    "EVP_PKEY_CTX_set1_id": (c_int, (c_void_p, c_char_p, c_int)),
    "EVP_PKEY_free": (None, (c_void_p,)),
    "EVP_MD_CTX_new": (c_void_p, ()),
    "EVP_MD_CTX_free": (None, (c_void_p,)),
    "EVP_MD_CTX_set_pkey_ctx": (None, (c_void_p, c_void_p)),
    "EVP_DigestSignInit": (c_int, (c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)),
    "EVP_DigestSign": (c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    "EVP_DigestVerifyInit": (c_int, (c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)),
    "EVP_DigestVerify": (c_int, (c_void_p, c_char_p, c_size_t, c_char_p, c_size_t)),
    "EVP_PKEY_encrypt_init": (c_int, (c_void_p,)),
    "EVP_PKEY_encrypt": (c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    "EVP_PKEY_decrypt_init": (c_int, (c_void_p,)),
    "EVP_PKEY_decrypt": (c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    "d2i_AutoPrivateKey": (c_void_p, (c_void_p, POINTER(c_char_p), c_long)),
    "d2i_PUBKEY": (c_void_p, (c_void_p, POINTER(c_char_p), c_long)),
    "i2d_PUBKEY": (c_int, (c_void_p, c_void_p)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Libcrypto:
    """A loaded libcrypto with its functions declared.

    Attributes:
        version: OpenSSL's own version sentence, for `doctor`.
        path: the file or name it was loaded from.
        call: the declared functions by their C names.
    """

    version: str
    path: str
    call: dict[str, Callable[..., Any]]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the declared C function of that name."""
        try:
            return self.call[name]
        except KeyError:
            raise AttributeError(name) from None


class Owned:
    """A pointer that libcrypto allocated and that is freed when the last reference to this object goes.

    Attributes:
        pointer: the address to pass to libcrypto.
    """

    __slots__ = ("__weakref__", "pointer")

    def __init__(self, pointer: int | None, free: Callable[[int], None]) -> None:
        if not pointer:
            raise Unavailable("libcrypto.failed")
        self.pointer = pointer
        weakref.finalize(self, free, pointer)


@functools.cache
def load() -> Libcrypto:
    """Find and load the first usable libcrypto.

    Raises:
        Unavailable: `libcrypto.missing` when none is found, `libcrypto.too-old` when one is found but is older
            than 3.0 or built without SM2.
    """
    return choose(_candidates())


def choose(candidates: Iterator[str]) -> Libcrypto:
    """Return the first candidate that loads, is new enough and has SM2 and SM3.

    Raises:
        Unavailable: as `load` does.
    """
    found: list[str] = []
    for candidate in candidates:
        library = _opened(candidate)
        if library is None:
            continue
        declared = _declared(library, candidate)
        if declared is not None:
            return declared
        found.append(candidate)
    if found:
        raise Unavailable("libcrypto.too-old", found=", ".join(found))
    raise Unavailable("libcrypto.missing")


def version() -> str:
    """Return the version sentence of the loaded libcrypto, for `doctor`.

    Raises:
        Unavailable: as `load` does.
    """
    return load().version


def _opened(candidate: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(candidate)
    except OSError:
        return None


def _declared(library: ctypes.CDLL, path: str) -> Libcrypto | None:
    """Return the library with its functions declared, or None when it cannot do SM2."""
    try:
        call = {name: _function(library, name) for name in _SIGNATURES}
    except AttributeError:
        return None
    if call["OpenSSL_version_num"]() < OLDEST or not _knows_sm2(call):
        return None
    sentence = call["OpenSSL_version"](0)
    return Libcrypto(version=sentence.decode("ascii", "replace"), path=path, call=call)


def _function(library: ctypes.CDLL, name: str) -> Callable[..., Any]:
    function = library[name]
    function.restype, function.argtypes = _SIGNATURES[name]
    return function


def _knows_sm2(call: dict[str, Callable[..., Any]]) -> bool:
    """Tell whether this build has SM2; some distributions leave it out."""
    context = call["EVP_PKEY_CTX_new_from_name"](None, b"SM2", None)
    call["EVP_PKEY_CTX_free"](context)
    call["ERR_clear_error"]()
    return bool(context) and bool(call["EVP_sm3"]())


def _candidates() -> Iterator[str]:
    """Name the places to look, the library that `_ssl` already loaded first."""
    yield from _beside_the_interpreter()
    yield from _already_mapped()
    yield from filter(None, (ctypes.util.find_library("crypto"),))
    yield from ("libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto-3.dll")


def _beside_the_interpreter() -> Iterator[str]:
    """Name the DLLs that Windows builds of Python and frozen programs carry."""
    bundle = getattr(sys, "_MEIPASS", None)
    folders = [Path(bundle)] if bundle else []
    if sys.platform == "win32":
        folders += [Path(sys.base_prefix) / "DLLs", Path(sys.base_prefix)]
    for folder in folders:
        for pattern in ("libcrypto-3*.dll", "libcrypto.so.3*", "libcrypto.3*.dylib"):
            yield from map(str, sorted(folder.glob(pattern)))


def _already_mapped() -> Iterator[str]:
    """Name the libcrypto files that this process has mapped (Linux)."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return
    _load_ssl()
    paths = {line.split(maxsplit=5)[-1] for line in maps.read_text(errors="replace").splitlines()}
    yield from sorted(path for path in paths if Path(path).name.startswith("libcrypto"))


def _load_ssl() -> None:
    """Have CPython load its own libcrypto, if it was built with one."""
    try:
        importlib.import_module("_ssl")
    except ImportError:
        return
