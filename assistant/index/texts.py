"""What is indexed of a passage and of a table row, besides their own words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Entry, Row, Table

# Raised when `index_text` changes, so that an index made before is rebuilt.
INDEX_TEXT = "title+year+kind+headings-v2"
# What a kind of document is called by those who ask for it.
KIND_WORDS = {
    "budget": "begroting",
    "annual_report": "jaarstukken, jaarverslag",
    "decision_list": "besluitenlijst",
    "policy": "beleid",
    "council_proposal": "voorstel",
    "law": "wet",
    "presentation": "presentatie",
    "coalition_agreement": "coalitieakkoord",
}


def described(document: Entry) -> str:
    """A document's title with its kind, unless the title says it: "Omzien naar elkaar (coalitieakkoord)"."""
    word = KIND_WORDS.get(document.kind or "", "")
    title = document.shown_title
    return title if not word or word in title.lower() else f"{title} ({word})"


def index_text(document: Entry, headings: Sequence[str], text: str) -> str:
    """What is indexed of a passage: document title and heading path stand in front of its text.

    Measured as the largest single gain: questions name the subject, and the
    subject often stands only in the heading.
    """
    return "\n".join([" › ".join([described(document), *headings[-2:]]), text])


def row_text(document: Entry, table: Table, row: Row) -> str:
    """What is indexed of a table row: its label and heads, what its table is called and stands in."""
    heads = dict.fromkeys(cell.column for cell in row.cells if cell.column)
    return " ".join([described(document), table.title, row.label, *heads])
