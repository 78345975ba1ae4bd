"""The plan of the house, held to: who may import whom, and where the heavy libraries live.

A breach costs a start-up of seconds, or a circle that nobody can untie later;
neither is seen in a review of one file.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.settings import PROJECT

# From the ground up. A room imports from its own room and from lower ones;
# rooms of one floor don't know each other, apart from those of the ground floor.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"records", "wording", "settings", "errors", "atomic"}),
    frozenset({"reading"}),
    frozenset({"index", "figures"}),
    frozenset({"answering"}),
    frozenset({"planning"}),
    frozenset({"asking", "collection"}),
    frozenset({"service", "quiet", "reports"}),
    frozenset({"evaluation"}),
    frozenset({"web", "terminal"}),
    frozenset({"__main__"}),
)


@dataclass(frozen=True)
class Home:
    """Where a heavy library may be imported; `open` the places that may do so at module level."""

    closed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


MODELS = Home(
    closed=(
        "assistant/index/sentence_embedder.py",
        "assistant/index/full_model.py",
        "assistant/index/int8_model.py",
        "assistant/index/packaged_model.py",
        "assistant/evaluation/adapting.py",
    ),
    # A module of sentence-transformers is a class of it; only what opens a model imports it.
    open=("assistant/index/int8_encoder.py", "assistant/index/threadsafe_model.py"),
)
READING = Home(closed=("assistant/reading/",))
HOMES = {
    "bs4": READING,
    "chromadb": Home(closed=("assistant/index/vectors.py", "assistant/evaluation/plain.py")),
    "docx": Home(closed=("assistant/reading/", "assistant/planning/export/word/")),
    "gradio": Home(open=("assistant/web/", "app.py")),
    "httpx": Home(closed=("assistant/index/download/", "assistant/figures/fetching.py")),
    "langchain": Home(closed=("assistant/answering/model.py", "assistant/evaluation/plain.py")),
    "langchain_core": Home(
        closed=("assistant/index/langchain_embeddings.py", "assistant/answering/model.py"),
        open=("assistant/index/retriever.py",),
    ),
    "msoffcrypto": READING,
    "matplotlib": Home(closed=("assistant/figures/chart.py", "assistant/planning/export/portable.py")),
    "onnx": Home(closed=("assistant/index/quantising.py",)),
    "onnxruntime": MODELS,
    "openpyxl": Home(
        closed=("assistant/reading/", "assistant/figures/exports/", "assistant/figures/workbook.py")
    ),
    "pptx": READING,
    "pypdf": READING,
    "pypdfium2": READING,
    "sentence_transformers": MODELS,
    "sklearn": Home(
        closed=(
            "assistant/evaluation/training.py",
            "assistant/evaluation/judging.py",
            "assistant/evaluation/supporting.py",
        )
    ),
    "tokenizers": MODELS,
    "torch": MODELS,
    "transformers": MODELS,
    "typst": Home(closed=("assistant/planning/export/portable.py",)),
}


@dataclass(frozen=True)
class Import:
    """One import: `file` from the project's root, `target` a dotted name."""

    file: str
    line: int
    target: str
    in_function: bool
    for_types: bool

    @property
    def library(self) -> str:
        """The name in `HOMES`; a provider's package, such as langchain_openai, counts as langchain."""
        top = self.target.split(".")[0]
        return "langchain" if top.startswith("langchain_") and top != "langchain_core" else top

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.target}"


def targets(node: ast.Import | ast.ImportFrom, package: str) -> list[str]:
    """What one statement imports, as full dotted names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1] if node.level else []
    module = ".".join([*above, *([node.module] if node.module else [])])
    return [f"{module}.{alias.name}" for alias in node.names]


def imports_of(tree: ast.AST, file: str, package: str) -> Iterator[Import]:
    """Every import below a node, wherever it stands."""

    def walk(node: ast.AST, in_function: bool, for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import | ast.ImportFrom):
                for target in targets(child, package):
                    yield Import(file, child.lineno, target, in_function, for_types)
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for part in child.body:
                    yield from walk(ast.Module([part], []), in_function, True)
                for part in child.orelse:
                    yield from walk(ast.Module([part], []), in_function, for_types)
            else:
                inside = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from walk(child, inside, for_types)

    yield from walk(tree, False, False)


def all_imports() -> list[Import]:
    """Every import of the program."""
    paths = sorted((PROJECT / "assistant").rglob("*.py")) + [PROJECT / "app.py", PROJECT / "ingest.py"]
    found: list[Import] = []
    for path in paths:
        file = path.relative_to(PROJECT)
        tree = ast.parse(path.read_text("utf-8"), str(file))
        found += imports_of(tree, file.as_posix(), ".".join(file.parent.parts))
    return found


def room_of_file(file: str) -> str:
    """`assistant/index/search.py` → `index`; a file beside the package is as high as the terminal's door."""
    parts = Path(file).with_suffix("").parts
    return parts[1] if parts[0] == "assistant" else "__main__"


def breaches(imports: list[Import]) -> list[str]:
    """Imports that go up, or to a neighbour on the same floor."""
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    found: list[str] = []
    for each in imports:
        if not each.target.startswith("assistant."):
            continue
        here, there = room_of_file(each.file), each.target.split(".")[1]
        if here == there or here == "__init__":
            continue
        if there not in floor or here not in floor:
            found.append(f"{each}: give the room a place in FLOORS")
        elif floor[there] > floor[here]:
            found.append(f"{each}: {there} stands above {here}")
        elif floor[there] == floor[here] and floor[here]:
            found.append(f"{each}: {there} and {here} don't know each other")
    return found


def strays(imports: list[Import]) -> list[str]:
    """Heavy libraries outside their room, or imported before they are needed."""
    found: list[str] = []
    for each in imports:
        home = HOMES.get(each.library)
        if home is None or each.for_types or each.file.startswith(home.open or ("\0",)):
            continue
        if not each.file.startswith(home.closed or ("\0",)):
            found.append(f"{each}: it belongs in {', '.join(home.closed + home.open)}")
        elif not each.in_function:
            found.append(f"{each}: import it inside the function that needs it")
    return found


def test_imports_point_one_way() -> None:
    assert breaches(all_imports()) == []


def test_heavy_libraries_stay_in_their_rooms() -> None:
    assert strays(all_imports()) == []


@pytest.mark.parametrize(
    ("file", "code", "wrong"),
    [
        ("assistant/index/x.py", "from assistant.answering import quoting", True),
        ("assistant/index/x.py", "def f():\n    from assistant.answering import quoting", True),
        ("assistant/index/x.py", "from ..figures import table", True),
        ("assistant/index/x.py", "from . import lexical", False),
        ("assistant/index/x.py", "from assistant import service", True),
        ("assistant/index/x.py", "from assistant.reading import read", False),
        ("assistant/records.py", "from assistant.errors import AssistantError", False),
        ("assistant/errors.py", "from assistant.reading import read", True),
        ("assistant/attic/x.py", "from assistant.records import Page", True),
        ("assistant/reading/x.py", "import pypdf", True),
        ("assistant/reading/x.py", "def f():\n    from pypdf.errors import PyPdfError", False),
        ("assistant/reading/x.py", "class A:\n    import pypdf", True),
        ("assistant/reading/x.py", "try:\n    import bs4\nexcept ImportError:\n    pass", True),
        ("assistant/reading/x.py", "if TYPE_CHECKING:\n    import pypdf", False),
        ("assistant/reading/x.py", "if TYPE_CHECKING:\n    pass\nelse:\n    import pypdf", True),
        ("assistant/index/x.py", "def f():\n    import torch", True),
        ("assistant/answering/model.py", "def f():\n    from langchain_openai import ChatOpenAI", False),
        ("assistant/answering/writing.py", "def f():\n    from langchain_openai import ChatOpenAI", True),
        ("assistant/index/retriever.py", "from langchain_core.documents import Document", False),
        ("assistant/web/x.py", "import gradio as gr", False),
        ("ingest.py", "def f():\n    import gradio", True),
    ],
)
def test_the_rules_see_a_breach(file: str, code: str, wrong: bool) -> None:
    package = ".".join(Path(file).parent.parts)
    found = list(imports_of(ast.parse(code), file, package))
    assert bool(breaches(found) + strays(found)) is wrong


@pytest.mark.parametrize("command", [["-m", "assistant", "--help"], ["ingest.py", "--help"]])
def test_help_waits_for_no_heavy_library(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "argparse" in loaded
    assert loaded & (HOMES.keys() | {"numpy", "pandas", "sqlite3"}) == set()


def tracked() -> list[Path]:
    """The project's own files: what git tracks, and what it would take in."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := PROJECT / name).is_file()]


def test_no_file_names_a_place_on_one_machine() -> None:
    here = {PROJECT, PROJECT.parent, Path.home()} - {Path("/"), Path(tempfile.gettempdir())}
    own = "|".join(re.escape(str(place)) for place in here)
    # A test may make up somebody's home; the program has no business in any.
    anyone = r"/(?:home|Users)/\w+|[A-Z]:\\+Users"
    found = []
    for path in tracked():
        name = path.relative_to(PROJECT).as_posix()
        places = own if name.startswith("tests/") else f"{own}|{anyone}"
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [
            f"{name}: {match[0]}" for match in re.finditer(rf"(?<![\w.~/-])(?:{places})(?![\w-])", text)
        ]
    assert found == []
