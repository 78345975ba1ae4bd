"""`python -m assistant`: ask, plan, figures, evaluate, doctor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assistant.errors import (
    AssistantError,
    SettingsError,
    UnknownExport,
    UnknownKind,
    UnknownMunicipality,
)
from assistant.terminal import until_reader_leaves


def parser() -> argparse.ArgumentParser:
    """The commands with their options."""
    top = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Beantwoordt vragen over basisvaardigheden en gemeentelijk beleid, met bronnen.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    ask = commands.add_parser("ask", help="stel een vraag, of een bestand met vragen")
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="VRAAG", help="de vraag, tussen aanhalingstekens")
    what.add_argument(
        "--questions",
        metavar="BESTAND.jsonl",
        help='een regel per vraag: {"id", "question", "municipality"?}',
    )
    ask.add_argument(
        "--municipality", metavar="NAAM", help="de gemeente: naam of code, zoals Wassenaar of GM0629"
    )
    ask.add_argument(
        "--language", choices=("nl", "en"), help="de taal van het antwoord (anders: die van de vraag)"
    )
    ask.add_argument("--json", action="store_true", help="antwoord als JSON")
    plan = commands.add_parser("plan", help="schrijf een plan van aanpak of een ander stuk in concept")
    plan.add_argument(
        "--municipality", action="append", required=True, metavar="NAAM",
        help="de gemeente; vaker te gebruiken voor een bibliotheek in meer gemeenten",
    )  # fmt: skip
    plan.add_argument("--kind", metavar="SOORT", help="plan-van-aanpak (gewoon), gespreksnotitie, "
                      "resultatenrapportage of subsidiebijlage")  # fmt: skip
    plan.add_argument("--out", metavar="BESTAND", help="schrijf naar dit bestand: .docx, .pdf of .md")
    plan.add_argument("--json", action="store_true", help="het stuk als JSON, met bronnen en open punten")
    for name, metavar, text in (
        ("library", "NAAM", "de naam van de bibliotheek"),
        ("subject", "TEKST", "waar het stuk over gaat"),
        ("period", "JAREN", "de looptijd, zoals 2027-2029"),
        ("budget", "TEKST", "het budget"),
        ("existing", "TEKST", "wat de bibliotheek al doet"),
    ):
        plan.add_argument(f"--{name}", metavar=metavar, help=text)
    for name, text in (
        ("group", "een doelgroep, zoals nt1 of ouders; vaker te gebruiken"),
        ("activity", "een activiteit; vaker te gebruiken"),
        ("partner", "een partner; vaker te gebruiken"),
    ):
        plan.add_argument(f"--{name}", action="append", metavar="TEKST", help=text)
    figures = commands.add_parser("figures", help="toon de cijfers van een gemeente naast die van Nederland")
    figures.add_argument("name", nargs="?", metavar="NAAM", help="de gemeente: naam of code")
    figures.add_argument("--refresh", action="store_true", help="haal eerst nieuwe cijfers op bij het CBS")
    brought = figures.add_mutually_exclusive_group()
    brought.add_argument(
        "--import",
        dest="export",
        metavar="BESTAND",
        help="lees een export (xlsx of csv) van waarstaatjegemeente.nl, incijfers.nl of StatLine",
    )
    brought.add_argument("--swing", action="store_true", help="haal het ingestelde onderwerp op bij Swing")
    figures.add_argument("--as", dest="choices", action="append", metavar="KOLOM=CIJFER",
                         help="bewaar deze kolom als dit cijfer, zoals 1=laaggeletterd_pct")  # fmt: skip
    figures.add_argument("--json", action="store_true", help="de cijfers als JSON")
    evaluate = commands.add_parser("evaluate", help="meet hoe goed vragen worden beantwoord")
    evaluate.add_argument(
        "gold",
        nargs="*",
        metavar="VRAGEN.jsonl",
        help="vragen met de regels in de documenten die antwoord geven",
    )
    evaluate.add_argument(
        "--support",
        nargs="+",
        metavar="ZINNEN.jsonl",
        help="meet of de controle van geschreven zinnen leugens tegenhoudt",
    )
    evaluate.add_argument("--json", action="store_true", help="uitkomst als JSON, met elke vraag apart")
    evaluate.add_argument("--out", metavar="BESTAND.json", help="bewaar de uitkomst ook in dit bestand")
    evaluate.add_argument("--compare", metavar="EERDER.json", help="leg de uitkomst naast een eerdere")
    evaluate.add_argument(
        "--no-ablation", action="store_true", help="meet de delen van het zoeken niet apart: dat scheelt tijd"
    )
    commands.add_parser("doctor", help="wat is geïnstalleerd en geïndexeerd, en wat ontbreekt")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 something could not be read or answered, 2 wrong use."""
    return until_reader_leaves(lambda: _run(parser().parse_args(arguments)))


def _run(options: argparse.Namespace) -> int:
    try:
        from assistant import quiet
        from assistant.settings import load

        settings = load()
        quiet.quiet_environment(settings)
        if options.command == "ask":
            from assistant.terminal import ask

            return ask.run(settings, options)
        if options.command == "plan":
            from assistant.terminal import plan

            return plan.run(settings, options)
        if options.command == "figures":
            from assistant.terminal import figures

            if options.name is None and not (options.refresh or options.export or options.swing):
                parser().error("figures: geef een gemeente, --refresh, --import of --swing")
            return figures.run(settings, options)
        if options.command == "evaluate":
            from assistant.terminal import evaluate

            if bool(options.gold) == bool(options.support):
                parser().error(
                    "evaluate: geef een bestand met vragen, of --support met een bestand met zinnen"
                )
            return evaluate.run(settings, options)
        from assistant.terminal import doctor

        return doctor.run(settings)
    except (SettingsError, UnknownMunicipality, UnknownKind, UnknownExport) as error:
        print(error.say(), file=sys.stderr)
        return 2
    except AssistantError as error:
        print(error.say(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
