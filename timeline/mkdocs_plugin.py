"""MkDocs as the host: it renders the pages of prose and copies media; all other pages come from the pure core.

The only module that imports mkdocs. MkDocs empties its output folder before it renders, so for a build it is pointed
at a stage beside the published folder, and `timeline.build.publish` puts that in place when everything has worked.
"""

import logging
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs import utils
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from timeline.build import copies, environment
from timeline.build.engine import Engine, Prepared
from timeline.build.inputs import Signature, signature
from timeline.build.places import Places
from timeline.build.preview import Preview
from timeline.build.publish import Publication, Published, abandon, begin, complete
from timeline.build.reading import lines_of, read_content
from timeline.build.refusals import BusyError, CardError, PictureError, PublishError
from timeline.build.render import REMEMBERED, Site, load_static, prepare
from timeline.build.request import Request
from timeline.build.spool import Spool
from timeline.build.template_errors import TemplateMistakeError, mistakes_of_templates
from timeline.content.collection import Collection
from timeline.content.load import Recall
from timeline.diagnostics import Diagnostic
from timeline.graph.relations import RelationType, pair, relation_types
from timeline.mkdocs_options import DIRECTIONS, KEEP, ORDERS, PRINT, TimelineOptions
from timeline.reports import report_text
from timeline.site.config import SiteConfig, Translation
from timeline.site.language import chosen
from timeline.site.vantage import Edition
from timeline.slugs import fault_in_id

log = logging.getLogger("mkdocs.plugins.timeline")
REST = 0.03  # seconds without a further save, after which what was saved is looked at


class TimelinePlugin(BasePlugin[TimelineOptions]):  # type: ignore[no-untyped-call]
    """Reads the content, hides it from MkDocs, and adds the timeline's pages to the site."""

    command: Literal["build", "gh-deploy", "serve"] = "build"
    site: Site
    publication: Publication | None = None
    published: Published | None = None
    prepared: Prepared | None = None
    engine: Engine | None = None
    settings_read: Signature | None = None
    preview: Preview | None = None
    request: Request = Request(waiting=log.info)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """One plugin lives through all builds of `mkdocs serve`, and remembers the last one."""
        self.command = command
        if command == "serve":
            self.preview = Preview(log.info)

    def on_shutdown(self) -> None:
        """Nothing is left of a preview."""
        if self.preview:
            self.preview.end()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything before MkDocs touches its output; then point it at the stage."""
        site_config = self.site_config(config)
        if self.command != "serve" and self.publication is None:
            self.begin(config)
        prepared, self.prepared = self.prepared, None
        if self.preview and (step := self.preview.pending):
            prepared, self.engine = step.prepared, step.engine
        prepared = prepared or self.read(config, site_config)
        theme = Path(config.theme.dirs[0])
        try:
            making = self.preview.making(self.engine, prepared) if self.preview and self.engine else None
            program, content = self.engine.program if self.engine else "", Path(config.docs_dir)
            self.site = Site(prepared.edition.library, site_config, theme, content, prepared, making, program)
        except CardError as error:
            raise PluginError(str(error)) from error
        if others := set(config.markdown_extensions) - {"toc", "tables", "fenced_code"}:
            log.warning(f"markdown_extensions: {', '.join(sorted(others))}: events and prose share one fixed set")
        config.markdown_extensions[:] = self.site.markdown_extensions()  # type: ignore[assignment]
        config.mdx_configs.clear()
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        if self.preview:
            config.site_dir = str(self.preview.new_stage())  # MkDocs empties it; what is shown goes on to be shown
        return config

    def begin(self, config: MkDocsConfig) -> None:
        """Lock the output before the content is read, so that the last of several builds has read it last. The settings
        were read already; somebody may edit them while this waits."""
        self.settings_read = signature(os.lstat(config.config_file_path))
        inputs = [_project(config) / "mkdocs.yml", Path(config.docs_dir), *map(Path, config.theme.dirs)]
        with _publish_errors():
            self.publication = begin(Path(config.site_dir), inputs, waiting=self.request.waiting)
        config.site_dir = str(self.publication.stage)

    def read(self, config: MkDocsConfig, site_config: SiteConfig) -> Prepared:
        """The edition; findings go to the log and end the build."""
        found = self.prepare(config, site_config)
        if isinstance(found, Prepared):
            return found
        raise PluginError("\n" + report_text(found, lines_of(_project(config))))

    def prepare(self, config: MkDocsConfig, site_config: SiteConfig) -> Prepared | list[Diagnostic]:
        """The edition and what of it has to be made, or all that is wrong with the content."""
        content, theme = Path(config.docs_dir), Path(config.theme.dirs[0])
        target = self.publication.target if self.publication else Path(config.site_dir)
        fonts = tuple(map(Path, site_config.card_fonts))
        simple = _is_simple(config) and not fonts
        keep, settings = KEEP[self.config.cache_pages], Path(config.config_file_path)
        places = Places(content, theme, target, settings, simple, fonts, self.settings_read, keep)
        folder = self.preview.memory if self.preview else _project(config) / self.config.cache
        kept = self.preview.kept if self.preview else None
        if self.publication and not self.request.clean:
            self.publication = copies.restored(self.publication, folder)
        self.engine = Engine(places, folder, site_config, self.request.clean, kept=kept, jobs=self.request.jobs)

        def read(
            recall: Recall, spool: Spool | None
        ) -> tuple[Collection, Edition, Mapping[str, int]] | list[Diagnostic]:
            found = read_content(content, site_config, recall, spool, self.request.jobs)
            if isinstance(found, list):
                return found
            made = prepare(found[1], site_config, load_static(theme), content)
            return found[0], made.edition, made.uses

        try:
            return self.engine.prepare(read, REMEMBERED)
        except PictureError as error:
            raise PluginError(str(error)) from error

    def site_config(self, config: MkDocsConfig) -> SiteConfig:
        """What the owner decided, from MkDocs' settings and the plugin's options."""
        if not environment.zone_exists(zone := self.config.zone):
            raise PluginError(f'mkdocs.yml: zone: "{zone}" is no IANA time zone; write Europe/Berlin or UTC')
        try:
            main, *others = chosen(self.config.languages, self.config.language)
        except ValueError as error:
            raise PluginError(f"mkdocs.yml: {error}") from error
        docs, project = Path(config.docs_dir), _project(config)
        shown = docs.relative_to(project).as_posix() if docs.is_relative_to(project) else docs.name
        repository, way = (config.repo_url or "").rstrip("/"), (config.edit_uri or "").lstrip("/")
        edit = f"{repository}/{way}" if config.repo_url and config.edit_uri else ""
        return SiteConfig(
            name=config.site_name,
            description=config.site_description or "",
            language=main,
            others={tag: self.translation(config, tag) for tag in others},
            url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
            edit_url=edit,
            zone=self.config.zone,
            order=ORDERS[self.config.order],
            relation_types=relation_types(self.declared()),
            content=shown,
            print=PRINT[self.config.print],
            lean_beyond=self.config.lean_beyond,
            cards=self.config.cards,
            card_fonts=tuple(self.config.card_fonts),
            preview=self.command == "serve",
            today=environment.today(self.config.zone),
        )

    def translation(self, config: MkDocsConfig, tag: str) -> Translation:
        """What the site is called in another language; as in the main one where nobody says."""
        name = self.config.site_names.get(tag, config.site_name)
        return Translation(str(name), str(self.config.site_descriptions.get(tag, config.site_description or "")))

    def declared(self) -> list[RelationType]:
        """The relation types of mkdocs.yml, both directions."""
        found: list[RelationType] = []
        for option in self.config.relation_types:
            for name in (option.name, option.inverse):
                if fault := fault_in_id(name):
                    raise PluginError(f'mkdocs.yml: relation_types: "{name}" is no name: {fault.reason}')
            label = option.label or option.name.replace("-", " ")
            inverse_label = option.inverse_label or option.inverse.replace("-", " ")
            found += pair(option.name, option.inverse, label, inverse_label, DIRECTIONS[option.direction])
        return found

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out what is never published: records, archived texts, drafts, media that only drafts show."""
        for file in list(files):
            if file.src_uri in self.site.theme_files or not self.site.publishes(file.src_uri):
                files.remove(file)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """MkDocs has neither autoescape nor strict names."""
        return self.site.configure(env)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Links to records resolve against the page about to be converted."""
        self.site.open_prose(page.file.src_uri)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Prose is written by the same people as events, and passes the same sanitiser."""
        return self.site.clean(html)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the template the view it shares with all other pages."""
        template = str(page.meta.get("template", "main.html"))  # as MkDocs chooses it
        context["view"] = self.site.prose_view(page.file.src_uri, page.content or "", template)
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the timeline's pages beside the prose, then publish; not if `--strict` will refuse the build."""
        try:
            self.write_pages(config)
        except (CardError, PictureError) as error:
            raise PluginError(str(error)) from error

    def write_pages(self, config: MkDocsConfig) -> None:
        """Into the folder of the preview, or into the stage, which is then published."""
        if self.publication is None:
            if self.preview and self.engine:
                self.preview.take(self.engine, self.site.making)
        elif _strict_has_counted():
            abandon(self.publication)
        else:
            with _publish_errors():
                self.published = self.publish(self.publication)
            config.site_dir = str(self.publication.target)

    def publish(self, publication: Publication) -> Published:
        """Complete the stage and put it in place; then leave the state for the next build."""
        account, making, jobs = self.request.account, self.site.making, self.request.jobs
        account.begin("pages")
        publication.inspect(*(self.engine.left if self.engine else ({}, None)), jobs)
        kept = making.keep(publication)
        published = complete(
            publication, account.counted(self.site.into(publication, jobs), lambda: making.total), kept
        )
        account.begin("remembering")
        self.remember(published)
        return published

    def remember(self, published: Published) -> None:
        """Leave the state for the next build."""
        if self.engine:
            events = len(self.site.making.edition.library.events)
            self.engine.remember(*self.site.making.memory(), events=events, published=published)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no stage behind."""
        if self.publication is not None:
            abandon(self.publication)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Templates are watched as content is; MkDocs builds where more than records was saved."""
        from timeline.build import answers, watching  # watchdog, which a build goes without

        server.builder, server.build_delay = partial(self.follow, server.builder), REST
        if self.preview:
            server.set_app(answers.Answers(server, self.preview))
            self.preview.begin(lambda: server._wanted_epoch)
        note = self.preview.note if self.preview else lambda path: None
        return watching.watched_closely(server, config.theme.dirs[0], note)

    def follow(self, build: Callable[[], None]) -> None:
        """After a save: the pages that it touches, or all by MkDocs, which also says what is wrong."""
        if self.preview is None:
            build()
        elif not self.preview.follow():
            try:
                with self.preview.hurrying(), mistakes_of_templates():
                    build()
            except Abort:  # what is wrong is in the log
                log.info("The preview stays as it was")
            except TemplateMistakeError as error:
                log.error(mistake := str(error))
                if not self.preview.show_pending(mistake):
                    log.info("The preview stays as it was")


@contextmanager
def _publish_errors() -> Iterator[None]:
    """MkDocs shows a PluginError as a sentence, anything else with a traceback."""
    try:
        yield
    except PublishError as error:
        raise (_BusyError if isinstance(error, BusyError) else PluginError)(str(error)) from error


class _BusyError(PluginError):
    """Somebody else builds."""


def _is_simple(config: MkDocsConfig) -> bool:
    """Whether nothing but our plugin and the file of settings decides what the site will be."""
    text = Path(config.config_file_path).read_bytes()
    return list(config.plugins) == ["timeline"] and not config.hooks and b"!ENV" not in text and b"INHERIT" not in text


def _strict_has_counted() -> bool:
    """Whether MkDocs will end this build because of warnings: it looks only after the last plugin event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, utils.CountHandler) and handler.get_counts() for handler in handlers)


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


class HostError(Exception):
    """MkDocs or its settings refuse to go on; the text says why. `busy` if another build does not end."""

    busy = False


@dataclass(frozen=True, slots=True)
class Project:
    """An opened mkdocs.yml: what MkDocs made of it, and what we did."""

    host: MkDocsConfig
    plugin: TimelinePlugin
    site: SiteConfig

    @property
    def content(self) -> Path:
        """The folder of records and prose."""
        return Path(self.host.docs_dir)

    @property
    def output(self) -> Path:
        """The published folder."""
        return Path(self.host.site_dir)


@contextmanager
def _host_errors() -> Iterator[None]:
    try:
        with mistakes_of_templates():
            yield
    except MkDocsException as error:
        refusal = HostError(str(error))
        refusal.busy = isinstance(error, _BusyError)
        raise refusal from error
    except TemplateMistakeError as error:
        raise HostError(str(error)) from error


def open_project(config_file: Path) -> Project:
    """A project by its mkdocs.yml. Raises HostError for bad settings."""
    with _host_errors():
        host = load_config(config_file=str(config_file))
        plugin = host.plugins.get("timeline")
        if not isinstance(plugin, TimelinePlugin):
            raise HostError("mkdocs.yml: the plugin is not named; add the line - timeline under plugins")
        return Project(host, plugin, plugin.site_config(host))


def build_site(config_file: Path, request: Request) -> tuple[int, Published] | list[Diagnostic]:
    """Read, build and publish a project under its lock: how many events it has and what was done; or all that is wrong
    with the content. Raises HostError."""
    project = open_project(config_file)
    plugin, host = project.plugin, project.host
    plugin.request = request
    with _host_errors():
        plugin.on_startup(command="build", dirty=False)
        plugin.begin(host)
        try:
            request.account.begin("reading")
            found = plugin.prepare(host, project.site)
            if not isinstance(found, Prepared):
                return found
            plugin.prepared = found
            host.plugins.on_startup(command="build", dirty=False)
            request.account.begin("host")
            mkdocs_build(host)
        finally:
            if plugin.publication is not None:
                abandon(plugin.publication)
        assert plugin.published is not None, "MkDocs has called on_post_build"
        return len(found.edition.library.events), plugin.published


def serve_site(config_file: Path, address: str | None) -> None:
    """Serve a preview that follows every change, until interrupted. Raises HostError."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # a web server, which a build goes without

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # services are told so to end; it leaves nothing either
    with _host_errors():
        mkdocs_serve(str(config_file), dev_addr=address)
