"""Where in a template something is wrong: the place that an editor of templates can open."""

import traceback
from pathlib import Path

import jinja2


def place_in_template(error: jinja2.TemplateError) -> str:
    """File and line: Jinja writes the place of a syntax error into the error, of any other into the traceback."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{_short(error.filename or error.name or 'template')}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "template"


def _short(file: str) -> str:
    path = Path(file)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
