"""Starts the page: `python app.py`, then open the address it prints.

The page answers first and the assistant prepares itself behind it, so nobody
waits for a model to look at a page.
"""

from __future__ import annotations

import contextlib
import errno
import signal
import socket
import sys
import threading

from assistant.errors import AssistantError
from assistant.settings import Settings, load
from assistant.wording import say


def main() -> int:
    """0 after Ctrl-C, 2 when the page can't be served as asked."""
    try:
        settings = load()
    except AssistantError as error:
        return _refuse(error.say())
    trouble = _listening_trouble(settings)
    if trouble:
        return _refuse(trouble)

    from assistant.quiet import quiet_environment

    quiet_environment(settings)

    from assistant.answering.model import open_model
    from assistant.service import Assistant
    from assistant.web.page import build, launch

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    try:
        assistant = Assistant(settings, model=open_model(settings.model))
        page = build(assistant, settings)
        launch(page, settings)
    except AssistantError as error:
        return _refuse(error.say())
    except OSError as error:
        return _refuse(_listening_trouble(settings) or str(error))
    assistant.start()
    print(say("web.started", address=_address(settings)), flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        stopping.wait()
    page.close(verbose=False)
    assistant.close()
    print(say("web.stopped"), flush=True)
    return 0


def _listening_trouble(settings: Settings) -> str | None:
    """Why the page can't listen there, as a sentence; tried before anything heavy is imported."""
    try:
        with socket.create_server((settings.host, settings.port), reuse_port=False):
            return None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return say("web.port_in_use", port=settings.port, other=settings.port % 65535 + 1)
        return say("web.host_unusable", host=settings.host)


def _address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host
    return f"http://{host}:{settings.port}"


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
