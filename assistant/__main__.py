"""`python -m assistant`: ask, evaluate, doctor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assistant.errors import AssistantError, SettingsError


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
    evaluate = commands.add_parser("evaluate", help="meet hoe goed vragen worden beantwoord")
    evaluate.add_argument(
        "gold",
        nargs="+",
        metavar="VRAGEN.jsonl",
        help="vragen met de regels in de documenten die antwoord geven",
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
    options = parser().parse_args(arguments)
    try:
        from assistant import quiet
        from assistant.settings import load

        settings = load()
        quiet.quiet_environment(settings)
        if options.command == "ask":
            from assistant.terminal import ask

            return ask.run(settings, options)
        if options.command == "evaluate":
            from assistant.terminal import evaluate

            return evaluate.run(settings, options)
        from assistant.terminal import doctor

        return doctor.run(settings)
    except SettingsError as error:
        print(error.say(), file=sys.stderr)
        return 2
    except AssistantError as error:
        print(error.say(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
