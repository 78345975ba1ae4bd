"""Protected office files open with their password and with nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.errors import CannotUnlock, EncryptedFile, WrongPassword
from assistant.reading import read
from tests.reading.making import PROSE


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A Word file with a password, as Word itself protects it."""
    from docx import Document
    from msoffcrypto.format.ooxml import OOXMLFile

    source = Document()
    source.add_paragraph(PROSE)
    plain = io.BytesIO()
    source.save(plain)
    path = tmp_path / "slot.docx"
    with path.open("wb") as stream:
        OOXMLFile(plain).encrypt("geheim", stream)
    return path


def test_the_right_password_opens_it(locked: Path) -> None:
    assert "basisvaardigheden" in read(locked, password="geheim").pages[0].text


def test_without_or_with_another_password_it_stays_shut(locked: Path) -> None:
    with pytest.raises(EncryptedFile):
        read(locked)
    with pytest.raises(WrongPassword) as caught:
        read(locked, password="fout")
    assert caught.value.details["file"] == "slot.docx"


def test_protected_opendocument_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "slot.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        archive.writestr("content.xml", "x")
    with pytest.raises(CannotUnlock):
        read(path, password="geheim")
