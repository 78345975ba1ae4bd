"""A statistics office on the loopback: it answers as the real one does, and misbehaves when told to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

TITLE = "Kerncijfers wijken en buurten"
TOWNS = 342

Answer = Callable[["Handler"], None]
Cell = Callable[[int], Any]


def inhabitants(town: int) -> int:
    """Town 1 has 20,100, town 342 has 54,200."""
    return 20_000 + 100 * town


# By name, in the order of the table; a name that stands in it twice has two entries.
COLUMNS: tuple[tuple[str, Cell], ...] = (
    ("AantalInwoners", inhabitants),
    ("k_0Tot15Jaar", lambda town: inhabitants(town) // 5),
    ("Nederland", lambda town: inhabitants(town) // 2),
    ("EuropaExclusiefNederland", lambda town: inhabitants(town) // 4),
    ("Nederland", lambda town: inhabitants(town) // 10),
    ("HuishoudensTotaal", lambda town: inhabitants(town) // 2),
    ("BasisonderwijsVmboMbo1", lambda town: 3000),
    ("HavoVwoMbo24", lambda town: 5000),
    ("HboWo", lambda town: 2000),
    ("GemiddeldInkomenPerInwoner", lambda town: 30 + town / 100),
    ("PersonenPerSoortUitkeringBijstand", lambda town: 10 * town),
)


@dataclass(frozen=True)
class Table:
    """An edition as it is served: rows of padded keys and numbered columns."""

    title: str
    period: str
    rows: tuple[Mapping[str, Any], ...]


def edition(
    year: int,
    cells: Mapping[str, Cell] | None = None,
    *,
    towns: int = TOWNS,
    first: int = 5,
    without: tuple[str, ...] = (),
    country: bool = True,
) -> Table:
    """An edition of the table; `cells` are other numbers for a column, `first` its first column's number."""
    columns = [(n, c) for n, c in COLUMNS if n not in without]
    changed = cells or {}
    numbered = [(f"{n}_{first + i}", changed.get(n, c)) for i, (n, c) in enumerate(columns)]
    rows: list[Mapping[str, Any]] = []
    if country:
        whole = {name: cell(1000) for name, cell in numbered}
        rows.append({"ID": 0, "WijkenEnBuurten": "NL00      ", "SoortRegio_2": "Land      ", **whole})
    for town in range(1, towns + 1):
        filled = {name: cell(town) for name, cell in numbered}
        key = f"GM{town:04d}"
        rows.append(
            {
                "ID": town,
                "WijkenEnBuurten": key.ljust(10),
                "Gemeentenaam_1": f"Voorbeeld {town}".ljust(40),
                "SoortRegio_2": "Gemeente  ",
                "Codering_3": key.ljust(10),
                **filled,
            }
        )
    rows.append({"ID": 9000, "WijkenEnBuurten": "WK000100  ", **{name: 1 for name, _ in numbered}})
    return Table(f"{TITLE} {year}", str(year), tuple(rows))


class Server(ThreadingHTTPServer):
    """Serves `tables` by their number; a `trouble` is an answer in place of the right one."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tables: dict[str, Table] = {}
        self.page = 10_000
        self.places: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.ends = threading.Event()
        self._troubles: dict[str, list[Answer]] = {}

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def trouble(self, part: str, answer: Answer, times: int = 1000) -> None:
        """Answer requests with `part` in their path so, so many times."""
        self._troubles[part] = [answer] * times

    def answer(self, path: str) -> Answer:
        """What a request gets."""
        for part, answers in self._troubles.items():
            if part in path and answers:
                return answers.pop()
        return normal


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with a connection a request, so that a cut is a cut."""

    protocol_version = "HTTP/1.1"

    @property
    def office(self) -> Server:
        """The server this belongs to."""
        return cast(Server, self.server)

    def do_GET(self) -> None:
        self.office.asked.append(self.path)
        self.office.answer(self.path)(self)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def give(self, body: bytes, status: int = 200, kind: str = "application/json", cut: int = 0) -> None:
        """An answer; `cut` so many bytes short of what its head promises."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) - cut])


def body_of(handler: Handler) -> dict[str, Any] | None:
    """The right answer to a request, None for a table that doesn't exist."""
    parts, office = urlsplit(handler.path), handler.office
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if parts.path == "/ODataCatalog/Tables":
        listed = [
            {"Identifier": table.ljust(10), "Title": held.title, "Period": held.period}
            for table, held in office.tables.items()
        ]
        return {"odata.metadata": f"{office.address}/$metadata", "value": listed}
    if parts.path == "/free":
        return {"response": {"numFound": len(office.places), "start": 0, "docs": office.places}}
    match = re.fullmatch(r"/ODataFeed/odata/(\w+)/TypedDataSet", parts.path)
    if match is None or match[1] not in office.tables:
        return None
    prefix = re.fullmatch(r"startswith\(WijkenEnBuurten,'(\w+)'\)", query["$filter"])
    assert prefix, query
    rows = [r for r in office.tables[match[1]].rows if r["WijkenEnBuurten"].startswith(prefix[1])]
    skip = int(query.get("$skip", 0))
    answer: dict[str, Any] = {"value": rows[skip : skip + office.page]}
    if skip + office.page < len(rows):
        rest = re.sub(r"&\$skip=\d+", "", handler.path)
        answer["odata.nextLink"] = f"{office.address}{rest}&$skip={skip + office.page}"
    return answer


def normal(handler: Handler) -> None:
    """The right answer."""
    body = body_of(handler)
    if body is None:
        handler.give(b"<html>404</html>", 404, "text/html")
    else:
        handler.give(json.dumps(body).encode())


def error(status: int, said: str = "") -> Answer:
    """A status that is no 200, with what the office says of it."""
    told = {"odata.error": {"code": "", "message": {"lang": "en-US", "value": said}}}
    return lambda handler: handler.give(json.dumps(told).encode() if said else b"", status)


def cut_off(handler: Handler) -> None:
    """The right answer, half of it."""
    body = json.dumps(body_of(handler)).encode()
    handler.give(body, cut=len(body) // 2)


def half_a_page(handler: Handler) -> None:
    """Half of the right answer, as if that were all."""
    body = json.dumps(body_of(handler)).encode()
    handler.give(body[: len(body) // 2])


def says(body: Any) -> Answer:
    """Some other JSON, or with bytes anything at all."""
    return lambda handler: handler.give(body if isinstance(body, bytes) else json.dumps(body).encode())


def more_at(link: str) -> Answer:
    """The right answer with another next page; {address} is the office's own."""

    def answer(handler: Handler) -> None:
        body = dict(body_of(handler) or {}) | {"odata.nextLink": link.format(address=handler.office.address)}
        handler.give(json.dumps(body).encode())

    return answer


def redirect(handler: Handler) -> None:
    """To another host."""
    handler.send_response(302)
    handler.send_header("Location", "http://elders.example/cijfers")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def silence(handler: Handler) -> None:
    """No answer until the server ends."""
    handler.office.ends.wait(30)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers while one is in it."""
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.ends.set()
        made.shutdown()
        thread.join()
