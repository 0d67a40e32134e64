"""The builds of `make serve`, in a process of their own: one line asks for a build, one line answers.

Python loads code only once per process (mkdocs/mkdocs#3993): serve.py ends this one when code has
changed, and starts another. Without threads, a build may use every core.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException


class Listener(logging.Handler):
    """Hears what MkDocs says of a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append((record.levelno, record.getMessage()))

    def tell(self, error: BaseException) -> str:
        """What stopped the build: the errors, else the warnings of a strict build, else its end."""
        if not isinstance(error, MkDocsException):
            return traceback.format_exc()
        errors = [text for level, text in self.said if level >= logging.ERROR]
        warnings = [text for _, text in self.said] if isinstance(error, Abort) else []
        return "\n".join(errors or warnings or [str(error)]).strip()


@contextmanager
def listening() -> Iterator[Listener]:
    """Hear what MkDocs says meanwhile."""
    listener = Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


class Builder:
    """Builds a site again and again."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._started = False

    def answer(self) -> dict[str, Any]:
        """Build; tell what is wrong, what to watch and below which path the site lies."""
        told: dict[str, Any] = {}
        with listening() as listener:
            try:
                self._build(told)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - shown in the browser
                told["fault"] = listener.tell(error)
        return told

    def _build(self, told: dict[str, Any]) -> None:
        given = self._given
        strict: Any = {"strict": True} if given.strict else {}
        config = load_config(given.config_file, site_dir=given.folder, **strict)
        told["path"] = urlsplit(config.site_url or "/").path
        told["watch"] = [config.docs_dir, *config.watch]
        hooks: Any = config.hooks  # a mapping, whatever it says
        told["code"] = [str(module.__file__) for module in hooks.values()]
        if not self._started:
            config.plugins.on_startup(command="serve", dirty=False)
            self._started = True
        below = told["path"].strip("/")
        config.site_url = (
            f"http://{given.address}/{below}/" if below else f"http://{given.address}/"
        )
        build(config, serve_url=config.site_url)


def main() -> None:
    """Build whenever a line comes in; end when no more can come."""
    parser = argparse.ArgumentParser()
    parser.add_argument("config_file")
    parser.add_argument("folder")
    parser.add_argument("address")
    parser.add_argument("--strict", action="store_true")
    builder = Builder(parser.parse_args())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for serve.py
    logging.basicConfig(format="%(levelname)-7s -  %(message)s", stream=sys.stderr)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    answers, sys.stdout = sys.stdout, sys.stderr  # what a hook prints is no answer
    for _ in sys.stdin:
        gc.disable()  # a tenth of a build; it is made up for while nobody waits
        answers.write(json.dumps(builder.answer()) + "\n")
        answers.flush()
        gc.enable()
        gc.collect()


if __name__ == "__main__":
    main()
