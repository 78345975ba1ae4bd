"""Archives that are traps: too large, lying, locked, or with XML that grows."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from assistant.errors import BrokenFile, EncryptedFile, TooLarge
from assistant.reading import read
from assistant.reading.office.archive import opened
from tests.reading.opendocument import odf

MB = 1024 * 1024
TYPES = "application/vnd.openxmlformats-officedocument.{}.main+xml"
FIRST = {
    ".docx": ("word/document.xml", "wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    ".pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
ENTITIES = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{i + 1} "&e{i};&e{i};">' for i in range(40)) + "]>"


def packed(path: Path, parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def office(path: Path, content: bytes | str = "<x/>", **more: bytes | str) -> Path:
    """An archive that passes for a Word file, workbook or presentation by its names."""
    first, kind = FIRST[path.suffix]
    types = f'<Types><Override PartName="/{first}" ContentType="{TYPES.format(kind)}"/></Types>'
    return packed(path, {"[Content_Types].xml": types, first: content, **more})


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, suffix: str) -> None:
    path = office(tmp_path / f"bom{suffix}", media=b"\0" * (3 * MB))
    with pytest.raises(TooLarge) as caught:
        read(path, unpacked_mb=2)
    assert (caught.value.details["file"], caught.value.details["most"]) == (path.name, 2)


@pytest.mark.parametrize("suffix", [".odt", ".ods", ".odp"])
def test_an_opendocument_that_unpacks_to_too_much(tmp_path: Path, suffix: str) -> None:
    path = odf(tmp_path / f"bom{suffix}", "", more={"Pictures/a": "\0" * (3 * MB)})
    with pytest.raises(TooLarge):
        read(path, unpacked_mb=2)


def lying(path: Path, name: str, said: int) -> Path:
    """The same archive, with another unpacked size for one part in both its headers."""
    data = bytearray(path.read_bytes())
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            if data[at + name_at : at + name_at + len(name)] == name.encode():
                struct.pack_into("<I", data, at + size_at, said)
    path.write_bytes(bytes(data))
    return path


def test_a_lying_header_hides_nothing(tmp_path: Path) -> None:
    path = lying(office(tmp_path / "leugen.docx", media=b"\0" * (5 * MB)), "media", 10)
    with pytest.raises(TooLarge):
        read(path, unpacked_mb=2)
    with pytest.raises(BrokenFile) as caught:
        read(path, unpacked_mb=20)
    assert "not as large" in str(caught.value.details["reason"])


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, suffix: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES}<x>&e39;</x>'
    with pytest.raises(BrokenFile) as caught:
        read(office(tmp_path / f"bom{suffix}", text.encode(encoding)))
    assert "definitions" in str(caught.value.details["reason"])


@pytest.mark.parametrize("suffix", [".odt", ".ods", ".odp"])
def test_entities_in_an_opendocument_are_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(BrokenFile) as caught:
        read(odf(tmp_path / f"bom{suffix}", "<a>&e39;</a>", head=ENTITIES))
    assert "definitions" in str(caught.value.details["reason"])
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(BrokenFile):
        read(odf(tmp_path / f"bom{suffix}", "<a>&e;</a>", head=outside))


def test_a_long_opening_hides_no_entities(tmp_path: Path) -> None:
    text = f"<?xml version='1.0'?><!--{'x' * (2 * MB)}-->{ENTITIES}<x>&e39;</x>"
    with pytest.raises(BrokenFile) as caught:
        read(office(tmp_path / "bom.docx", text))
    assert "without an element" in str(caught.value.details["reason"])


def test_a_plain_document_type_is_no_danger(tmp_path: Path) -> None:
    head = '<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    path = odf(tmp_path / "oud.odt", "<text:p>Hallo.</text:p>", head=head)
    assert read(path).pages[0].text == "Hallo."


def test_a_locked_part_is_encrypted(tmp_path: Path) -> None:
    path = office(tmp_path / "slot.docx")
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(EncryptedFile):
        read(path)


def test_another_way_of_packing_is_broken(tmp_path: Path) -> None:
    data = packed(tmp_path / "b.zip", {"a": b"\0" * 1000}, zipfile.ZIP_BZIP2).read_bytes()
    with pytest.raises(BrokenFile), opened(data, "b.docx", 400):
        pass


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_part_that_was_damaged_is_broken_however_it_was_packed(tmp_path: Path, method: int) -> None:
    name = "[Content_Types].xml"
    data = bytearray(packed(tmp_path / "a.zip", {name: b"<Types/>" * 100}, method).read_bytes())
    first = data.index(name.encode()) + len(name)
    data[first + 9 : first + 14] = b"\xff" * 5
    (tmp_path / "nota.docx").write_bytes(data)
    with pytest.raises(BrokenFile) as caught:
        read(tmp_path / "nota.docx")
    assert "damaged" in str(caught.value.details["reason"])


def test_a_part_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    inside = tmp_path / "map"
    inside.mkdir()
    path = odf(inside / "a.odt", "<text:p>Hallo.</text:p>", more={"../../weg.txt": "x", "/weg.txt": "x"})
    assert read(path).pages[0].text == "Hallo."
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.odt", "map"]


KINDS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
OTHERS = [(real, said) for real in (*KINDS[:4], ".zip") for said in KINDS if real != said]


@pytest.mark.parametrize("real,said", OTHERS)
def test_content_of_another_kind_is_broken(tmp_path: Path, real: str, said: str) -> None:
    made = tmp_path / f"nota{real}"
    if made.suffix == ".odt":
        odf(made, "<text:p>Hallo.</text:p>")
    elif made.suffix == ".zip":
        packed(made, {"a.txt": "Hallo."})
    else:
        office(made)
    with pytest.raises(BrokenFile) as caught:
        read(made.rename(tmp_path / f"als{said}"))
    assert "expected" in str(caught.value.details["reason"])
