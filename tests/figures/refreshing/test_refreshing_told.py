"""What a refresh tells: new, changed, missing and refused figures, each in a whole sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import Formatter

import pytest

from assistant import wording
from assistant.errors import RefreshFailed
from assistant.figures.refreshing import Refreshed
from assistant.figures.values import COMPUTED, Value
from assistant.records import Progress
from tests.figures import cbs_server as office
from tests.figures.cbs_server import Server
from tests.figures.editions_there import DICTIONARY, NEW, TABLES, by_key, of, told


def test_a_column_that_is_still_empty_is_named_with_its_newest_year(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables[NEW] = office.edition(2024, {"GemiddeldInkomenPerInwoner": lambda town: None})
    done = run()
    assert {v.year for v in done.values if v.indicator == "inkomen_per_inwoner_x1000"} == {2023}
    name = DICTIONARY["inkomen_per_inwoner_x1000"].name.nl
    assert f"{name} (nieuwste cijfer: 2023)" in told(done)
    assert "Nog niet in de tabel van 2024" in told(done)


def test_a_column_that_is_gone_is_named_too(run: Callable[..., Refreshed], server: Server) -> None:
    server.tables[NEW] = office.edition(2024, without=("PersonenPerSoortUitkeringBijstand",))
    done = run()
    kinds = {m.kind for m in done.changes.missing if (m.indicator, m.year) == ("bijstand_aantal", 2024)}
    assert kinds == {"column"}
    assert f"{DICTIONARY['bijstand_aantal'].name.nl} (nieuwste cijfer: 2023)" in told(done)


def test_a_number_that_became_nothing_is_kept_and_reported(
    run: Callable[..., Refreshed], server: Server
) -> None:
    known = [Value("huishoudens", 2024, code, 14_050, "kwb-2024") for code in ("GM0014", "GM0015")]
    hide = {"HuishoudensTotaal": lambda town: None if town == 14 else office.inhabitants(town) // 2}
    server.tables[NEW] = office.edition(2024, hide)
    done = run(*known)
    assert ("huishoudens", 2024, "GM0014") not in by_key(done)
    change = of(done.changes, "huishoudens")
    assert change.vanished == (known[0],)
    assert "het CBS geeft geen cijfer meer voor Groningen (2024). Wat er stond, is bewaard." in told(done)
    assert "no longer gives a figure for Groningen (2024)" in told(done, "en")


def test_a_whole_column_that_became_nothing_is_kept(run: Callable[..., Refreshed], server: Server) -> None:
    known = [Value("huishoudens", 2024, f"GM{town:04d}", 10_000, "kwb-2024") for town in range(1, 11)]
    server.tables[NEW] = office.edition(2024, {"HuishoudensTotaal": lambda town: None})
    done = run(*known)
    assert not [v for v in done.values if (v.indicator, v.year) == ("huishoudens", 2024)]
    assert len(of(done.changes, "huishoudens").vanished) == 10
    assert "en nog 5" in told(done)


def test_a_municipality_that_is_not_there_any_more_is_kept(run: Callable[..., Refreshed]) -> None:
    known = Value("huishoudens", 2024, "GM0999", 4000, "kwb-2024")
    change = of(run(known).changes, "huishoudens")
    assert change.vanished == (known,)


def test_what_is_new_changed_and_the_same_is_counted(run: Callable[..., Refreshed]) -> None:
    known = [
        Value("huishoudens", 2024, "GM0014", 10_700, "kwb-2024"),
        Value("huishoudens", 2024, "GM0034", 5_850, "kwb-2024"),
        Value("huishoudens", 2024, "GM0037", 11_000, "kwb-2024"),
        Value("huishoudens", 2024, "GM0047", None, "kwb-2024"),
        Value("pct_opl_laag", 2024, "GM0014", 30.004, "kwb-2024", COMPUTED),
    ]
    done = run(*known)
    change = of(done.changes, "huishoudens")
    assert (change.added, change.changed, change.unchanged) == (2 * 343 - 3, 2, 1)
    assert change.years == (2023, 2024)
    assert change.largest is not None
    assert (change.largest.before, change.largest.after.value) == (known[1], 11_700)
    assert of(done.changes, "pct_opl_laag").changed == 0
    name = DICTIONARY["huishoudens"].name.nl
    assert f"{name}: nieuwe cijfers over 2023 en 2024 (aantal: 683)." in told(done)
    largest = "Het grootste verschil: Almere in 2024, van 5.850 naar 11.700."
    assert f"{name}: gewijzigde cijfers (aantal: 2). {largest}" in told(done)
    assert told(done).startswith(
        "De cijfers zijn ververst met de tabellen van 2023 en 2024. Nieuwe cijfers: "
    )


def test_the_same_again_says_that_nothing_changed(run: Callable[..., Refreshed]) -> None:
    again = run(*run().values)
    assert not again.changes.any
    assert told(again).startswith("Er is niets veranderd")


def test_without_any_usable_edition_the_first_reason_is_given(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables = {}
    with pytest.raises(RefreshFailed) as caught:
        run()
    assert caught.value.say("nl") == (
        "De cijfers zijn niet ververst. Het CBS kent tabel 85984NED niet meer. "
        "De cijfers die er waren, zijn bewaard."
    )
    with pytest.raises(RefreshFailed, match="geen tabellen"):
        run(tables=replace(TABLES, editions=()))


def test_progress_tells_the_table_and_reaches_its_end(run: Callable[..., Refreshed]) -> None:
    steps: list[Progress] = []
    run(progress=steps.append)
    assert [(s.stage, s.done, s.total) for s in steps] == [("refreshing", n, 2) for n in (0, 1, 2)]
    assert steps[0].file == NEW


def test_every_reason_is_a_whole_sentence_in_both_languages() -> None:
    for language in wording.LANGUAGES:
        reasons = {k: s for k, s in wording.keys(language).items() if k.startswith("refresh.reasons.")}
        assert len(reasons) > 15
        for key, sentence in reasons.items():
            gaps = {name: "×" for _, name, _, _ in Formatter().parse(sentence) if name}
            said = RefreshFailed(why=key.removeprefix("refresh.reasons."), **gaps).say(language)
            assert "×" in said or not gaps
            assert sentence[0].isupper() or sentence.startswith("{")
            assert sentence.endswith(".")


def test_what_is_known_for_that_year_from_elsewhere_is_not_called_missing(
    run: Callable[..., Refreshed], server: Server
) -> None:
    server.tables[NEW] = office.edition(2024, without=("PersonenPerSoortUitkeringBijstand",))
    done = run(Value("bijstand_aantal", 2024, "GM0001", 10, "kwb-2024"))
    assert f"{DICTIONARY['bijstand_aantal'].name.nl} (nieuwste" not in told(done)
