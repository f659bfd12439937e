"""Where in a template something is wrong: the place that an editor of templates can open."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2


class TemplateMistakeError(Exception):
    """A template is wrong; the words begin with its file and line."""


@contextmanager
def mistakes_of_templates() -> Iterator[None]:
    """What a template does wrong inside is raised as a TemplateMistakeError. A line of it may raise whatever Python
    has, so every error is looked at here, and here alone; one that is not the template's goes on as it is."""
    try:
        yield
    except Exception as error:
        if not is_of_template(error):
            raise
        raise TemplateMistakeError(f"{place_in_template(error)}: {error}") from error


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
