"""Runs several processes, prefixes their lines with their names, and starts again what dies."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

# With PostgreSQL and Redis after them, all is over within 5 s.
STOP_SECONDS = 3
SHORT_LIFE_SECONDS = 5
MOST_DEATHS = 5
LONGEST_PAUSE_SECONDS = 10
LONGEST_LINE = 2**20

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


@dataclass
class Program:
    """A process to keep running. `env` is its whole environment."""

    name: str
    command: list[str]
    env: dict[str, str]
    deaths: int = 0
    process: asyncio.subprocess.Process | None = field(default=None, repr=False)


class Supervisor:
    """Runs programs until it is told to stop: `asyncio.run(Supervisor(programs, cwd=...).run(ready))`.

    Each line of a program is written to stdout behind its name. Each program is a process group of its own, of which
    nothing is left when it ends; should the supervisor be killed, the kernel ends its programs (Linux).
    """

    def __init__(self, programs: list[Program], *, cwd: Path):
        self.programs, self.cwd = programs, cwd
        self.width = max(len(program.name) for program in programs)
        self.stopping = asyncio.Event()
        self.failed = False

    async def run(self, when_started: Callable[[], Awaitable[None]]) -> bool:
        """Returns after the end of all programs; True unless a program could not be started at all.

        `when_started` is awaited beside them, and cancelled if it still waits when they are stopped.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stop)
        beside = [asyncio.create_task(when_started()), asyncio.create_task(self._watch_parent())]
        await asyncio.gather(*(self._keep_running(program) for program in self.programs))
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        return not self.failed

    def stop(self) -> None:
        """Asked twice, it does not wait for anybody."""
        number = signal.SIGKILL if self.stopping.is_set() else signal.SIGTERM
        self.stopping.set()
        for program in self.programs:
            _signal_group(program, number)

    async def _keep_running(self, program: Program) -> None:
        while not self.stopping.is_set():
            started = time.monotonic()
            await self._run_once(program)
            if self.stopping.is_set():
                return
            program.deaths = program.deaths + 1 if time.monotonic() - started < SHORT_LIFE_SECONDS else 0
            if program.deaths == MOST_DEATHS:
                self._say(program, "ends as soon as it starts; giving up.")
                self.failed = True
                self.stop()
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), min(program.deaths + 0.5, LONGEST_PAUSE_SECONDS))

    async def _run_once(self, program: Program) -> None:
        program.process = process = await asyncio.create_subprocess_exec(
            *program.command,
            cwd=self.cwd,
            env=program.env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LONGEST_LINE,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        if self.stopping.is_set():
            _signal_group(program, signal.SIGTERM)
        reading = asyncio.create_task(self._pass_on(program, process.stdout))
        stopping = asyncio.create_task(self.stopping.wait())
        ending = asyncio.create_task(process.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not ending.done():
            await asyncio.wait({ending}, timeout=STOP_SECONDS)
        _signal_group(program, signal.SIGKILL)
        code = await ending
        await asyncio.wait({reading}, timeout=1)
        reading.cancel()
        stopping.cancel()
        program.process = None
        if not self.stopping.is_set():
            self._say(program, f"ended ({_describe(code)}); starting it again.")

    async def _pass_on(self, program: Program, stream: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await stream.readline()
            except ValueError:
                line = b"(a line too long to show)\n"
            if not line:
                return
            self._say(program, line.decode(errors="replace").rstrip())

    def _say(self, program: Program, line: str) -> None:
        # A terminal that is gone must not keep anybody from being stopped.
        with contextlib.suppress(OSError):
            sys.stdout.write(f"{program.name:<{self.width}} | {line}\n")
            sys.stdout.flush()

    async def _watch_parent(self) -> None:
        """Stops when the parent is gone, or is a `make` that was interrupted alone.

        On SIGINT make waits for its children, trusting that the terminal told them too. `kill -INT` told make only:
        then it sits in its handler, where the kernel shows the signal as blocked.
        """
        parent = os.getppid()
        while os.getppid() == parent and not _interrupted(parent):
            await asyncio.sleep(0.3)
        if not self.stopping.is_set():
            self.stop()


def _interrupted(pid: int) -> bool:
    try:
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except (OSError, ValueError):
        return False
    blocked = int(status.get("SigBlk", "0"), 16)
    return status.get("Name") == "make" and bool(blocked & 1 << (signal.SIGINT - 1))


def _signal_group(program: Program, number: int) -> None:
    if program.process:
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(program.process.pid, number)
            else:
                program.process.send_signal(number)


def _describe(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
