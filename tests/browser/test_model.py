"""The section about the language model at the foot of the page, in a real browser."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.model import open_model
from assistant.settings import Settings
from assistant.web.page import build, launch
from tests.answering import model_server as play
from tests.answering.model_server import KEY, serving
from tests.browser.conftest import free_port
from tests.browser.visiting import Site, says
from tests.web.fake import FakeAssistant

pytestmark = pytest.mark.browser


class WithModel(FakeAssistant):
    """The fake assistant beside a real model."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.model = open_model(settings.model)


def test_somebody_looks_where_questions_go_and_tries_the_model(tmp_path: Path, browser: Any) -> None:
    with serving() as server, ExitStack() as closing:
        port = free_port()
        settings = Settings(tmp_path / "data", tmp_path, port=port, model=server.settings())
        assistant = WithModel(settings)
        served = build(assistant, settings)  # type: ignore[arg-type]
        launch(served, settings)
        closing.callback(served.close, verbose=False)
        site = Site(f"http://127.0.0.1:{port}", assistant, browser, closing)
        page = site.open()
        page.locator("#model button.label-wrap").click()
        says(page, "#model-told", "op de computer waar dit programma draait")
        server.then(play.says("Ja, <b>die</b> werkt."))
        page.get_by_role("button", name="Test het taalmodel").click()
        says(page, "#model-result", "Ja, <b>die</b> werkt.")
        says(page, "#model-told", "21 gelezen, 7 geschreven")
        page.get_by_label("English").check()
        says(page, "#model-told", "21 read, 7 written")
        assert KEY not in page.content()
        assert site.problems == []
