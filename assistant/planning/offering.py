"""What is said to who asks for a plan where only answers are given: how to have one drafted."""

from __future__ import annotations

from assistant.figures.municipalities import Municipalities
from assistant.planning.request import Request
from assistant.records import Answer, Language, Sentence
from assistant.wording import say


def offer(question: str, request: Request, municipalities: Municipalities, language: Language) -> Answer:
    """A remark that names the command and the tab that draft this document; nothing is claimed."""
    names = [municipalities.get(code).name for code in request.intake.municipalities]
    towns = " ".join(f'--municipality "{name}"' for name in names) or say("plan.offer_town", language)
    command = f"python -m assistant plan {towns} --kind {request.kind} --out {request.kind}.docx"
    said = say("plan.offer", language, command=command)
    return Answer(question, language, "partial", (Sentence(said, role="remark"),), missing=said)
