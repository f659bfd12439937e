"""Views -> bytes: one Jinja environment for every page, ours and the host's, and the site as a stream of files.

Site(library, config, theme folder).files()  ->  ("events/reactor-4/index.html", b"<!doctype html>…"), …
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markdown.extensions import Extension

from timeline.build.cards import draw, prepare
from timeline.build.compiling import ViewEnvironment
from timeline.build.manifest import Entry
from timeline.build.messages import generator
from timeline.build.pictures import made, measure
from timeline.build.publish import Filed, Publication
from timeline.build.workers import spread, usable_jobs
from timeline.graph.library import Library
from timeline.model.records import Key, Prose
from timeline.site import urls
from timeline.site.config import SiteConfig
from timeline.site.language import load
from timeline.site.markdown import extensions
from timeline.site.media import published_files
from timeline.site.pages import edition_of, plans
from timeline.site.pictures import Original
from timeline.site.plans import Asset, Drawing, Output
from timeline.site.plans import made as made_of
from timeline.site.vantage import Edition, vantage
from timeline.site.views.readings import ProseView, prose_view
from timeline.site.views.tongues import attributes

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
        html = macro(view, *details)
        if len(self._made) >= self._room:
            self._made.clear()
        if self._room:
            self._made[key] = (view, html)
        return html


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
    env.globals["number"] = interface.number
    env.globals["separators"] = interface.separators
    env.code_generator_class = generator(interface, env.code_generator_class, mixed)
    return env


def environment(theme: Path, remember: int = REMEMBERED, language: str = "en", mixed: bool = True) -> Environment:
    """An environment for the templates of a folder; each is compiled once."""
    return configure(ViewEnvironment(loader=FileSystemLoader(theme), auto_reload=False), remember, language, mixed)


def render(env: Environment, output: Output) -> tuple[str, bytes]:
    """The path of an output in the site, and what to write there."""
    if isinstance(output, Asset):
        return output.path, output.data
    if isinstance(output, Drawing):
        return output.path, draw(output.face)
    return output.path, env.get_template(output.template).render(view=output.view).encode()


def load_static(theme: Path) -> Mapping[str, bytes]:
    """The files of the theme's static folder by name."""
    return {file.name: file.read_bytes() for file in sorted((theme / STATIC).iterdir()) if file.is_file()}


class Site:
    """A library ready to be rendered, and what the host must know to render pages of prose in the same dress."""

    def __init__(self, library: Library, config: SiteConfig, theme: Path, content: Path | None = None) -> None:
        """Without the content folder pictures stay as they are. Raises PictureError and CardError."""
        self._theme = theme
        self._static = load_static(theme)
        self._content = content
        if config.cards:
            prepare()
        pictures = measure(content, published_files(library), config.content) if content else {}
        self._editions = [edition_of(library, config, self._static, pictures, tag=tag) for tag in config.languages]
        self._edition = self._editions[0]
        self._records, self._footnotes, self._extensions = extensions()
        self._prose = {page.path: page for page in self._edition.library.prose}
        self._published = published_files(library)
        self.theme_files = frozenset(f"{STATIC}/{name}" for name in self._static)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file but the pages of prose, one at a time. Raises PictureError."""
        tasks = self._tasks()
        for number in range(len(tasks)):
            yield from tasks.files(number)

    def put_into(self, publication: Publication, jobs: int = 1) -> Iterator[Filed]:
        """Put every file but the pages of prose into the stage, perhaps in several processes (0: in as many as pay).
        Raises PictureError."""
        tasks = self._tasks()

        def do(number: int) -> list[tuple[str, int, str, bool]]:
            filed = (publication.put(path, data) for path, data in tasks.files(number))
            return [(one.path, *one.entry, one.kept) for one in filed]

        jobs = usable_jobs(jobs, len(tasks))
        if jobs > 1:
            tasks.warm_up()
        for result in spread(len(tasks), do, jobs, publication.workers):
            yield from (Filed(path, Entry(size, digest), kept) for path, size, digest, kept in result)

    def _tasks(self) -> "_Tasks":
        pictures = {path: one for path, one in self._edition.pictures.items() if one.scalable} if self._content else {}
        mixed = self._edition.is_mixed
        sites = [
            (site, environment(self._theme, language=site.config.language, mixed=mixed)) for site in self._editions
        ]
        return _Tasks(sites, self._static, self._content, pictures)

    def configure(self, env: Environment) -> Environment:
        """The host's environment under our rules."""
        return configure(env, language=self._edition.config.language)

    def markdown_extensions(self) -> list[Extension]:
        """What the host's Markdown must be extended with: the same as that of events."""
        return self._extensions

    def open_prose(self, path: str) -> None:
        """Prepare for the Markdown of a page of prose; to be called before the host converts it."""
        page = self._page(path)
        at = vantage(self._edition, urls.record(Key("prose", page.address)))
        self._records.targets = at.record_targets()
        self._records.title, self._records.anchors = page.title, True
        self._footnotes.prefix = ""

    def clean(self, html: str) -> str:
        """The part of some HTML that can do no harm."""
        return self._edition.writer.clean(html)

    def prose_view(self, path: str, html: str) -> ProseView:
        """What the template `main.html` sees."""
        page = self._page(path)
        return prose_view(vantage(self._edition, urls.record(Key("prose", page.address))), page, html)

    def publishes(self, path: str) -> bool:
        """Whether a file of the content folder belongs to the site: prose that is no draft, and what is shown or
        linked by something published. A file beside the folders of records, such as CNAME, is published as well."""
        if path in self._prose or path in self._published:
            return True
        return "/" not in path and not path.endswith((".md", ".yml", ".yaml"))

    def _page(self, path: str) -> Prose:
        return self._prose[path]


class _Tasks:
    """What there is to be made, by number: pages, files of our own, pictures."""

    def __init__(
        self,
        sites: Sequence[tuple[Edition, Environment]],
        static: Mapping[str, bytes],
        content: Path | None,
        pictures: Mapping[str, Original],
    ) -> None:
        self._sites, self._content, self._pictures = sites, content, pictures
        self._plans = [(site, env, plan) for site, env in sites for plan in plans(site)]
        self._assets = [(sites[0][0].assets[name], data) for name, data in sorted(static.items())]
        self._paths = sorted(pictures)

    def __len__(self) -> int:
        return len(self._plans) + len(self._assets) + len(self._paths)

    def files(self, number: int) -> Iterator[tuple[str, bytes]]:
        """The files of a task: one, or the sizes of a picture."""
        if number < len(self._plans):
            site, env, plan = self._plans[number]
            yield render(env, made_of(site, plan))
            return
        number -= len(self._plans)
        if number < len(self._assets):
            yield self._assets[number]
        elif self._content:
            path = self._paths[number - len(self._assets)]
            yield from made(self._content, {path: self._pictures[path]}, self._sites[0][0].config.content)

    def warm_up(self) -> None:
        """Compile all templates, once for all processes."""
        for _, env in self._sites:
            for name in env.list_templates(extensions=["html"]):
                env.get_template(name)
