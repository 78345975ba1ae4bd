"""The shipped outlines: every reference lands, every fact stands in its source, nothing is said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from assistant.answering.numbers import numbers
from assistant.figures import indicators
from assistant.planning import outline
from assistant.planning.drafting import KINDS
from assistant.planning.filling import sentences
from assistant.settings import PROJECT

FOLDER = PROJECT / "corpus" / "outlines"
GUIDANCE = PROJECT / "corpus" / "guidance"
OUTLINES = outline.load(FOLDER)
NAMES = sorted(path.stem for path in (FOLDER / "knowledge").glob("*.toml"))
KNOWLEDGE = {name: outline.knowledge(FOLDER, name) for name in NAMES}
FACTS: Mapping[str, Any] = KNOWLEDGE["facts"]["facts"]
GROUPS: Mapping[str, Any] = KNOWLEDGE["target_groups"]["groups"]
# Files whose amounts come from a source, so that they may stand in a sentence.
SOURCED = ("facts", "streams", "methods", "phrases")
FILLED = set(
    "bibliotheek gemeente onderwerp doelgroepen activiteiten partners periode budget aanbod opmerkingen "
    "jaar eerste_jaar volgend_jaar taakvelden gevraagd jaarbedrag".split()
)
FIELDS = "library subject groups activities partners period budget existing remarks".split()
CONDITIONS = {
    "deadline.passed",
    "local.documents",
    "local.budget",
    "several.municipalities",
    "period.coming",
    "counted.existing",
    "yearly.budget",
    "figures.favourable",
    *(f"activity.{kind}" for kind in KNOWLEDGE["activities"]["kinds"]),
    *(f"has.{f}" for f in FIELDS),
}
# What is no sentence for the reader of a document.
NO_PROSE = set(
    "key keys kind fact facts indicator indicators groups when unless from columns status searches words "
    "names also name_en file quote topic caption knows".split()
)
# Filler and officialese that a plain text does without.
BANNED = re.compile(
    r"\b(?:tevens|middels|dient te|dienen te|teneinde|inzake|omtrent|zorg dragen|in het kader van|"
    r"uniek\w*|innovatie\w*|cruciaal|essentieel|u|uw)\b",
    re.I,
)
ENDED = re.compile(r"vervallen|afgeschaft|niet door als subsidie|^(?:Gold|Liep) ", re.I)
# A number of euros or a percentage; "€ …" is a place to fill in.
AMOUNT = re.compile(r"€\s*\d|\d\s*%")
CLOSED = re.compile(r"gesloten|vervallen|afgeschaft|niet door als subsidie", re.I)
OPENING = re.compile(r"\b(?:betaalt|beschikbaar|loopt nu|aan te vragen|kan worden aangevraagd|geeft)\b", re.I)


def parts() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Every part with the kind of its document, the key of its section and its own kind."""
    for kind, each in OUTLINES.items():
        for section in each.sections:
            for part in section.parts:
                yield kind, section.key, part.kind, part.options


def prose(content: object) -> Iterator[str]:
    """The texts in a piece of an outline that a reader of the document gets to see."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from prose(each)
    elif isinstance(content, Mapping):
        for name, each in content.items():
            if name not in NO_PROSE:
                yield from prose(each)


def tables(content: object) -> Iterator[Mapping[str, Any]]:
    """Every table in a piece of an outline, itself too."""
    if isinstance(content, Mapping):
        yield content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from tables(each)


def everything() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every table of the outlines and of the knowledge, with where it stands."""
    for kind, section, part, options in parts():
        for each in tables(options):
            yield f"{kind}: {section}, {part}", each
    for name, content in KNOWLEDGE.items():
        for each in tables(content):
            yield name, each


def texts() -> Iterator[tuple[str, str]]:
    """Every text a reader gets to see, with where it stands."""
    for kind, section, _, options in parts():
        for text in prose(options):
            yield f"{kind}: {section}", text
    for name, content in KNOWLEDGE.items():
        if name not in ("attention", "phrases"):
            for text in prose(content):
                yield name, text


def told(kind: str, coming: bool) -> Iterator[str]:
    """All that a document of this kind can tell, with the knowledge it draws on; a fact once a mention.

    `coming` says whether its period has still to begin: some parts are for one of the two only.
    """
    for section in OUTLINES[kind].sections:
        for part in section.parts if _fits(section.conditions, coming) else ():
            if not _fits(part.options, coming):
                continue
            options = _fitting(part.options, coming)
            yield from prose(options)
            yield from _facts(options)
            rows = _shown(part, _rows(part))
            yield from prose(rows)
            yield from _facts(rows, own=part.kind == "groups")


def _fits(options: Mapping[str, Any], coming: bool) -> bool:
    return "period.coming" not in options.get("unless" if coming else "when", ())


def _fitting(options: Mapping[str, Any], coming: bool) -> Mapping[str, Any]:
    """The options without the items of a list that are for the other case."""
    items = [i for i in options.get("items", ()) if isinstance(i, str) or _fits(i, coming)]
    return {**options, "items": items} if items else options


def _shown(part: outline.Part, rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows with only the fields that the part has a column for."""
    if part.kind != "table":
        return rows
    fields = [column.split("=", 1)[0] for column in part.options["columns"]]
    return [{field: row[field] for field in fields} for row in rows]


def _rows(part: outline.Part) -> list[Mapping[str, Any]]:
    """The knowledge that a part draws on."""
    match part.kind:
        case "table":
            return list(KNOWLEDGE[part.options["from"]]["rows"])
        case "calendar" | "costs":
            return list(KNOWLEDGE[part.kind]["rows"])
        case "methods":
            return list(KNOWLEDGE["methods"]["methods"])
        case "streams":
            return [s for s in KNOWLEDGE["streams"]["streams"] if s["status"] in part.options["status"]]
        case "groups":
            return [{"text": g["text"], "facts": g["facts"]} for g in GROUPS.values()]
    return []


def _facts(content: object, own: bool = True) -> Iterator[str]:
    """The sentences of the facts that a piece of an outline tells; without `own` only those in its cells.

    The facts of a method or a stream are its sources and no sentences of their own.
    """
    for each in tables(content):
        keys = [each["fact"]] if "fact" in each else []
        if own:
            keys += [each["key"]] if "key" in each else []
            keys += [*each.get("keys", []), *each.get("facts", [])]
        yield from (FACTS[key]["text"] for key in keys)


@cache
def guidance(file: str) -> str:
    """A guidance text, its white space made one."""
    return flat((GUIDANCE / file).read_text("utf-8"))


def flat(text: str) -> str:
    return " ".join(text.split())


def evidence(keys: list[str]) -> set[str]:
    """The numbers that facts may lend to a sentence: of their quotes and of the titles of their texts."""
    found: set[str] = set()
    for key in keys:
        title = re.search(r'^title: "(.*)"', (GUIDANCE / FACTS[key]["file"]).read_text("utf-8"), re.M)
        assert title
        found |= numbers(FACTS[key]["quote"]) | numbers(title[1])
    return found


@pytest.mark.parametrize("key", FACTS)
def test_a_fact_stands_in_its_source_with_its_numbers(key: str) -> None:
    fact = FACTS[key]
    assert flat(fact["quote"]) in guidance(fact["file"]), fact["quote"]
    assert numbers(fact["text"]) <= evidence([key])


@pytest.mark.parametrize("name", ["methods", "streams"])
def test_a_sentence_from_facts_has_no_other_numbers(name: str) -> None:
    for row in KNOWLEDGE[name][name]:
        said = " ".join(row.get(field, "") for field in ("result", "limit", "period"))
        if numbers(said):
            assert row["facts"], row["name"]
        assert numbers(said) <= evidence(row["facts"]), row["name"]


def test_an_amount_is_sourced_or_a_proposal() -> None:
    proposals = {table["text"] for _, table in everything() if table.get("proposal")}
    amounts = [(w, t) for w, t in texts() if w not in SOURCED and AMOUNT.search(t)]
    assert amounts
    assert [each for each in amounts if each[1] not in proposals] == []


def test_every_kind_of_part_is_known() -> None:
    assert {kind for _, _, kind, _ in parts()} <= set(KINDS)


def test_every_fact_referred_to_exists_and_is_used() -> None:
    used: set[str] = set()
    for _, table in everything():
        used |= set(table.get("facts", [])) if isinstance(table.get("facts"), list) else set()
        used |= {table["fact"]} if "fact" in table else set()
    for _, _, kind, options in parts():
        if kind == "fact":
            used |= {options["key"]} if "key" in options else set(options["keys"])
    assert used <= set(FACTS)
    assert set(FACTS) <= used, "facts that no part and no knowledge refers to"


def test_every_indicator_exists() -> None:
    known = indicators.load(PROJECT / "corpus" / "figures")
    named = [i for _, table in everything() for i in table.get("indicators", [])]
    named += [options["indicator"] for *_, kind, options in parts() if kind == "chart"]
    assert [i for i in named if known.get(i) is None] == []


def test_every_group_condition_and_gap_is_known() -> None:
    conditions = CONDITIONS | {f"{head}{key}" for key in GROUPS for head in ("groups.", "only.groups.")}
    for where, table in everything():
        if isinstance(table.get("groups"), list):
            assert set(table["groups"]) <= set(GROUPS), where
        assert set(table.get("when", [])) | set(table.get("unless", [])) <= conditions, where
    for where, text in texts():
        assert set(re.findall(r"\{(\w+)\}", text)) <= FILLED, f"{where}: {text}"


def test_a_question_to_someone_holds_no_gap_and_says_who_would_know() -> None:
    for where, table in everything():
        question = table.get("ask") or table.get("what") if "knows" in table else None
        if question is None:
            assert "ask" not in table, where
            continue
        assert "{" not in question and table["knows"], where
        assert not set("[];") & set(question + table["knows"]), f"{where}: {question}"


def test_every_gap_has_an_ask() -> None:
    assert set(KNOWLEDGE["asks"]["asks"]) >= FILLED - {"eerste_jaar", "taakvelden"}


def test_headings_and_captions_hold_no_gap() -> None:
    for kind, section, part, options in parts():
        heads = [options.get("caption", ""), *options.get("columns", [])]
        heads += [options["text"]] if part == "subheading" else []
        assert not any("{" in head for head in heads), f"{kind}: {section}"
    assert all(set(re.findall(r"\{(\w+)\}", o.title)) == {"municipality"} for o in OUTLINES.values())


def test_a_table_asks_for_fields_that_each_row_has() -> None:
    for kind, section, part, options in parts():
        if part == "table":
            rows = KNOWLEDGE[options["from"]]["rows"]
            fields = [column.split("=", 1)[0] for column in options["columns"]]
            assert all(field in row for row in rows for field in fields), f"{kind}: {section}"


def test_the_plan_serves_every_attention_point() -> None:
    points = KNOWLEDGE["attention"]["points"]
    assert Counter(p["kind"] for p in points) == {"research": 4, "attention": 13}
    served = {key for section in OUTLINES["plan-van-aanpak"].sections for key in section.attention}
    assert served == {p["key"] for p in points}


@pytest.mark.parametrize("kind", OUTLINES)
def test_sections_have_their_own_keys_and_known_attention_points(kind: str) -> None:
    sections = OUTLINES[kind].sections
    assert len({s.key for s in sections}) == len(sections) == len({s.title for s in sections})
    known = {p["key"] for p in KNOWLEDGE["attention"]["points"]}
    assert all(set(s.attention) <= known and s.purpose and s.questions for s in sections)


@pytest.mark.parametrize("coming", [False, True])
@pytest.mark.parametrize("kind", OUTLINES)
def test_no_sentence_is_told_twice(kind: str, coming: bool) -> None:
    said = Counter(
        flat(s).lower() for text in told(kind, coming) for s in sentences(text) if len(s.split()) > 6
    )
    assert [s for s, times in said.items() if times > 1] == []


def test_sentences_are_plain_and_short() -> None:
    assert [(where, text) for where, text in texts() if BANNED.search(text)] == []
    said = [s for where, text in texts() if where not in SOURCED for s in sentences(text)]
    assert [s for s in said if len(s.split()) > 25] == []
    assert sum(len(s.split()) <= 15 for s in said) > 0.9 * len(said)


def test_the_plan_opens_with_the_town() -> None:
    for each in OUTLINES.values():
        first = sentences(each.sections[0].parts[0].options["text"])[:2]
        assert "{gemeente}" in " ".join(first), each.kind


def test_no_closed_stream_reads_as_open() -> None:
    streams = KNOWLEDGE["streams"]["streams"]
    closed = [s for s in streams if s["status"] == "closed"]
    assert {"tel_mee_met_taal", "spuk_bibliotheken", "kb_certificering", "stap"} <= {s["key"] for s in closed}
    for stream in closed:
        assert ENDED.search(stream["period"]), stream["key"]
        assert not OPENING.search(" ".join(stream[f] for f in ("pays", "decides", "period"))), stream["key"]
    names = re.compile("|".join([*(re.escape(s["name"]) for s in closed), r"\bSTAP\b"]))
    for where, text in texts():
        if where != "streams":
            assert not names.search(text) or CLOSED.search(text), f"{where}: {text}"


def test_web_money_is_kept_apart_from_civic_integration() -> None:
    web = next(s for s in KNOWLEDGE["streams"]["streams"] if s["key"] == "web")
    assert "inburgeraars" not in web["groups"] and "niet voor inburgeringsplichtigen" in web["pays"]
    assert "WEB-geld mag voor hen niet" in GROUPS["inburgeraars"]["text"]


def test_the_duty_of_care_is_told_as_a_bill() -> None:
    for where, text in texts():
        if "zorgplicht" in text.lower() and "van kracht" in text:
            assert "niet van kracht" in text or "nog niet" in text, where


def test_the_calendar_follows_the_municipal_year() -> None:
    rows = KNOWLEDGE["calendar"]["rows"]
    assert all(("month" in r) != ("phase" in r) and r["what"] and r["who"] for r in rows)
    phases = [r["phase"] for r in rows if "phase" in r]
    assert list(dict.fromkeys(phases)) == ["voorbereiding", "start", "na zes maanden", "laatste jaar"]
    dated = [(r.get("year", 0), r["month"]) for r in rows if "month" in r]
    assert dated == sorted(dated) and {month for _, month in dated} <= set(range(1, 13))
    assert any(r.get("month") == 9 and "Week van Lezen en Schrijven" in r["what"] for r in rows)
    assert any(r.get("month") == 5 and "Kadernota" in r["what"] for r in rows)


def goals() -> dict[str, str]:
    """The goals' names, each with its proposed value."""
    return {r["doel"].split(":")[0]: r["streefwaarde"]["text"] for r in KNOWLEDGE["goals"]["rows"]}


def named_goals(text: str) -> set[str]:
    """The goals that a cell such as "Bereik en moedertaal" names."""
    return {word.strip().capitalize() for word in re.split(r",| en ", text)}


def test_the_outline_keeps_to_its_goals_from_approach_to_measuring() -> None:
    served = set().union(*(named_goals(row["doel"]) for row in KNOWLEDGE["approach"]["rows"]))
    assert served < set(goals())
    measured = set().union(*(named_goals(row["doel"]) for row in KNOWLEDGE["monitoring"]["rows"]))
    assert set(goals()) <= measured


def test_the_knowledge_names_the_same_values_in_plan_summary_and_report() -> None:
    reported = {r["doel"].split(":")[0]: r["norm"]["text"] for r in KNOWLEDGE["results"]["rows"]}
    assert list(reported) == list(goals())
    for name, value in goals().items():
        assert numbers(value) == numbers(reported[name]), name
    summary = OUTLINES["plan-van-aanpak"].sections[0]
    told_first = [t for part in summary.parts for t in prose(part.options) if t.startswith("Opbrengst")]
    assert numbers(told_first[0]) == numbers(goals()["Bereik"]) | numbers(goals()["Effect"])


@pytest.mark.parametrize("key", GROUPS)
def test_the_knowledge_has_each_group_in_short_for_who_still_has_to_choose(key: str) -> None:
    short = [GROUPS[key]["where"], GROUPS[key]["money"]]
    assert all(0 < len(text.split()) <= 8 and text.endswith(".") for text in short)
    web = "WEB-geld" in GROUPS[key]["money"] and "geen WEB-geld" not in GROUPS[key]["money"]
    assert web == (key != "inburgeraars")


def test_the_knowledge_gathers_open_points_beneath_a_table() -> None:
    tables_drawn = {o["from"] for _, _, part, o in parts() if part == "table"} | {"costs", "calendar"}
    for name in tables_drawn:
        assert not any("ask" in table for table in tables(KNOWLEDGE[name])), name


@pytest.mark.parametrize("kind", OUTLINES)
def test_an_outline_asks_only_what_the_user_alone_can_know(kind: str) -> None:
    asked = [options for k, _, part, options in parts() if k == kind and part == "ask"]
    assert len(asked) <= 16 and len({a["what"] for a in asked}) == len(asked)
    # An open point stands in a list at the end, too, where "this table" says nothing.
    assert not any(re.search(r"\b(?:deze|dit|die)\b.*\btabel", a["what"]) for a in asked)


@pytest.mark.parametrize("kind", OUTLINES)
def test_an_outline_opens_each_section_with_what_it_says(kind: str) -> None:
    about_itself = re.compile(r"\b(?:dit|het) (?:onderdeel|hoofdstuk)\b|\bhieronder\b", re.I)
    said = [(s.key, t) for s in OUTLINES[kind].sections for part in s.parts for t in prose(part.options)]
    assert [each for each in said if about_itself.search(each[1])] == []
