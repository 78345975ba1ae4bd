"""The section about the language model at the foot of the page, in a real browser."""

from __future__ import annotations

import pytest

from assistant.answering.model import open_model
from assistant.settings import ModelSettings
from tests.answering import model_server as play
from tests.answering.model_server import KEY, serving
from tests.browser.visiting import Serve, says
from tests.web.fake import FakeAssistant

pytestmark = pytest.mark.browser


class WithModel(FakeAssistant):
    """The fake assistant beside a real model."""

    def __init__(self, settings: ModelSettings) -> None:
        super().__init__()
        self.model = open_model(settings)


def test_somebody_looks_where_questions_go_and_tries_the_model(serve: Serve) -> None:
    with serving() as server:
        settings = server.settings()
        page = serve(WithModel(settings), model=settings).open()
        page.locator("#model button.label-wrap").click()
        says(page, "#model-told", "op de computer waar dit programma draait")
        server.then(play.says("Ja, <b>die</b> werkt."))
        page.get_by_role("button", name="Test het taalmodel").click()
        says(page, "#model-result", "Ja, <b>die</b> werkt.")
        says(page, "#model-told", "21 gelezen, 7 geschreven")
        page.get_by_label("English").check()
        says(page, "#model-told", "21 read, 7 written")
        assert KEY not in page.content()
