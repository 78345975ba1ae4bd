"""English questions in the words of Dutch documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.index.glossary import Glossary, load
from assistant.settings import PROJECT

GLOSSARY = Glossary(
    {
        "debt": ["schuld", "schulden"],
        "debt counselling": ["schuldhulpverlening"],
        "library": ["bibliotheek", "bieb"],
        "skill": ["vaardigheid"],
        "skills": ["vaardigheden", "vaardigheid"],
    }
)


@pytest.mark.parametrize(
    ("question", "dutch"),
    [
        ("Who does debt counselling?", "schuldhulpverlening"),
        ("counselling of a debt", "counselling schuld"),
        ("the debts of libraries", "schuld bibliotheek"),
        ("What does the DigiTaalhuis cost in 2026?", "digitaalhuis cost 2026"),
        ("How much is it?", ""),
        ("LIBRARY-debt", "bibliotheek schuld"),
    ],
)
def test_a_question_becomes_the_dutch_words_of_its_content(question: str, dutch: str) -> None:
    assert GLOSSARY.dutch(question) == dutch


def test_a_term_gives_no_more_words_than_asked_for() -> None:
    assert GLOSSARY.dutch("libraries") == "bibliotheek"
    assert GLOSSARY.dutch("libraries", 2) == "bibliotheek bieb"
    assert GLOSSARY.dutch("debt counselling", 2) == "schuldhulpverlening"


def test_forms_of_one_word_share_their_words() -> None:
    assert GLOSSARY.dutch("skills", 9) == "vaardigheid vaardigheden"


def test_without_its_file_nothing_is_translated(tmp_path: Path) -> None:
    assert load(tmp_path / "niets.toml").dutch("the library's debt") == "library s debt"


def test_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text('[terms]\n"language café" = ["taalcafé"]\n', "utf-8")
    assert load(path).dutch("Which language cafes are there?") == "taalcafé"


def test_every_shipped_term_is_found_by_its_own_words() -> None:
    path = PROJECT / "corpus" / "glossary.toml"
    shipped, terms = load(path), tomllib.loads(path.read_text("utf-8"))["terms"]
    lost = [term for term, words in terms.items() if words[0] not in shipped.dutch(term, 99)]
    assert terms and lost == []
