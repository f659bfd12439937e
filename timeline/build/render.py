"""Views -> bytes: one Jinja environment for every page, ours and the host's, and the site as a stream of files.

Site(library, config, theme folder).files()  ->  ("events/reactor-4/index.html", b"<!doctype html>…"), …
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markdown.extensions import Extension
from markupsafe import Markup

from timeline.build.brevity import ATTRIBUTE, attribute
from timeline.build.compiled import Compiled
from timeline.build.compiling import ViewEnvironment
from timeline.build.engine import Prepared
from timeline.build.environment import cache_folder
from timeline.build.making import Making, render
from timeline.build.messages import generator
from timeline.build.prose import FILE
from timeline.build.publish import Filed, Publication
from timeline.build.template_closures import drawn_by
from timeline.graph.library import Library
from timeline.model.records import Key
from timeline.site import urls
from timeline.site.config import SiteConfig
from timeline.site.language import load
from timeline.site.markdown import extensions
from timeline.site.media import is_of_content, published_files, uses_of_files
from timeline.site.pages import edition_of
from timeline.site.pictures import Original
from timeline.site.traces import fact
from timeline.site.vantage import vantage
from timeline.site.views.readings import ProseView, prose_view
from timeline.site.views.tongues import attributes, isolated, isolated_plain, own_way

__all__ = ["Once", "Site", "configure", "environment", "load_static", "prepare", "render"]
STATIC = "static"
REMEMBERED = 50_000  # pieces of HTML that many pages share: about 50 MB


class Once:
    """What a macro makes of a view, made once: `once(macro, view, …)` in a template. The view is known by its
    identity, so this pays for views that the edition's memo hands out again; the other arguments by their values."""

    def __init__(self, room: int) -> None:
        self._made: dict[Hashable, tuple[object, str]] = {}
        self._room = room

    def __call__(self, macro: Macro, view: object, *details: Hashable) -> str:
        """The HTML."""
        key = (macro.name, id(view), *details)
        known = self._made.get(key)
        if known is not None and known[0] is view:
            return known[1]
        html = Markup(macro.direct(view, *details)) if hasattr(macro, "direct") else macro(view, *details)
        if len(self._made) >= self._room:
            self._made.clear()
        if self._room:
            self._made[key] = (view, html)
        return html

    def forget(self) -> None:
        """Nothing is known any more: the views are those of another edition."""
        self._made.clear()


class Twofold(partial[Markup]):
    """A function that makes HTML, with its twin that gives the same as a plain string (`timeline.build.compiling`)."""

    plain: Callable[..., str]

    def or_plain(self, twin: Callable[..., str]) -> Self:
        """The same with its twin, which gets the same first arguments."""
        self.plain = partial(twin, *self.args)
        return self


def verbatim(text: str) -> Markup:
    """A text for the inside of an element, where quotation marks need no escape.

    >>> verbatim('{"a": "<b>"}')
    Markup('{"a": "&lt;b>"}')
    """
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;"))


def configure(env: Environment, remember: int = REMEMBERED, language: str = "en", mixed: bool = True) -> Environment:
    """The same environment with our rules: everything is escaped, a name that does not exist is an error, and the
    words of the interface are those of a language; `mixed` if there are texts in other languages."""
    env.autoescape = True
    env.undefined = StrictUndefined
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.keep_trailing_newline = True
    env.globals["once"] = Once(remember)
    interface = load(language)
    env.globals["_"], env.globals["_of"] = interface.say, interface.say_of
    env.globals["lang"] = partial(attributes, language)
    env.globals["isolated"] = Twofold(isolated, language).or_plain(isolated_plain)
    env.globals["own_way"] = partial(own_way, language)
    env.globals["verbatim"] = verbatim
    env.filters[ATTRIBUTE] = attribute
    env.globals["number"] = interface.number
    env.globals["separators"] = interface.separators
    env.code_generator_class = generator(interface, env.code_generator_class, mixed)
    return env


def environment(
    theme: Path, remember: int = REMEMBERED, language: str = "en", mixed: bool = True, program: str = ""
) -> Environment:
    """An environment for the templates of a folder; each is compiled once, and kept for other builds with the same
    `program`, if that is named."""
    folder = cache_folder() if program else None
    kept = Compiled(folder / f"templates-{program}-{language}{'-mixed' if mixed else ''}") if folder else None
    env = ViewEnvironment(loader=FileSystemLoader(theme), auto_reload=False, bytecode_cache=kept)
    return configure(env, remember, language, mixed)


def load_static(theme: Path) -> Mapping[str, bytes]:
    """The files of the theme's static folder by name."""
    return {file.name: file.read_bytes() for file in sorted((theme / STATIC).iterdir()) if file.is_file()}


class Site:
    """A library ready to be rendered, and what the host must know to render pages of prose in the same dress."""

    def __init__(
        self,
        library: Library,
        config: SiteConfig,
        theme: Path,
        content: Path | None = None,
        prepared: Prepared | None = None,
        making: Making | None = None,
        program: str = "",
    ) -> None:
        """Without the content folder pictures stay as they are; `prepared` is an edition that is there already, and
        `making` what makes its pages; else compiled templates are kept under the name of a `program`. Raises
        PictureError and CardError."""
        static = load_static(theme)
        if config.cards:
            from timeline.build.cards import prepare as prepare_cards  # Pillow is needed for this alone

            prepare_cards()
        prepared = prepared or prepare(library, config, static, content)
        self._published = published_files(prepared.uses)
        self._edition = prepared.edition
        self.making = making or Making(
            prepared.edition,
            REMEMBERED,
            lambda language: environment(theme, language=language, mixed=prepared.edition.is_mixed, program=program),
            static,
            content,
            prepared.state,
            prepared.facts,
            prepared.redrawn,
        )
        self._records, self._footnotes, self._extensions = extensions()
        self._prose = {page.path: page for page in prepared.edition.library.prose}
        self._watched = {page.path: page for page in self.making.edition.library.prose}
        self._opened: dict[str, set[int]] = {}
        self.theme_files = frozenset(f"{STATIC}/{name}" for name in static)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file but the pages of prose, one at a time. Raises PictureError."""
        yield from self.making.files()

    def into(self, publication: Publication, jobs: int) -> Iterator[Filed]:
        """Put every file but the pages of prose of the main language into the stage, and those that `making.keep` has
        told of. Raises PictureError."""
        yield from self.making.into(publication, jobs)

    def configure(self, env: Environment) -> Environment:
        """The host's environment under our rules."""
        return configure(env, language=self._edition.config.language)

    def markdown_extensions(self) -> list[Extension]:
        """What the host's Markdown must be extended with: the same as that of events."""
        return self._extensions

    def open_prose(self, path: str) -> None:
        """Prepare for the Markdown of a page of prose; to be called before the host converts it."""
        page = self._watched[path]
        self._opened[path] = self.making.recorder.noted = {fact("prose", path, FILE)}
        at = vantage(self.making.edition, urls.record(Key("prose", page.address)))
        self._records.targets = at.record_targets()
        self._records.title, self._records.anchors = page.title, True
        self._footnotes.prefix = ""

    def clean(self, html: str) -> str:
        """The part of some HTML that can do no harm."""
        return self._edition.writer.clean(html)

    def prose_view(self, path: str, html: str, template: str = "main.html") -> ProseView:
        """What the template of a page of prose sees."""
        page = self._watched[path]
        address = urls.record(Key("prose", page.address))
        with self.making.recorder.noting() as trace:
            view = prose_view(vantage(self.making.edition, address), page, html)
        self.making.note_prose(path, urls.output_path(address), trace | self._opened[path] | {drawn_by(template)})
        return view

    def publishes(self, path: str) -> bool:
        """Whether a file of the content folder belongs to the site: prose that is no draft, and what is shown or
        linked by something published. A file beside the folders of records, such as CNAME, is published as well."""
        if path in self._prose or path in self._published:
            return True
        return "/" not in path and not is_of_content(path)


def prepare(library: Library, config: SiteConfig, static: Mapping[str, bytes], content: Path | None) -> Prepared:
    """The edition of a library, with the sizes of its pictures. Raises PictureError."""
    uses = uses_of_files(library)
    pictures: Mapping[str, Original] = {}
    if content and (files := published_files(uses)):
        from timeline.build.pictures import measure  # Pillow is needed for this alone

        pictures = measure(content, files, config.content)
    return Prepared(edition_of(library, config, static, pictures), uses)
