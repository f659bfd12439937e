"""The files of a site are made, all of them or those that a change has touched, and what each was made from is kept.

making = Making(edition, remember, env, static, content, state, facts)
kept = making.keep(publication)                    what stays as it is
for filed in making.into(publication, jobs): ...
making.memory()                                for the next build
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment

from timeline.build.compiled import Compiled
from timeline.build.given import Given, given_of
from timeline.build.ledger import Ledger
from timeline.build.manifest import Entry, Manifest
from timeline.build.pack import codes_of, freeze
from timeline.build.publish import Filed, Publication
from timeline.build.state import State, Traces, Unit, traces_of
from timeline.build.template_closures import drawn_by
from timeline.build.units import (
    PICTURE,
    PROSE,
    Of,
    Task,
    Touched,
    Work,
    all_work,
    gist_of,
    parts_in,
    plan_of,
    planned_again,
    sitemap_again,
    touched_after,
    work_after,
)
from timeline.build.workers import processors, spread, usable_jobs
from timeline.site.plans import Asset, Drawing, Output, Page, made
from timeline.site.traces import watch
from timeline.site.vantage import Edition, in_language


def render(env: Environment, output: Output) -> tuple[str, bytes]:
    """The path of an output in the site, and what to write there."""
    if isinstance(output, Asset):
        return output.path, output.data
    if isinstance(output, Drawing):
        from timeline.build.cards import draw  # Pillow is needed for this alone

        return output.path, draw(output.face)
    return output.path, env.get_template(output.template).render(view=output.view).encode()


class Making:
    """One build at work, of the pages in all languages. Without a state everything is made. `env` makes the environment
    of templates of a language; `redrawn` are pictures that have changed, come or gone."""

    def __init__(
        self,
        site: Edition,
        remember: int,
        env: Callable[[str], Environment],
        static: Mapping[str, bytes],
        content: Path | None,
        state: State | None = None,
        facts: frozenset[int] = frozenset(),
        redrawn: frozenset[str] = frozenset(),
        due: Iterable[Unit] = (),
    ) -> None:
        """`due` are units that a change before this one has touched, and that were not made since."""
        self.edition, self.recorder = watch(site, remember)
        others = (watch(in_language(site, tag), remember, self.edition)[0] for tag in site.config.others)
        self.editions = {one.prefix: one for one in (self.edition, *others)}
        self._raw, self._env, self._content, self._state = site, cache(env), content, state
        self._assets = [(site.assets[name], data) for name, data in sorted(static.items())]
        self._traces: dict[Unit, bytes] = {}
        self._gone: set[Unit] = set()
        self._given: dict[str, bytes] = {}
        self._numbers: dict[Unit, int] = {}
        self.hit = {*_units(state, facts), *due} if state else set()
        self._work, self._redrawn = Work(), redrawn
        self._pictures = [] if state else self._scalable(site.pictures)
        self.made = 0
        self.total = 0  # files, once the first is there

    def _scalable(self, paths: Iterable[str]) -> list[str]:
        """Of some files those pictures that are made in several sizes."""
        found = ((path, self._raw.pictures.get(path)) for path in paths)
        return sorted(path for path, one in found if one and one.scalable) if self._content else []

    @property
    def needs_host(self) -> bool:
        """Whether a page of prose has to be made anew."""
        return any(unit[0] == PROSE for unit in self.hit)

    def note_prose(self, path: str, file: str, trace: set[int]) -> None:
        """What a page of prose was made from, which the host has rendered."""
        self._traces[PROSE, path, file] = codes_of(trace)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file but the pages of prose, one at a time. Raises PictureError."""
        yield from map(self._page, self.everything().tasks)
        yield from self.apart()

    def apart(self) -> Iterator[tuple[str, bytes]]:
        """Every file that is no page. Raises PictureError."""
        yield from self._assets
        for path in self._pictures:
            yield from self._sizes(path)

    def everything(self) -> Work:
        """All pages but those of prose, to be made one by one."""
        return self._noted(all_work(self.editions, self.recorder))

    def touched(self) -> tuple[Work, Touched]:
        """What the changed facts touch, but pages of prose: pages of keys that are new, and the other keys, each to be
        planned by `plan`; whoever makes these pages notes what they read in the ledger."""
        work, touched = touched_after(self.editions, self.recorder, self._alive, self.hit)
        for of in [of for of, old in touched.items() if not old]:
            work.add(self.plan(of, touched.pop(of)))
        return self._noted(work), touched

    def plan(self, of: Of, old: list[Unit]) -> Work:
        """The pages of a key that have to be made, given the units that it has had."""
        return planned_again(self.editions, self.recorder, of, old, self.hit, self._trace_of)

    def plan_sitemap(self, of: Of, old: list[Unit], units: Iterable[Unit | None]) -> Work:
        """The same for a sitemap; `units` are all there are now, those of long lists among them."""
        are = parts_in(self.editions, of, units)
        return sitemap_again(self.editions, self.recorder, of, old, self.hit, are, self._trace_of)

    def page(self, task: Task) -> tuple[str, bytes, bytes]:
        """A page to be made: its path, what to write there, and the codes of what it has read."""
        path, data = self._page(task)
        return path, data, self._traces.pop(task.unit)

    def _noted(self, work: Work) -> Work:
        """The same work; what is still to be made has read nothing."""
        self._traces |= work.traces | {task.unit: b"" for task in work.tasks}
        self._gone |= work.gone
        return work

    def _page(self, task: Task) -> tuple[str, bytes]:
        """A page, of which is kept what it was made from."""
        with self.recorder.noting() as trace:
            site, plan = plan_of(self.editions, task)
            output = made(site, plan)
        if isinstance(output, Page):
            trace.add(drawn_by(output.template))
        trace |= gist_of(task.plan)
        self._traces[task.unit] = codes_of(trace)
        return render(self._env(site.config.language), output)

    def _environments(self, work: Work) -> list[Environment]:
        """Those of the languages in which there is anything to do."""
        prefixes = {task.unit[0][: task.unit[0].rfind("/") + 1] for task in work.tasks}
        return [self._env(site.config.language) for prefix, site in self.editions.items() if prefix in prefixes]

    def _keep_compiled(self, work: Work) -> None:
        """What was compiled is there for the next build."""
        for env in self._environments(work):
            if isinstance(env.bytecode_cache, Compiled):
                env.bytecode_cache.save()

    def keep(self, publication: Publication) -> Manifest:
        """The published files of pages that stay as they are. Without a state there are none."""
        if self._state is None:
            self._work = all_work(self.editions, self.recorder)
            return {}
        kept = self._kept(publication)
        redrawn = {unit for unit in self._alive if unit[0] == PICTURE and unit[1] in self._redrawn}
        for unit in redrawn:
            kept.pop(unit[2], None)
        lost = {unit for unit in self._alive if unit[2] and unit[2] not in kept and unit[0] != PROSE}
        self._pictures = self._scalable({str(unit[1]) for unit in lost if unit[0] == PICTURE} | self._redrawn)
        self._gone |= redrawn
        self._work = self.work({*self.hit, *lost})
        for unit in (*(task.unit for task in self._work.tasks), *self._work.gone):
            kept.pop(unit[2], None)
        return kept

    def into(self, publication: Publication, jobs: int) -> Iterator[Filed]:
        """Put every other file but the pages of prose into the stage, in several processes where that pays (0: as many
        as pay); to be called after `keep`. Raises PictureError."""
        work, pictures = self._work, self._pictures
        self._traces |= work.traces
        self._gone |= work.gone
        self.total = len(work.tasks) + len(pictures) + len(self._assets)
        yield from self._make(work, pictures, publication, jobs)
        yield from (publication.put(path, data) for path, data in self._assets)

    def work(self, hit: Set[Unit]) -> Work:
        """What has to be made where some units were hit."""
        return work_after(self.editions, self.recorder, self._alive, hit, self._trace_of, self._given_of)

    def _trace_of(self, unit: Unit) -> bytes:
        """What a unit was made from, as the state knows it."""
        assert self._state is not None, "units have traces in a state"
        if not self._numbers:
            self._numbers = {unit: number for number, unit in enumerate(self._state.units) if unit is not None}
        return self._state.traces.of(self._numbers[unit])

    def _given_of(self, unit: Unit) -> Any:  # noqa: ANN401
        return given_of(self._state, unit[2]) if self._state else None

    @cached_property
    def _alive(self) -> list[Unit]:
        return [unit for unit in self._state.units if unit is not None] if self._state else []

    def _kept(self, publication: Publication) -> dict[str, Entry]:
        """What is published as it has to be."""
        manifest, old = publication.before or {}, publication.old
        ours, known = {unit[2] for unit in self._alive if unit[0] != PROSE}, publication.unchanged
        kept = dict(manifest)
        for path in manifest.keys() - ours:
            del kept[path]
        for path in kept.keys() - known:
            if not old.holds(path, manifest[path], None):
                del kept[path]
        return kept

    def _make(self, work: Work, pictures: list[str], publication: Publication, jobs: int) -> Iterator[Filed]:
        tasks = work.tasks
        number_of = len(tasks) + len(pictures)
        self.made = len(tasks)

        def do(number: int) -> tuple[int, bytes, bytes, list[tuple[str, str, bool]]]:
            given = b""
            if number >= len(tasks):
                files, codes = list(self._sizes(pictures[number - len(tasks)])), b""
            else:
                task = tasks[number]
                files = [self._page(task)]
                codes = self._traces.pop(task.unit)
                if task.plan is not None and task.plan.given is not None:
                    given = freeze(task.plan.given())
            filed = (publication.put(path, data) for path, data in files)
            return number, codes, given, [(one.path, one.entry, one.kept) for one in filed]

        later = usable_jobs(jobs or processors(), number_of)
        jobs = usable_jobs(jobs, number_of, 1 + len(self._raw.library.order) / 10_000)  # lists grow with the site
        for env in self._environments(work) if jobs > 1 else ():
            for name in env.list_templates(extensions=["html"]):  # compiled once for all processes
                env.get_template(name)
        for number, codes, given, result in spread(number_of, do, jobs, publication.workers, later):
            known = ""
            if number < len(tasks):
                self._traces[tasks[number].unit] = codes
                known = tasks[number].unit[2]
                if given:
                    self._given[known] = given
            for path, entry, kept in result:
                if number >= len(tasks):
                    self._traces[PICTURE, pictures[number - len(tasks)], path] = b""
                yield Filed(known if known == path else path, Entry(entry), kept)  # one text for each path
        self._keep_compiled(work)

    def _sizes(self, path: str) -> Iterator[tuple[str, bytes]]:
        assert self._content is not None, "without a content folder there are no pictures"
        from timeline.build.pictures import made as sizes_of  # Pillow is needed for this alone

        yield from sizes_of(self._content, {path: self._raw.pictures[path]}, self._raw.config.content)

    def memory(self) -> tuple[list[Any], Traces, Given]:
        """Units and traces of the site as it is now, and what plans have given to the pages that were made; no page is
        made any more."""
        self.rest()
        ledger = self.ledger()
        return ledger.units, ledger.traces, Given(self._given, {unit[2] for unit in self._gone} - self._given.keys())

    def rest(self) -> None:
        """No page is made any more."""
        for site in self.editions.values():
            site.memo.forget()

    def ledger(self) -> Ledger:
        """Units and traces of the site as it is now."""
        if self._state is None:
            units = sorted(self._traces, key=itemgetter(0, 2))  # near enough: a full order takes ten times as long
            return Ledger([*units], traces_of(self._traces[unit] for unit in units))
        ledger, written = Ledger(list(self._state.units), self._state.traces), {p.path for p in self._raw.library.prose}
        unwritten = {unit for unit in self._alive if unit[0] == PROSE and unit[1] not in written}
        for unit in (self._gone | unwritten) - self._traces.keys():
            ledger.drop(unit)
        for unit, trace in self._traces.items():
            ledger.note(unit, trace)
        return ledger


def _units(state: State, facts: frozenset[int]) -> Iterator[Unit]:
    """The units of a state that have read one of these facts."""
    for number in state.traces.hit(facts):
        unit = state.units[number]
        if unit is not None:
            yield unit
