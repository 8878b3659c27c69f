"""Chromium without a window, driven over two pipes: no network, no library, nothing that stays behind.

The protocol is Chrome's own (https://chromedevtools.github.io/devtools-protocol/), by `--remote-debugging-pipe`: JSON
that ends in a NUL, read by the browser from descriptor 3 and written to 4.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
NO_BROWSER = "there is no Chromium here"
#: How long a command may take, in seconds.
_PATIENCE = 90.0
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-extensions",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)
#: Of the keys that a reader of a page uses: the code of Windows, and the text that it makes.
_KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), " ": (32, " ")}

Json = dict[str, Any]


class Browser:
    """One browser; `with Browser() as browser: page = browser.open(path)`."""

    def __enter__(self) -> Self:
        self._numbers = itertools.count(1)
        self._rest = b""
        self.events: list[Json] = []
        self._profile = tempfile.TemporaryDirectory(prefix="cognito-lint-browser-", ignore_cleanup_errors=True)
        reads, self._write = os.pipe()
        self._read, writes = os.pipe()
        ends = [fcntl.fcntl(each, fcntl.F_DUPFD, 10) for each in (reads, writes)]  # out of the way of 3 and 4

        def as_three_and_four() -> None:
            for end, number in zip(ends, (3, 4), strict=True):
                os.dup2(end, number)

        command = [str(BROWSER), *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=as_three_and_four, pass_fds=(3, 4), start_new_session=True,
        )  # fmt: skip
        for end in (reads, writes, *ends):
            os.close(end)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # the group that it started, and nothing else
        self._process.wait()
        os.close(self._read)
        os.close(self._write)
        self._profile.cleanup()

    def open(self, path: Path, width: int = 1280, height: int = 900) -> Page:
        """A page that shows a file."""
        target = self.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = Page(self, session, target)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.ask(f"{domain}.enable")
        page.resize(width, height)
        page.go(path.as_uri())
        return page

    def ask(self, method: str, given: Mapping[str, Any] | None = None, session: str = "") -> Json:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": dict(given or {})}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.hear()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: Json = answer["result"]
                return result

    def hear(self) -> Json:
        """The next message; events are kept."""
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            more = os.read(self._read, 1 << 20)
            assert more, "the browser ended"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        message: Json = json.loads(line)
        if "method" in message:
            self.events.append(message)
        return message


class Page:
    """One page of a browser."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target

    def ask(self, method: str, **given: Any) -> Json:
        return self._browser.ask(method, given, self._session)

    def go(self, address: str) -> None:
        loaded = self._heard("Page.loadEventFired")
        self.ask("Page.navigate", url=address)
        while self._heard("Page.loadEventFired") == loaded:
            self._browser.hear()

    def run(self, script: str) -> Any:
        """What an expression (or a promise of it) comes to."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def resize(self, width: int, height: int = 900) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def look(self, scheme: str = "light", media: str = "") -> None:
        """As a reader who prefers light or dark, and on `print` where that is the medium."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def press(self, key: str) -> None:
        code, text = _KEYS[key]
        given = {"key": key, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **given)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **given)

    def screenshot(self, path: Path, whole: bool = True) -> None:
        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def print(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])

    def troubles(self) -> list[str]:
        """What the console says, and what was asked of anything but the file itself."""
        found = []
        for event in self._browser.events:
            if event.get("sessionId") != self._session:
                continue
            match event["method"], event["params"]:
                case "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded" as what, said:
                    found.append(f"{what}: {json.dumps(said)[:300]}")
                case "Network.requestWillBeSent", {"request": {"url": str() as url}} if not url.startswith("file:"):
                    found.append(f"asks for {url}")
        return found

    def close(self) -> None:
        self._browser.ask("Target.closeTarget", {"targetId": self._target})

    def _heard(self, method: str) -> int:
        mine = (each for each in self._browser.events if each.get("sessionId") == self._session)
        return sum(each["method"] == method for each in mine)


@contextlib.contextmanager
def opened(path: Path, **size: int) -> Iterator[Page]:
    """A page in a browser of its own."""
    with Browser() as browser:
        yield browser.open(path, **size)
