"""Runs several processes, prefixes their lines with their names, and starts again what dies."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_SET_PARENT_DEATH_SIGNAL = 1


def die_with_parent(number: int = signal.SIGKILL) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends the child `number` when its parent dies, even by kill -9 (Linux only)."""
    parent = os.getpid()

    def prepare() -> None:
        if _libc:
            _libc.prctl(_SET_PARENT_DEATH_SIGNAL, number)
            if os.getppid() != parent:
                os.kill(os.getpid(), number)

    return prepare
