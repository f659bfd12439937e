"""The command line: one small function a command; heavy imports stand inside them, so that `--help` is quick.

Exit codes: 0 fine, 1 findings in the content, 2 wrong usage, 3 the machine failed.
"""

import argparse
import atexit
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from timeline import __version__
from timeline.articles.options import add_options as add_extract_options

if TYPE_CHECKING:
    from timeline.build.account import Account
    from timeline.build.publish import Published
    from timeline.build.request import Request
    from timeline.diagnostics import Diagnostic
    from timeline.graph.library import Library

OK, FINDINGS, USAGE, MACHINE = 0, 1, 2, 3


def entry() -> NoReturn:
    """The console script. What is in memory is left to the system: taking a hundred thousand records apart one by one
    takes seconds for which nobody should wait."""
    code = main(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is over: an interrupt comes too late
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads any more, or the disk is full
        code = code or MACHINE
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Messages go to standard error, results to standard output."""
    parser = _parser()
    options, others = parser.parse_known_args(_with_command(arguments))
    if others and options.run is not test:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    options.pytest = others
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except BrokenPipeError:
        return MACHINE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _say(f"timeline: {place}{error.strerror or error}", MACHINE)
    except KeyboardInterrupt:
        return _say("timeline: stopped; the published site is as it was", MACHINE)


def _with_command(arguments: Sequence[str]) -> Sequence[str]:
    """Options alone are those of `build`, but for the two that are about the program itself."""
    alone = not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version"))
    return ["build", *arguments] if alone else arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="timeline", description="Dated events in YAML become a source-cited site.")
    parser.add_argument("--version", action="version", version=f"timeline {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    words = "build the site; a build that fails leaves the published one as it was"
    build_parser = _add(commands, "build", build, words, _findings)
    build_parser.add_argument("--json", action="store_true", help="say what was done as a JSON object")
    build_parser.add_argument("--timings", action="store_true", help="say how long each stage took")
    build_parser.add_argument("--clean", action="store_true", help="make everything anew, whatever the cache holds")
    build_parser.add_argument(
        "--jobs", type=_number, default=0, metavar="N", help="how many processes read and render (as many as pay)"
    )
    _add(commands, "check", check, "report everything that is wrong with the content; write nothing", _findings)
    serve_parser = _add(commands, "serve", serve, "show the site on this machine and follow every change")
    serve_parser.add_argument("--address", metavar="HOST:PORT", help="where to listen (127.0.0.1:8000)")
    explain_parser = _add(commands, "explain", explain, "tell more about a rule, or list all of them", project=False)
    explain_parser.add_argument("code", nargs="?", metavar="CODE", help="such as TL104")
    date_parser = _add(commands, "date", date, "tell what a date means, or why it cannot be read", project=False)
    date_parser.add_argument("text", nargs="*", metavar="TEXT", help="a date as people type it, or EDTF")
    date_parser.add_argument("--strict", action="store_true", help="take EDTF (ISO 8601-2) only")
    date_parser.add_argument("--lang", default="en", metavar="LANGUAGE", help="the language of the words (en)")
    lines = "read a date a line from standard input, write a JSON object a line"
    date_parser.add_argument("--jsonl", action="store_true", help=lines)
    words = "propose draft events from articles; drafts are never published"
    _add(commands, "extract", extract, words, add_extract_options)
    _add(commands, "test", test, "run the project's own tests; further arguments go to pytest")
    return parser


def _number(text: str) -> int:
    """A number of processes."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f'"{text}" is no number of processes; write 1 or more')
    return int(text)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    words: str,
    *more: Callable[[argparse.ArgumentParser], None],
    project: bool = True,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".", allow_abbrev=False)
    parser.set_defaults(run=run)
    if project:
        parser.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="the folder of mkdocs.yml (.)")
    for add in more:
        add(parser)
    return parser


def _findings(parser: argparse.ArgumentParser) -> None:
    choices = ("text", "json", "github")
    parser.add_argument("--format", choices=choices, help="how findings are written (text; github on GitHub Actions)")


def build(options: argparse.Namespace) -> int:
    """Build and publish the site."""
    from time import perf_counter

    from timeline.build.account import Account
    from timeline.build.bar import Bar
    from timeline.build.request import Request

    bar = Bar(sys.stderr, perf_counter)
    account = Account(perf_counter, bar.show)
    try:
        built = _built(options, Request(options.jobs, options.clean, _tell, account))
    except _UsageError as error:
        return _say(f"timeline: {error}", USAGE)
    except _RefusedError as error:
        return _say(f"timeline: {error}", error.code)
    finally:
        bar.wipe()
    if isinstance(built, list):
        _report(built, options)
        return FINDINGS
    _tell_built(*built, account, options)
    return OK


class _RefusedError(Exception):
    """The build cannot go on; `code` is the exit code."""

    def __init__(self, words: str, code: int) -> None:
        super().__init__(words)
        self.code = code


def _built(options: argparse.Namespace, request: "Request") -> "tuple[int, Published] | list[Diagnostic]":
    """The number of events and what was done, by the shortest way; or findings."""
    from timeline.build.quick import quick_build
    from timeline.build.refusals import BusyError, PublishError

    settings = _config_file(options)
    if not options.clean:
        try:
            quick = quick_build(settings, request)
        except PublishError as error:
            raise _RefusedError(str(error), MACHINE if isinstance(error, BusyError) else FINDINGS) from error
        if quick is not None:
            return quick.events, quick.published
    import gc
    import logging

    from timeline.mkdocs_plugin import HostError, build_site

    gc.set_threshold(100_000)  # what is made lives until the end, and looking through it is a fiftieth of the time

    logging.basicConfig(format="mkdocs: %(message)s", level=logging.WARNING)
    try:
        return build_site(settings, request)
    except HostError as error:
        raise _RefusedError(str(error), MACHINE if error.busy else FINDINGS) from error


def _tell_built(number: int, done: "Published", account: "Account", options: argparse.Namespace) -> None:
    """What was done, in three lines, or as JSON; with `--timings` the time of each stage."""
    import json

    from timeline.build.account import table

    stages = account.stages()
    seconds = sum(spent for _, spent in stages)

    if options.json:
        counts = {"written": done.written, "unchanged": done.kept, "removed": done.removed}
        spent = {name: round(time, 3) for name, time in stages}
        timings = {"timings": spent} if options.timings else {}
        print(json.dumps({"events": number, **counts, "seconds": round(seconds, 3), **timings, "findings": []}))
        return
    events = f"{number:,} event" if number == 1 else f"{number:,} events"
    print(f"{events} in {_short(done.target)}/")
    print(f"{done.written:,} files written, {done.kept:,} unchanged, {done.removed:,} removed ({seconds:.1f} s)")
    print("no problems found")
    if options.timings:
        print(table(stages))


def _tell(words: str) -> None:
    print(f"timeline: {words}", file=sys.stderr, flush=True)


def check(options: argparse.Namespace) -> int:
    """Report all findings."""
    from timeline.mkdocs_plugin import HostError

    try:
        library = _read(options)
    except _UsageError as error:
        return _say(f"timeline: {error}", USAGE)
    except HostError as error:
        return _say(f"timeline: {error}", FINDINGS)
    if library is None:
        return FINDINGS
    print("[]" if options.format == "json" else "no problems found")
    return OK


class _UsageError(Exception):
    """The command cannot be meant like this."""


def _config_file(options: argparse.Namespace) -> Path:
    folder: Path = options.project
    if not (folder / "mkdocs.yml").is_file():
        raise _UsageError(f'there is no mkdocs.yml in "{folder.resolve()}"; go to a project, or name it with --project')
    return folder / "mkdocs.yml"


def _read(options: argparse.Namespace) -> "Library | None":
    """The library of a project; without one the findings are already written."""
    import logging

    from timeline.build.reading import read_library
    from timeline.graph.library import Library
    from timeline.mkdocs_plugin import open_project

    logging.basicConfig(format="mkdocs: %(message)s", level=logging.WARNING)
    project = open_project(_config_file(options))
    read = read_library(project.content, project.site)
    if isinstance(read, Library):
        return read
    _report(read, options)
    return None


def _report(found: "Sequence[Diagnostic]", options: argparse.Namespace) -> None:
    """Findings in the chosen format: text on standard error, what programs read on standard output."""
    from timeline.build.environment import on_github
    from timeline.build.reading import lines_of
    from timeline.reports import report_github, report_json, report_text

    if getattr(options, "json", False):
        print(f'{{"findings": {report_json(found)}}}')
        return
    chosen = options.format or ("github" if on_github() else "text")
    if chosen == "json":
        print(report_json(found))
    elif chosen == "github":
        print(report_github(found))
    else:
        print(report_text(found, lines_of(options.project)), file=sys.stderr)


def serve(options: argparse.Namespace) -> int:
    """Serve a preview."""
    import logging

    from timeline.mkdocs_plugin import HostError, serve_site

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    try:
        serve_site(_config_file(options), options.address)
    except _UsageError as error:
        return _say(f"timeline: {error}", USAGE)
    except HostError as error:
        return _say(f"timeline: {error}", FINDINGS)
    return OK


def explain(options: argparse.Namespace) -> int:
    """Print the page of a rule, or the list of rules."""
    from timeline.rules import RULES, explanation
    from timeline.suggestions import did_you_mean

    if options.code is None:
        print("\n".join(f"{rule.code}  {rule.name}" for rule in RULES.values()))
        return OK
    rule = RULES.get(options.code.upper()) or next((r for r in RULES.values() if r.name == options.code), None)
    if rule is None:
        guess = did_you_mean(options.code.upper(), RULES)
        return _say(f'timeline: there is no rule "{options.code}"; {guess or "timeline explain lists all"}', USAGE)
    print(explanation(rule), end="")
    return OK


def date(options: argparse.Namespace) -> int:
    """Tell what dates mean; findings are exit code 1 only where a person asks about single dates."""
    import json

    from timeline.dates.answer import answer, told
    from timeline.dates.phrases import languages
    from timeline.suggestions import did_you_mean

    if options.lang.replace("_", "-").split("-")[0].lower() not in languages():
        fix = did_you_mean(options.lang, languages()) or f"write one of {', '.join(languages())}"
        return _say(f'timeline: there are no words in the language "{options.lang}"; {fix}', USAGE)
    if options.jsonl:
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        for line in sys.stdin:
            text = line.removesuffix("\n").removesuffix("\r")
            print(json.dumps(answer(text, options.strict, options.lang), ensure_ascii=False))
        return OK
    if not options.text:
        return _say('timeline: no date is given; write for example: timeline date "about 2017"', USAGE)
    for text in options.text:
        print("\n".join(told(text, options.strict, options.lang)))
    refused = [text for text in options.text if answer(text, options.strict)["outcome"] != "edtf"]
    return FINDINGS if refused else OK


def extract(options: argparse.Namespace) -> int:
    """Propose what articles tell: records in the content folder, each as a new file and a draft."""
    from timeline.articles.command import run

    try:
        return run(options, lambda: _config_file(options))
    except _UsageError as error:
        return _say(f"timeline: {error}", USAGE)


def test(options: argparse.Namespace) -> int:
    """Run pytest in the project's folder."""
    import subprocess

    return subprocess.run(
        [sys.executable, "-m", "pytest", *options.pytest], cwd=options.project, check=False
    ).returncode


def _short(path: Path) -> str:
    """A path as people would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


if __name__ == "__main__":
    entry()
