"""Preview the site while writing: `mkdocs serve`, started again whenever the code in hooks/ changes.

MkDocs rebuilds by itself when a post, a template or mkdocs.yml is saved, but it loads hooks only once
per process (mkdocs/mkdocs#3993). All arguments go to `mkdocs serve`.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "hooks"
LOOK_SECONDS = 1.0


def read_state() -> dict[Path, int]:
    """Give every code file with the time of its last change."""
    return {path: path.stat().st_mtime_ns for path in CODE.rglob("*.py") if path.exists()}


def wait_for_change(state: dict[Path, int], server: subprocess.Popen[bytes] | None = None) -> bool:
    """Wait until the code differs from ``state`` (true) or the ``server`` has ended (false)."""
    while server is None or server.poll() is None:
        if read_state() != state:
            return True
        time.sleep(LOOK_SECONDS)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server as Ctrl-C would, so that it removes its temporary folder."""
    if server.poll() is None:
        server.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
        server.wait()


def serve(arguments: list[str]) -> int:
    """Keep a server running; give the exit status of one that ended by itself."""
    command = [sys.executable, "-m", "mkdocs", "serve", *arguments]
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    restarted = False
    while True:
        state = read_state()
        server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own words
        try:
            changed = wait_for_change(state, server)
        finally:
            stop(server)
        if not changed:
            if not restarted:
                return server.returncode
            print("serve: stopped; it starts again at the next change in hooks/ (Ctrl-C ends)")
            wait_for_change(state)
        restarted = True
        print("serve: hooks/ has changed, starting again")


def main() -> int:
    """Serve until Ctrl-C or a polite request to end."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    try:
        return serve(sys.argv[1:])
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
