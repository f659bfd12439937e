"""Where in a template something is wrong: the place that an editor of templates can open."""

import traceback
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import jinja2


class TemplateMistakeError(Exception):
    """A template is wrong; the words begin with its file and line."""


def mistakes_of_templates() -> ExitStack:
    """What a template does wrong inside is raised as a TemplateMistakeError: a line of it may raise whatever Python
    has. An error that is not the template's goes on as it is; none is caught."""
    stack = ExitStack()
    stack.push(_told)
    return stack


def _told(kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
    if isinstance(error, Exception) and is_of_template(error):
        raise TemplateMistakeError(f"{place_in_template(error)}: {error}") from error
    return False


def is_of_template(error: Exception) -> bool:
    """Whether the mistake is the template's: Jinja says so, or it was made by a line of a template itself."""
    frames = traceback.extract_tb(error.__traceback__)
    return isinstance(error, jinja2.TemplateError) or bool(frames and frames[-1].filename.endswith(".html"))


def place_in_template(error: Exception) -> str:
    """File and line: Jinja writes the place of a syntax error into the error, of any other into the traceback."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{_short(error.filename or error.name or 'template')}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "template"


def _short(file: str) -> str:
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
