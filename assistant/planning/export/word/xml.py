"""Small pieces of WordprocessingML (ISO/IEC 29500) that python-docx has no words for."""

from __future__ import annotations

from importlib.resources import files
from typing import Any


def element(tag: str, /, *children: Any, text: str = "", **attributes: str | int) -> Any:
    """An element such as "w:fldChar", with attributes in the namespace w; a child None is left out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.extend([child for child in children if child is not None])
    return made


def run(*children: Any, style: str = "") -> Any:
    """A run with these children, in a character style where one is given."""
    looks = element("w:rPr", element("w:rStyle", val=style)) if style else None
    return element("w:r", looks, *children)


def part(name: str) -> Any:
    """The root element of a file in `parts/`."""
    from docx.oxml import parse_xml

    return parse_xml(files(__package__).joinpath("parts", f"{name}.xml").read_bytes())
