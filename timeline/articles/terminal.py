"""A review in the terminal: one draft after another, one answer a line, so that any terminal or pipe will do."""

import sys
from collections.abc import Sequence
from textwrap import wrap

from timeline.articles.journal import Journal
from timeline.dates import parse_edtf, words
from timeline.extract.proposals import Draft, Quotation
from timeline.extract.review import Review, Step, StepError, step

_KEYS = {"a": "accept", "x": "drop", "d": "date", "t": "title", "m": "merge", "b": "back"}
_PROMPT = "a accept · d date · t title · m merge · x drop · b back · q quit · ? help > "
_LAST = "w write them · b back · l list · q quit > "
_HELP = """\
a            accept it; it is written as a draft when the review is finished
d DATE       set another date, as it is typed: d about 2017
t TITLE      set another title
m NUMBER     it is the same event as draft NUMBER: put its quotations there
x            drop it
b            go back one draft and decide it anew
l            list all drafts with what was decided
q            stop; the same command goes on here
The letters d, t and m alone ask for what they need; Enter alone shows the draft again."""


class Screen:
    """What the terminal can do; escape sequences are for terminals that know them."""

    __slots__ = ("bold", "width")

    def __init__(self, width: int, *, styled: bool) -> None:
        self.width = max(min(width, 100), 30)
        self.bold = styled

    def strong(self, text: str) -> str:
        """A text in bold where that can be shown."""
        return f"\x1b[1m{text}\x1b[22m" if self.bold else text

    def block(self, text: str, indent: str) -> str:
        """A text in lines that fit, each with the same indent."""
        lines = wrap(text, self.width - len(indent), break_long_words=True) or [""]
        return "\n".join(f"{indent}{line}" for line in lines)


def review_drafts(journal: Journal, screen: Screen) -> tuple[Review, bool]:
    """Ask about each draft until all are decided, or somebody stops; the review then, and whether it is done."""
    review = journal.load()
    if review.number_decided:
        print(f"Going on with a review: {review.number_decided} of {len(review.drafts)} decided.")
    shown = -1
    try:
        while True:
            if shown != review.at:
                print(f"\n{_closing(review) if review.finished else show(review, screen)}")
                shown = review.at
            key, _, value = _ask(_LAST if review.finished else _PROMPT).strip().partition(" ")
            key = key.lower()
            if key == "q" or (key in ("w", "y") and review.finished):
                return review, key != "q"
            if key in ("?", "h", "help", "l"):
                print(_listed(review, screen) if key == "l" else _HELP)
            elif not key:
                shown = -1
            else:
                review, shown = _answered(review, key, value, journal, shown)
    except EOFError:
        return review, review.finished  # answers from a file end here: what was decided is meant
    except KeyboardInterrupt:
        return review, False


def _closing(review: Review) -> str:
    number = sum(each == "accept" for each in review.decided)
    return f"All {len(review.drafts)} drafts are decided, {number} of them accepted."


def _answered(review: Review, key: str, value: str, journal: Journal, shown: int) -> tuple[Review, int]:
    """The review after one answer, and the draft that is on the screen."""
    action = _KEYS.get(key)
    if action is None:
        print(f'"{key}" is no answer here; ? shows them')
        return review, shown
    if review.finished and action != "back":
        print("every draft has been decided: w writes, b goes back")
        return review, shown
    draft = review.drafts[min(review.at, len(review.drafts) - 1)]
    if action in ("date", "title", "merge") and not value.strip():
        value = _ask({"date": f"date [{draft.date}]: ", "title": "title: ", "merge": "merge into number: "}[action],
                     draft.title if action == "title" else "")  # fmt: skip
        if not value.strip():
            return review, shown
    taken = Step(action, value)  # type: ignore[arg-type]
    try:
        after = step(review, taken)
    except StepError as error:
        print(f"not done: {error}")
        return review, shown
    journal.add(taken)
    return after, -1


def _ask(prompt: str, prefilled: str = "") -> str:
    """One line of answer; a line that is to be edited stands there already where the terminal can do that."""
    try:
        import readline
    except ImportError:
        return input(prompt)
    if prefilled and sys.stdin.isatty():
        readline.set_startup_hook(lambda: readline.insert_text(prefilled))
    try:
        return input(prompt)
    finally:
        readline.set_startup_hook(None)


def show(review: Review, screen: Screen) -> str:
    """A draft as lines of text: date and title, how the date was found, who is named, who says what, the quotations."""
    draft = review.drafts[review.at]
    date = f"{words(parse_edtf(draft.date))} ({draft.date})"
    lines = [screen.strong(f"{review.at + 1} of {len(review.drafts)}   {date}")]
    lines.append(screen.strong(screen.block(draft.title, "  ")))
    how = f'"{draft.written}", {draft.note or "as it is written"}; confidence {draft.confidence}'
    lines.append(screen.block(f"{how}: {'; '.join(draft.reasons)}", "  "))
    lines += [screen.block(each, "  ") for each in _facts(draft)]
    lines += [screen.block(_quoted(each), "  | ") for each in draft.quotations]
    return "\n".join(_printable(line) for line in lines)


def _facts(draft: Draft) -> Sequence[str]:
    found = [f"status: {draft.status}"]
    if draft.names:
        found.append(f"named: {', '.join(each.words for each in draft.names)}")
    if draft.addition_to:
        found.append(f"perhaps an addition to the event {draft.addition_to}")
    return [*found, *(f'{"denied" if s.denial else "said"} by {s.speaker}: "{s.says}"' for s in draft.said)]


def _quoted(quotation: Quotation) -> str:
    """A quotation with its date in brackets."""
    first, last = quotation.date_start - quotation.start, quotation.date_end - quotation.start
    text = quotation.words
    return f"{text[:first]}[{text[first:last]}]{text[last:]}"


def _printable(text: str) -> str:
    """A text that moves nothing on the terminal but our own bold."""
    kept = text.replace("\x1b[1m", "\x01").replace("\x1b[22m", "\x02")
    safe = "".join(c if c.isprintable() or c in "\n\x01\x02" else "\ufffd" for c in kept)
    return safe.replace("\x01", "\x1b[1m").replace("\x02", "\x1b[22m")


def _listed(review: Review, screen: Screen) -> str:
    marks = {"accept": "accepted", "drop": "dropped", "": "open"}
    lines = []
    for number, (draft, decided) in enumerate(zip(review.drafts, review.decided, strict=True), 1):
        mark = f"into {review.into[number - 1]}" if decided == "merge" else marks[decided]
        line = f"{number:3d}  {mark:9s} {draft.date:10s} {draft.title}"
        lines.append(_printable(line)[: screen.width])
    return "\n".join(lines)
