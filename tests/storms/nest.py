"""A process that forks seats on request, and kills them: a new seat costs milliseconds instead of a start.

It reads one JSON line a request and passes on what its seats say, a JSON line each. A seat belongs to the
nest alone, so that nothing else can be met by a kill.
"""

from __future__ import annotations

import gc
import importlib
import itertools
import json
import os
import random
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

Say = Callable[..., None]
TESTS = Path(__file__).parents[1]


class Nest:
    """The storm's end of it."""

    def __enter__(self) -> Nest:
        paths = [str(TESTS), str(TESTS / "ui"), *(path for path in sys.path if path)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "storms.nest"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._rest = b""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe("stdin").close()
        self._process.wait()
        self._pipe("stdout").close()

    def _pipe(self, name: str) -> Any:
        return getattr(self._process, name)

    def hatch(self, name: str, work: str, plant: str = "", **given: Any) -> None:
        """Fork a seat that runs the function ``module:work``, with a mutant planted if one is named."""
        self._ask({"hatch": name, "work": work, "plant": plant, "given": given})

    def kill(self, name: str) -> list[dict[str, Any]]:
        """Kill a seat, -9; return all that the seats have said until it was gone."""
        self._ask({"kill": name})
        said: list[dict[str, Any]] = []
        while not any(one["from"] == name and "gone" in one for one in said):
            said += self.heard(10.0)
        return said

    def listen(self, seconds: float) -> list[dict[str, Any]]:
        """Return what the seats say within ``seconds``."""
        end = time.monotonic() + seconds
        said: list[dict[str, Any]] = []
        while (left := end - time.monotonic()) > 0:
            said += self.heard(left)
        return said

    def _ask(self, request: dict[str, Any]) -> None:
        self._pipe("stdin").write(json.dumps(request).encode() + b"\n")
        self._pipe("stdin").flush()

    def heard(self, seconds: float) -> list[dict[str, Any]]:
        """Return what the seats have said, waiting up to ``seconds`` for it."""
        out = self._pipe("stdout")
        if not select.select([out], [], [], seconds)[0]:
            return []
        raw = os.read(out.fileno(), 1 << 20)
        if not raw:
            raise AssertionError("the nest has died")
        *lines, self._rest = (self._rest + raw).split(b"\n")
        return [json.loads(line) for line in lines]


def _say(name: str, **what: Any) -> None:
    """Say it in one write, so that seats never speak at once."""
    os.write(1, json.dumps({"from": name, **what}).encode() + b"\n")


def _seat(asked: dict[str, Any]) -> None:
    name = asked["hatch"]
    try:
        if asked["plant"]:
            getattr(importlib.import_module("storms.mutants"), asked["plant"])(setattr)
        module, _, function = asked["work"].partition(":")
        getattr(importlib.import_module(module), function)(
            lambda **what: _say(name, **what), name, **asked["given"]
        )
        _say(name, end=True)
    except BaseException:
        _say(name, broke=traceback.format_exc()[-1500:])
    finally:
        os._exit(0)


def main() -> None:
    """Serve requests until there are no more; then nobody is left."""
    for module in ("storms.kills", "storms.seats"):
        importlib.import_module(module)
    _warm()
    gc.freeze()
    seats: dict[str, int] = {}
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if "hatch" in asked:
            pid = os.fork()
            if pid == 0:
                _seat(asked)
            seats[asked["hatch"]] = pid
        else:
            _end(seats.pop(asked["kill"]))
            _say(asked["kill"], gone=True)
    for pid in seats.values():
        _end(pid)


def _warm() -> None:
    """Load what acting loads, once for all seats."""
    from storms import ground, kills

    with ground.scratch() as folder:
        desk = ground.sit(ground.lay(folder))
        for fields in itertools.islice(kills.actions(random.Random(0)), 60):
            kills.act(lambda **said: None, desk, {**fields, "key": str(random.random())})
        desk.close()


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
