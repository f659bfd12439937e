"""The options of `timeline extract`, and what cannot be asked for together."""

import argparse


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    what = "plain text, Markdown or HTML; a folder of them; - for standard input"
    parser.add_argument("article", nargs="+", metavar="ARTICLE", help=what)
    day = "the day of the article, YYYY-MM-DD, if it does not say"
    parser.add_argument("--date", default="", metavar="DAY", help=day)
    domains = ("auto", "news", "narrative")
    parser.add_argument("--domain", choices=domains, default="auto", help="what bare dates count from (auto)")
    formats = "yaml: new files in the content folder (the default); json: a JSON line a draft, and no file"
    parser.add_argument("--format", choices=("yaml", "json"), help=formats)
    lines = "ARTICLE holds JSON lines of {doc_id, dct, title, text}; write JSON lines, and no file"
    parser.add_argument("--jsonl", action="store_true", help=lines)
    parser.add_argument("--timex", action="store_true", help="with --jsonl: temporal expressions instead of drafts")
    parser.add_argument("--review", action="store_true", help="decide about each draft in the terminal; can be resumed")
    page = "write a page with the articles beside their drafts as well"
    parser.add_argument("--html", default="", metavar="FILE", help=page)
    jobs = "how many processes read a folder or JSON lines (one a processor)"
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help=jobs)
    scheduler = "let a Dask cluster read: tcp://HOST:PORT, or local for one on this machine (needs the extra dask)"
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help=scheduler)
    spacy = "add the names that an installed spaCy pipeline finds (needs the extra spacy)"
    parser.add_argument("--spacy", default="", metavar="NAME", help=spacy)


def fault(options: argparse.Namespace) -> str:
    """What is wrong with the options, in words; empty if they can be meant."""
    writes = [name for name, chosen in (("--review", options.review), ("--html", options.html)) if chosen]
    if options.timex and not options.jsonl:
        return "--timex goes with --jsonl"
    if options.jsonl and (writes or options.format == "yaml"):
        return f"--jsonl writes lines; {writes[0] if writes else '--format yaml'} does not go with it"
    if options.review and options.format == "json":
        return "--review writes records; --format json does not go with it"
    if options.review and "-" in options.article:
        return "--review reads its answers from standard input; give the article as a file"
    if options.jobs < 0:
        return "--jobs is a number of processes, 1 or more"
    if options.scheduler and options.jobs:
        return "--jobs and --scheduler do not go together: the cluster has its own workers"
    return ""
