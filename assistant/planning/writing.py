"""A language model words the facts of a section; what it may not touch stays as it was drafted.

The section is drafted without a model first. Of that draft the quoted policy,
the facts and the figures in running text go to the model; tables, charts, open
points, the user's own words and the program's sentences stay where they are.
What the model leaves out stays as it was drafted, so nothing is lost; where it
fails the whole section does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.facts import Fact
from assistant.answering.language_model import Usage
from assistant.answering.prompts import section_prompt
from assistant.answering.untrusted import commands, harmless
from assistant.answering.writing import Draft, Worded, Writer, counted
from assistant.planning.outline import SectionOutline
from assistant.planning.plan import Block, Bullets, Paragraph, Section, Statement
from assistant.records import Writing
from assistant.wording import say

# Fewer facts than this read well as they are.
LEAST = 2
MOST_SENTENCES = 12
# About what a section's prompt and reply are, in tokens: a dozen facts of forty words, and a dozen sentences.
PROMPT_TOKENS, REPLY_TOKENS = 2000, 600
# Of how many sections it is remembered what became of them: several plans' worth.
KEPT = 200
NamedTown = Callable[[str], str]
Cancelled = Callable[[], bool]


class SectionWriter:
    """Words sections with one model; `town_of(code)` names a municipality. Keeps what each text took."""

    def __init__(self, writer: Writer, town_of: NamedTown) -> None:
        self._writer = writer
        self._town_of = town_of
        self.writings: deque[Writing] = deque(maxlen=KEPT)

    def estimated(self, sections: int) -> Usage:
        """What this many sections take at most: each written, and asked for once more."""
        calls = 2 * sections
        return Usage(calls, calls * PROMPT_TOKENS, calls * REPLY_TOKENS)

    def told(self) -> str:
        """What became of the sections so far, in one sentence; "" where none was worded."""
        if not self.writings:
            return ""
        all_of_them = counted(list(self.writings))
        return say(
            "writing.plan",
            model=all_of_them.model,
            written=all_of_them.written + all_of_them.rewritten,
            replaced=all_of_them.replaced,
            kept=sum(bool(writing.failed) for writing in self.writings),
        )

    def written(
        self,
        section: Section,
        outline: SectionOutline,
        wish: str = "",
        cancelled: Cancelled = lambda: False,
    ) -> Section:
        """The section in the model's words where those hold; as it was where there is little to word."""
        facts = self._facts(section)
        if len(facts) < LEAST:
            return section
        wish = "" if commands(wish) else wish
        prompt = section_prompt(section.title, outline.purpose, list(facts), wish, MOST_SENTENCES)
        last: Draft | None = None
        for draft in self._writer.write(prompt, list(facts), "nl", MOST_SENTENCES, cancelled):
            last = draft
        if last is None:
            return section
        self.writings.append(last.writing)
        if last.writing.failed or not last.sentences:
            return section
        return replace(section, blocks=tuple(_woven(section.blocks, facts, last.sentences)))

    def _facts(self, section: Section) -> dict[Fact, Statement]:
        """What may be worded, numbered from 1, with the statement that says it now."""
        found: dict[Fact, Statement] = {}
        for statement in _wordable(section.blocks):
            text = harmless(statement.text)
            if not text or commands(text):
                continue
            codes = [c.municipality for c in statement.citations] + [f.code for f in statement.figures]
            town = next((self._town_of(code) for code in codes if code and code.startswith("GM")), "")
            fact = Fact(len(found) + 1, text, statement.text, statement.citations, statement.figures, town)
            found[fact] = statement
        return found


def _wordable(blocks: Sequence[Block]) -> Iterator[Statement]:
    """The statements in running text that rest on a source or a figure and propose nothing."""
    for block in blocks:
        if isinstance(block, Paragraph | Bullets):
            for statement in _statements(block):
                if statement.origin in ("source", "figure") and not statement.proposal:
                    yield statement


def _statements(block: Paragraph | Bullets) -> Iterator[Statement]:
    if isinstance(block, Paragraph):
        yield from block.statements
    else:
        for item in block.items:
            yield from item


def _woven(
    blocks: Sequence[Block], facts: dict[Fact, Statement], worded: Sequence[Worded]
) -> Iterator[Block]:
    """The model's sentences where the first fact stood; the facts it used gone, the rest as it was."""
    by_number = {fact.number: statement for fact, statement in facts.items()}
    used = {id(by_number[fact.number]) for sentence in worded for fact in sentence.facts}
    told = Paragraph(tuple(_statement(sentence) for sentence in worded))
    waiting = True
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if _announces(block, after, used):
            continue
        if not isinstance(block, Paragraph | Bullets):
            yield block
            continue
        if waiting and any(id(s) in used for s in _statements(block)):
            waiting = False
            yield told
        if (rest := _without(block, used)) is not None:
            yield rest


def _announces(block: Block, after: Block | None, used: set[int]) -> bool:
    """Whether a paragraph only announces a list of which nothing is left: "De stukken zeggen:"."""
    if not isinstance(block, Paragraph) or not isinstance(after, Bullets):
        return False
    return block.statements[-1].text.endswith(":") and _without(after, used) is None


def _without(block: Paragraph | Bullets, used: set[int]) -> Block | None:
    """The block without these statements; None where only its lead or nothing is left."""
    if isinstance(block, Paragraph):
        kept = tuple(s for s in block.statements if id(s) not in used)
        return replace(block, statements=kept) if kept else None
    items = (tuple(s for s in item if id(s) not in used) for item in block.items)
    left = tuple(item for item in items if item)
    return replace(block, items=left) if left else None


def _statement(sentence: Worded) -> Statement:
    """A worded sentence on all that its facts rest on."""
    citations = tuple(dict.fromkeys(c for fact in sentence.facts for c in fact.citations))
    figures = tuple(dict.fromkeys(f for fact in sentence.facts for f in fact.figures))
    return Statement(sentence.text, "source" if citations else "figure", citations, figures)
