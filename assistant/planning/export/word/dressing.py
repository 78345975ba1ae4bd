"""What surrounds the text: styles, settings, the page, its head and foot, and the file's own properties."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.planning.export.booklet import Booklet
from assistant.planning.export.word.fields import field
from assistant.planning.export.word.xml import element, part, run
from assistant.wording import say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
# The margins at both sides, in centimetres; the tabs of `parts/styles.xml` end at the right one.
SIDE = 2.2
# What OPC allows in a core property.
_LONGEST = 255
# Leftovers of the empty document that python-docx starts from.
_UNUSED = ("/word/stylesWithEffects.xml", "/docProps/thumbnail.jpeg", "/customXml/item1.xml")


def dressed(booklet: Booklet) -> Document:
    """An empty A4 document in the house style, with head, foot and properties."""
    import docx

    document = docx.Document()
    _swap(document.styles.element, part("styles"))
    _swap(document.settings.element, part("settings"))
    _swap(document.part.numbering_part.element, part("numbering"))
    _drop_unused(document)
    language = LANGUAGES[booklet.language]
    for each in document.styles.element.iter(_name("w:lang")):
        each.set(_name("w:val"), language)
    for each in document.settings.element.iter(_name("w:themeFontLang")):
        each.set(_name("w:val"), language)
    if booklet.contents:
        _ask_for_page_numbers(document)
    _page(document.sections[0], booklet)
    _properties(document, booklet, language)
    return document


def _ask_for_page_numbers(document: Document) -> None:
    """Have Word offer to fill in the list of contents when it opens the file.

    Only Word knows where its pages end. Numbers counted in another layout
    would be wrong without anybody seeing it; this question is put once, until
    the file is saved.
    """
    before = document.settings.element.find(_name("w:footnotePr"))
    before.addprevious(element("w:updateFields", val="true"))


def _swap(root: Any, ours: Any) -> None:
    root[:] = list(ours)


def _drop_unused(document: Document) -> None:
    package = document.part.package
    assert package is not None
    for holder in (document.part.rels, package.rels):
        for key in [
            key
            for key, rel in holder.items()
            if not rel.is_external and str(rel.target_part.partname) in _UNUSED
        ]:
            del holder[key]


def _page(section: Section, booklet: Booklet) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(SIDE)
    section.top_margin, section.bottom_margin = Cm(2.1), Cm(1.9)
    section.header_distance = section.footer_distance = Cm(0.95)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = "Header"
    head.add_run(f"{booklet.title}\t{say('export.concept', booklet.language)}")
    foot = section.footer.paragraphs[0]
    foot.style = "Footer"
    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    sentence = say("export.page", booklet.language, page="\0page\0", pages="\0pages\0")
    for piece in filter(None, sentence.split("\0")):
        foot._p.extend(fields.get(piece) or [run(element("w:t", text=piece))])


def _properties(document: Document, booklet: Booklet, language: str) -> None:
    properties = document.core_properties
    properties.title = booklet.title[:_LONGEST]
    properties.author = booklet.library[:_LONGEST]
    properties.last_modified_by = booklet.library[:_LONGEST]
    properties.language = language
    properties.subject = booklet.places[:_LONGEST]
    properties.content_status = say("export.concept", booklet.language)
    properties.comments = properties.keywords = properties.category = ""
    properties.revision = 1
    with suppress(ValueError):
        moment = datetime.fromisoformat(booklet.changed).astimezone(UTC)
        properties.created = properties.modified = moment.replace(tzinfo=None)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)
