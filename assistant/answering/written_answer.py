"""An answer made of quotes becomes one in running text, where a language model is there to word it.

What was decided stays decided: a refusal is a refusal, a table stays a table,
a sentence on figures keeps its year and meaning, and the remarks stand. Only
the quotes give way to sentences that say the same. Where the model fails, the
answer is what it was, with one remark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.composing import FACTS
from assistant.answering.facts import Fact, facts_of
from assistant.answering.prompts import answer_prompt
from assistant.answering.question import Question
from assistant.answering.writing import MOST_SENTENCES, Cancelled, Draft, Writer
from assistant.figures.municipalities import Municipalities
from assistant.records import Answer, Citation, Sentence, Writing
from assistant.wording import say

# A question for one fact wants few sentences; more of them is more to check for the reader.
MOST_FOR_A_FACT = 4


class Basis(Protocol):
    """A question with its model-free answer; `bare` is that without its remarks on legibility."""

    @property
    def question(self) -> Question: ...

    @property
    def answer(self) -> Answer: ...

    @property
    def bare(self) -> Answer: ...


def written(
    writer: Writer,
    basis: Basis,
    more: Callable[[], Sequence[Citation]],
    checked: Callable[[Answer], Answer],
    municipalities: Municipalities,
    cancelled: Cancelled = lambda: False,
) -> Iterator[Answer]:
    """The answer each time a sentence of it is done; the last one is whole, and always comes.

    `more()` gives further quotes that may be used, `checked` is the way out:
    it grounds an answer and says how its sources were read. An answer that is
    not worded comes at once.
    """
    plain = basis.answer
    if not worth_writing(plain):
        yield plain
        return
    bare = replace(basis.bare, seconds=plain.seconds)
    yield _in_answer(Draft((), Writing(writer.model.name, done=False)), bare)
    facts = facts_of(bare, more(), lambda code: municipalities.get(code).name)
    if not any(fact.citations for fact in facts):
        yield plain
        return
    question = basis.question
    most = MOST_FOR_A_FACT if question.kind in FACTS else MOST_SENTENCES
    standing = [s.text for s in bare.sentences if s.figures]
    prompt = answer_prompt(question.text, facts, plain.language, standing, most)
    for draft in writer.write(prompt, facts, plain.language, most, cancelled):
        answer = None if draft.writing.failed else checked(_in_answer(draft, bare))
        if draft.writing.done:
            yield answer if answer and _says(answer) else fallen_back(plain, draft.writing)
        elif answer:
            yield answer


def worth_writing(answer: Answer) -> bool:
    """Whether an answer is one of quotes in running text: no refusal, no table, no figures alone."""
    quotes = any(s.role == "claim" and s.citations and not s.figures for s in answer.sentences)
    return answer.status != "refused" and not answer.columns and quotes


def fallen_back(plain: Answer, writing: Writing) -> Answer:
    """The model-free answer, which says that the model gave nothing usable."""
    remark = Sentence(say("writing.fallen_back", plain.language), role="remark")
    return replace(
        plain,
        sentences=(*plain.sentences, remark),
        writing=replace(writing, failed=writing.failed or "nonsense"),
        seconds=round(plain.seconds + writing.seconds, 3),
    )


def _in_answer(draft: Draft, bare: Answer) -> Answer:
    """The draft in the place of the quotes; what stands behind them comes when it is done.

    What only repeats a figure is left out: the figures' own sentences stand before it.
    """
    citations = list(bare.citations)
    told = [each for each in draft.sentences if any(fact.citations for fact in each.facts)]
    claims = [_sentence(each.text, each.facts, citations, bare) for each in told]
    quotes = [n for n, s in enumerate(bare.sentences) if s.role == "claim" and not s.figures]
    before = bare.sentences[: quotes[0]]
    after = tuple(s for n, s in enumerate(bare.sentences) if n > quotes[0] and n not in quotes)
    return replace(
        bare,
        sentences=(*before, *claims, *(after if draft.writing.done else ())),
        citations=tuple(citations),
        writing=draft.writing,
        seconds=round(bare.seconds + draft.writing.seconds, 3),
    )


def _sentence(text: str, facts: Sequence[Fact], citations: list[Citation], bare: Answer) -> Sentence:
    """A claim with the numbers of its sources; citations that are new are put behind the others."""
    cited = [citation for fact in facts for citation in fact.citations]
    citations += [citation for citation in dict.fromkeys(cited) if citation not in citations]
    figures = [bare.figures.index(figure) + 1 for fact in facts for figure in fact.figures]
    numbers = dict.fromkeys(citations.index(citation) + 1 for citation in cited)
    return Sentence(text, tuple(numbers), figures=tuple(dict.fromkeys(figures)))


def _says(answer: Answer) -> bool:
    return any(s.role == "claim" and s.citations for s in answer.sentences)
