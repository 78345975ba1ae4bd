"""`python -m tests.benchmarks.reading [FILE.pdf]`: how quick reading is, and what it leaves in memory.

Reading, with the start of its process and all that is made of a page, is
compared with pypdf's bare text of the same pages on the same machine. Without
a file it makes one: 200 pages of prose with headings, in a font that pypdf
needs no table to decode. That is the hardest case: pypdf takes 2 ms a page,
where a page of a real document takes it ten times as long.
"""

from __future__ import annotations

import io
import logging
import statistics
import sys
import tempfile
from pathlib import Path

from fpdf import FPDF

from assistant.errors import AssistantError
from assistant.reading.sandbox import read_apart
from tests.benchmarks.measuring import resident, timed

PAGES = 200
LINES = 40
FILES = 300
WARM = 20
ROUNDS = 3
WORDS = (
    "de gemeente werkt samen met de bibliotheek aan basisvaardigheden en digitale inclusie voor inwoners "
    "die moeite hebben met lezen schrijven en rekenen het college stelt daarvoor een programma vast dat in "
    "de begroting staat en waarover de raad ieder jaar een verslag krijgt van de resultaten"
).split()


def main() -> None:
    """Print the figures, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else make(Path(folder, "verslag.pdf"))
        _speed(path)
        _start(Path(folder))
        _memory(Path(folder))


def make(path: Path, pages: int = PAGES) -> Path:
    """A PDF of prose: a chapter every ten pages, a section on every page, 40 lines a page."""
    document = FPDF()
    document.set_auto_page_break(False)
    for number in range(pages):
        document.add_page()
        if number % 10 == 0:
            document.set_font("helvetica", "B", 18)
            document.cell(0, 12, f"Hoofdstuk {number // 10 + 1}", new_x="LMARGIN", new_y="NEXT")
        document.set_font("helvetica", "B", 12)
        document.cell(0, 10, f"{number + 1} Over dit onderwerp", new_x="LMARGIN", new_y="NEXT")
        document.set_font("helvetica", "", 10)
        for line in range(LINES):
            start = (number * 7 + line * 13) % len(WORDS)
            words = (WORDS * 2)[start : start + 14]
            end = "." if line % 5 == 4 else ""
            document.cell(0, 5.5, " ".join(words).capitalize() + end, new_x="LMARGIN", new_y="NEXT")
            if line % 10 == 9:
                document.ln(4)
    document.output(str(path))
    return path


def _speed(path: Path) -> None:
    bare, apart = [], []
    pages = 0
    for _ in range(ROUNDS):
        seconds, pages = timed(lambda: _bare(path))
        bare.append(seconds)
        apart.append(timed(lambda: len(read_apart(path).pages))[0])
    name = path.name if len(sys.argv) > 1 else "prose"
    print(f"{name}: {pages} pages")
    print(f"bare text: {min(bare):.2f} s, {pages / min(bare):.0f} pages a second")
    print(f"reading: {min(apart):.2f} s, {pages / min(apart):.0f} pages a second")
    print(f"ratio: {min(bare) / min(apart):.2f}")


def _start(folder: Path) -> None:
    path = folder / "klein.md"
    path.write_text("# Klein\n\nDe gemeente werkt samen met de bibliotheek.\n", "utf-8")
    seconds = [timed(lambda: len(read_apart(path).pages))[0] for _ in range(10)]
    print(f"a small text, with its process: median {statistics.median(seconds):.2f} s")


def _memory(folder: Path) -> None:
    paths = [
        make(folder / "tien.pdf", 10),
        folder / "klein.md",
        folder / "stuk.pdf",
    ]
    paths[2].write_bytes(paths[0].read_bytes()[:3000])
    used = []
    for number in range(FILES):
        try:
            read_apart(paths[number % len(paths)])
        except AssistantError:
            continue
        finally:
            used.append(resident())
    after = used[WARM:]
    slope = statistics.linear_regression(range(len(after)), after).slope
    print(
        f"memory of the program: {used[0]:.1f} MB after 1 file, {after[0]:.1f} MB after {WARM + 1}, "
        f"{used[-1]:.1f} MB after {FILES}; slope {1000 * slope:.1f} kB a file"
    )


def _bare(path: Path) -> int:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    for page in reader.pages:
        page.extract_text()
    return len(reader.pages)


if __name__ == "__main__":
    main()
