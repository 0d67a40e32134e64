"""Preview the site while writing, drafts and scheduled posts included: python scripts/serve.py.

`mkdocs serve` ends when the first build fails, and answers nothing after a later one has. Here the
faults are a page, which goes away by itself when they are mended. Code that changes is loaded anew.
What was built stays in .cache/, so that the next start is quick.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import watchdog.events
import watchdog.observers
from mkdocs.livereload import LiveReloadServer, _normalize_mount_path, _serve_url

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "hooks"
BUILDER = ROOT / "scripts" / "preview_builder.py"
DEFAULT_ADDRESS = "127.0.0.1:8000"
CHANGES = ("created", "modified", "moved", "deleted")
QUIET = 0.03
"""Seconds without another change before a build begins: editors save in several steps."""
PAGES = ("", ".html")
ENDED = "the process that builds the site has ended; the terminal tells why"


class Builder:
    """The process that builds: started when it is needed, ended when its code has changed."""

    def __init__(self, given: argparse.Namespace, folder: Path) -> None:
        strict = ["--strict"] if given.strict else []
        self._command = [
            *(sys.executable, str(BUILDER), str(given.config_file)),
            *(str(folder), given.dev_addr, *strict),
        ]
        self._process: subprocess.Popen[str] | None = None

    def build(self) -> dict[str, Any]:
        """Ask for a build; gives what the process tells of it."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        try:
            process.stdin.write("build\n")
            process.stdin.flush()
            told: dict[str, Any] = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.stop()
            return {"fault": ENDED}
        return told

    def _start(self) -> subprocess.Popen[str]:
        environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ, "PYTHONUTF8": "1"}
        return subprocess.Popen(  # noqa: S603 - our own words
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
        )

    def stop(self) -> None:
        """End the process; a build that it is at is finished by none."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


class PreviewServer(LiveReloadServer):
    """Rebuilds at every change; a build that fails is a page that tells why."""

    def __init__(self, given: argparse.Namespace) -> None:
        folder = given.config_file.parent / ".cache" / "yiwen" / "preview"
        host, port = read_address(given.dev_addr)
        super().__init__(self.rebuild, host, port, str(folder))
        self.process = Builder(given, folder)
        self.fault = b""
        self._address = host, port
        self._code_changed = False
        self.build_delay = QUIET
        if not given.poll:
            self.observer = watchdog.observers.Observer()  # type: ignore[assignment]
        self._want_rebuild = True  # the first build, while the port answers already
        self._wanted_epoch += 1  # … and pages wait for it
        for path in (given.config_file, given.config_file.parent / "docs", ROOT / "overrides"):
            self.watch(str(path))
        for path in (CODE, BUILDER):
            self._watch(path, self._want_new_code)

    def start(self) -> None:
        """Serve until Ctrl-C."""
        self.server_bind()
        self.server_activate()
        try:
            self.observer.start()
        except OSError:  # the system watches no more files
            sys.stderr.write("serve: the system cannot tell of changes\n  mend: say  --poll\n")
            raise
        self.serve_thread.start()
        sys.stderr.write(f"Serving on {self.url}\n")
        self._build_loop()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        """End everything that was started."""
        self.process.stop()
        if self.serve_thread.is_alive():
            self.shutdown()
        else:
            self.server_close()

    def rebuild(self) -> None:
        """Build; never raises, so that pages are served whatever happens."""
        if self._code_changed:
            self._code_changed = False
            self.process.stop()
        told = self.process.build()
        self.fault = render_fault(told["fault"]).encode() if told.get("fault") else b""
        if told.get("fault"):
            sys.stderr.write("The page in the browser tells what is wrong.\n")
        if "path" in told:
            self.mount_path = _normalize_mount_path(told["path"])
            self.url = _serve_url(*self._address, told["path"])
        for path in told.get("watch", ()):
            self.watch(path)
        for path in told.get("code", ()):
            self._watch(Path(path), self._want_new_code)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - MkDocs' signature
        """Rebuild when a file below ``path`` changes; reading one is no change."""
        self._watch(Path(path), self._want)

    def _watch(self, path: Path, tell: Callable[[], None]) -> None:
        path = path.absolute()
        if str(path) in self._watched_paths or not path.exists():
            return
        self._watched_paths[str(path)] = 1
        # Of one file, its folder is watched: an editor that replaces it would be lost sight of.
        folder = path if path.is_dir() else path.parent
        self.observer.schedule(Changes(path, tell), str(folder), recursive=folder == path)

    def _want(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _want_new_code(self) -> None:
        self._code_changed = True
        self._want()

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/") or Path(path).suffix.lower() not in PAGES:
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            fault, epoch = self.fault, self._visible_epoch
        if not fault:
            return super()._serve_request(environ, start_response)
        content = self._inject_js_into_html(fault, epoch)  # type: ignore[no-untyped-call]
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start_response("500 Internal Server Error", headers)
        return [content]


class Changes(watchdog.events.FileSystemEventHandler):
    """Tells when a file below a path, or the file at it, has changed."""

    def __init__(self, path: Path, tell: Callable[[], None]) -> None:
        self._path, self._tell = path, tell

    def on_any_event(self, event: watchdog.events.FileSystemEvent) -> None:
        """Tell what is a change of one of these files."""
        if event.is_directory or event.event_type not in CHANGES:
            return
        touched = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if any("__pycache__" in path.parts for path in touched):
            return
        if any(path.is_relative_to(self._path) for path in touched):
            self._tell()


def render_fault(told: str) -> str:
    """The page that tells what is wrong: a message, and below it how to mend it."""
    lines = []
    for line in told.split("\n"):
        kind = "mend" if line.startswith("  mend:") else "what" if line[:1].strip() else "more"
        lines.append(f'<span class="{kind}">{escape(line)}</span>')
    return FAULT_PAGE.replace("{told}", "\n".join(lines))


FAULT_PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>有问题需要改 · to mend</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<style>
:root { color-scheme: light dark; --ink: #1d1f23; --soft: #5c6068; --bad: #b8321f; --good: #2f6a3a; --paper: #faf8f4 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e5df; --soft: #9aa0a8; --bad: #e8705c; --good: #8cc79a; --paper: #15171b }
}
body { margin: 0 auto; max-width: 60rem; padding: 3rem 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.75 system-ui, sans-serif }
h1 { font-size: 1.5rem; border-top: 4px solid var(--bad); padding-top: 1rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6 }
.what { font-weight: 600 } .mend { color: var(--good) } .more, p { color: var(--soft) }
</style></head><body>
<h1>有问题需要改</h1>
<pre role="alert">{told}</pre>
<p>改好、保存，这一页会自己换回网站。已发布的网站不受影响。<br>
<span lang="en">Mend and save: this page gives way to the site by itself. The published site is not touched.</span></p>
</body></html>
"""


def read_address(text: str) -> tuple[str, int]:
    """Host and port of ``127.0.0.1:8000``, ``[::1]:8000`` or ``:8000``."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal():
        raise SystemExit(f"serve: no host and port: {text!r}\n  mend: write it as  127.0.0.1:8000")
    return host.strip("[]") or "127.0.0.1", int(port)


def find_address(config_file: Path) -> str:
    """What the site's file says, even one that is not YAML at the moment."""
    text = config_file.read_text(encoding="utf-8") if config_file.is_file() else ""
    found = re.search(r"^dev_addr:\s*[\"']?([^\s\"'#]+)", text, re.MULTILINE)
    return found[1] if found else DEFAULT_ADDRESS


def make_parser() -> argparse.ArgumentParser:
    """Make what reads the words after `make serve args=`."""
    parser = argparse.ArgumentParser(description="Preview the site while writing.")
    parser.add_argument("-a", "--dev-addr", metavar="IP:PORT", help="where to answer")
    parser.add_argument("-f", "--config-file", default=Path("mkdocs.yml"), type=Path)
    parser.add_argument("-s", "--strict", action="store_true", help="warnings are faults")
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look for changes every half second: for folders whose changes the system does not "
        "tell of (network drives, containers)",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or a polite request to end."""
    given = make_parser().parse_args(arguments)
    given.config_file = given.config_file.resolve()
    given.dev_addr = given.dev_addr or find_address(given.config_file)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    server = PreviewServer(given)
    try:
        server.start()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        host, port = read_address(given.dev_addr)
        sys.stderr.write(f"serve: cannot answer at {host}:{port}: {error.strerror}\n")
        sys.stderr.write(f'  mend: choose another: make serve args="-a {host}:{port + 1}"\n')
        return 1
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
