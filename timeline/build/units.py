"""The pages of a site as units of work: which there are, which of them have to be made, and what each has read.

A unit is a page, or the list of pages a key of a family has, or the list of keys a family has. Each has a trace. After
a change only the units whose trace meets a changed fact are asked again; see `timeline.site.traces`. In other languages
than the main one a family has the language before its name, as its pages have it before their address: `fa/event`.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.build.pack import codes_of
from timeline.build.state import Unit, UnitKey, decoded, encoded
from timeline.site.pages import DIVIDED, DIVISIONS, FAMILIES, SITEMAP
from timeline.site.plans import Family, Plan
from timeline.site.traces import Recorder, fact
from timeline.site.vantage import Edition

KEYS = "keys"  # stands for a family in the unit that lists its keys: (KEYS, family, "")
PROSE = "prose"  # (PROSE, path in the content, file): rendered by the host
PICTURE = "picture"  # (PICTURE, path in the content, file): the sizes of a picture
_FAMILIES = {family.name: family for family in FAMILIES}
_DIVIDING = frozenset(family.name for family in DIVISIONS)
Of = tuple[str, UnitKey]  # a family and a key in it; (KEYS, family) stands for all keys of a sitemap
Touched = dict[Of, list[Unit]]
ByKey = Mapping[str, Mapping[UnitKey, list[Unit]]]  # units by family, and by key in it
GivenOf = Callable[[Unit], Any]  # what the plan of a unit has given to its page; None if nobody knows
Editions = Mapping[str, Edition]  # by where each has its pages: nothing for the main language, or `fa/`


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be made. Without a plan it is the only page of its key, and its plan is asked for once more when it is
    made: a hundred thousand plans at once take more memory than time, and what they read belongs to the page."""

    unit: Unit
    plan: Plan | None = None


@dataclass(slots=True)
class Work:
    """Pages to be made, the traces of the lists they were found by, and the units that are no more."""

    tasks: list[Task] = field(default_factory=list)
    traces: dict[Unit, bytes] = field(default_factory=dict)
    gone: set[Unit] = field(default_factory=set)

    def add(self, other: "Work") -> None:
        """Take in more of it."""
        self.tasks += other.tasks
        self.traces |= other.traces
        self.gone |= other.gone


def all_work(sites: Editions, recorder: Recorder) -> Work:
    """Everything: the work of a first build."""
    work = Work()
    for site in sites.values():
        for family in FAMILIES:
            if family.name == SITEMAP:
                dividing = _dividing(site)
                _tell_divisions(site, {task.unit[2] for task in work.tasks if task.unit[0] in dividing})
            for key in _keys(site, recorder, family, work):
                _plan_key(site, recorder, family, key, work)
    return work


def _keys(site: Edition, recorder: Recorder, family: Family, work: Work) -> list[UnitKey]:
    with recorder.noting() as trace:
        keys = [encoded(key) for key in family.keys(site)]
    work.traces[KEYS, site.prefix + family.name, ""] = codes_of(trace)
    return keys


def _plan_key(site: Edition, recorder: Recorder, family: Family, key: UnitKey, work: Work) -> None:
    """The pages of a key. If there is but one, what was read to find it belongs to its own trace."""
    name = site.prefix + family.name
    with recorder.noting() as trace:
        plans = list(family.plans(site, decoded(key)))
    if len(plans) == 1:
        work.tasks.append(Task((name, key, site.prefix + plans[0].path)))
        return
    work.traces[name, key, ""] = codes_of(trace)
    work.tasks += [Task((name, key, site.prefix + plan.path), plan) for plan in plans]


def plan_of(sites: Editions, task: Task) -> tuple[Edition, Plan]:
    """The plan of a task, and the edition that it is of."""
    name, key, _ = task.unit
    site, family = _found(sites, name)
    if task.plan is not None:
        return site, task.plan
    (plan,) = family.plans(site, decoded(key))
    return site, plan


def _found(sites: Editions, name: str) -> tuple[Edition, Family]:
    """An edition and a family by what units call it."""
    start = name.rfind("/") + 1
    return sites[name[:start]], _FAMILIES[name[start:]]


def gist_of(plan: Plan | None) -> frozenset[int]:
    """The code by which the trace of a page tells what its plan has given it; none where the plan does not say."""
    return frozenset({fact("gist", plan.path, plan.gist)} if plan and plan.gist else ())


def work_after(
    sites: Editions,
    recorder: Recorder,
    units: Collection[Unit],
    hit: Set[Unit],
    trace_of: Callable[[Unit], bytes],
    given_of: GivenOf = lambda _: None,
) -> Work:
    """What has to be done after a change that has `hit` some of the units there are. Those of the host are its own."""
    work, touched = touched_after(sites, recorder, units, hit)
    for of, old in touched.items():
        if of[0] == KEYS:
            are = parts_in(sites, of, old) - {unit[2] for unit in work.gone}
            are |= parts_in(sites, of, (task.unit for task in work.tasks))
            work.add(sitemap_again(sites, recorder, of, old, hit, are, trace_of))
        else:
            work.add(planned_again(sites, recorder, of, old, hit, trace_of, given_of))
    return work


def touched_after(sites: Editions, recorder: Recorder, units: Collection[Unit], hit: Set[Unit]) -> tuple[Work, Touched]:
    """The keys of which pages may have to be made, with the units that each has had; before that, which keys there are:
    no page is planned in this work.

    Sitemaps come last, for they list the parts of long lists, and are hit as well if there are others than before: with
    them come the units of all these parts."""
    work = Work()
    asked = {unit for unit in hit if _named(unit) not in (PROSE, PICTURE)}
    last = {name for unit in asked if (name := _named(unit)).rpartition("/")[2] == SITEMAP}
    now = {unit for unit in asked if _named(unit) not in last}
    touched = _asked(sites, recorder, _by_key(units, now), now, work)
    found = {of[0] for of in touched} | {unit[0] for unit in work.gone}
    for site in sites.values():
        name = site.prefix + SITEMAP
        dividing = _dividing(site)
        if name in last or not dividing.isdisjoint(found):
            listed = (unit for unit in units if unit[0] == name or unit[0] in dividing)
            touched[KEYS, name] = [(KEYS, name, ""), *listed]
    return work, touched


def planned_again(
    sites: Editions,
    recorder: Recorder,
    of: Of,
    old: list[Unit],
    hit: Set[Unit],
    trace_of: Callable[[Unit], bytes],
    given_of: GivenOf = lambda _: None,
) -> Work:
    """The pages of a key that have to be made anew: all, unless there was a list of them before. Then those that were
    hit, and, if the list was, those that it gives something else than before. If it was not, and it is known what each
    of the hit pages was given, nobody needs the list."""
    (name, key), work = of, Work()
    site, family = _found(sites, name)
    listed = (name, key, "")
    if listed in old and listed not in hit and family.again is not None:
        alone = _planned_alone(site, recorder, family, [unit for unit in old if unit in hit], trace_of, given_of)
        if alone is not None:
            work.tasks = alone
            return work
    _plan_key(site, recorder, family, key, work)
    work.gone = set(old) - {task.unit for task in work.tasks} - work.traces.keys()
    if listed not in old or listed not in work.traces:
        return work
    were, as_listed = frozenset(old), listed not in hit

    def stays(task: Task) -> bool:
        if task.unit in hit or task.unit not in were:
            return False
        given = gist_of(task.plan)
        return as_listed or (bool(given) and given <= frozenset(array("I", trace_of(task.unit))))

    work.tasks = [task for task in work.tasks if not stays(task)]
    return work


def _planned_alone(
    site: Edition,
    recorder: Recorder,
    family: Family,
    units: Iterable[Unit],
    trace_of: Callable[[Unit], bytes],
    given_of: GivenOf,
) -> list[Task] | None:
    """The pages of some units of a key, each planned by what its page was given when it was last made; None if that is
    not known of all."""
    tasks = []
    for unit in units:
        given = given_of(unit)
        if given is None or family.again is None:
            return None
        with recorder.noting():  # what the list has read, its unit knows
            plan = family.again(site, decoded(unit[1]), given)
        if site.prefix + plan.path != unit[2] or not gist_of(plan) <= frozenset(array("I", trace_of(unit))):
            return None
        tasks.append(Task(unit, replace(plan, given=None)))
    return tasks


def sitemap_again(
    sites: Editions,
    recorder: Recorder,
    of: Of,
    old: list[Unit],
    hit: Set[Unit],
    are: Set[str],
    trace_of: Callable[[Unit], bytes],
) -> Work:
    """The same for a sitemap, once the parts of all long lists are known: the files that they `are` now."""
    name, work = str(of[1]), Work()
    site, _ = _found(sites, name)
    mine = {unit for unit in old if _named(unit) == name}
    _tell_divisions(site, are)
    hit = mine if parts_in(sites, of, old) != are else mine & hit
    for one, were in _asked(sites, recorder, _by_key(mine, hit), hit, work).items():
        work.add(planned_again(sites, recorder, one, were, hit, trace_of))
    return work


def parts_in(sites: Editions, of: Of, units: Iterable[Unit | None]) -> Set[str]:
    """The files of the parts of long lists among units, in the language of a sitemap."""
    site, _ = _found(sites, str(of[1]))
    dividing = _dividing(site)
    return {unit[2] for unit in units if unit is not None and unit[2] and unit[0] in dividing}


def is_of_lists(of: Of) -> bool:
    """Whether a key is of the parts of long lists, in any language."""
    return of[0].rpartition("/")[2] in _DIVIDING


def _named(unit: Unit) -> str:
    """What the family of a unit is called."""
    return str(unit[1]) if unit[0] == KEYS else unit[0]


def _dividing(site: Edition) -> Set[str]:
    """What units call the families of an edition that are the parts of long lists."""
    return {site.prefix + name for name in _DIVIDING}


def _tell_divisions(site: Edition, files: Iterable[str]) -> None:
    """The edition is given the addresses of the parts of long lists."""
    found = (file.removeprefix(site.prefix).removesuffix("index.html") for file in files)
    site.memo.give(DIVIDED, tuple(sorted(found)))


def _asked(sites: Editions, recorder: Recorder, by_key: ByKey, hit: Set[Unit], work: Work) -> Touched:
    """The keys that units are of, those that list keys being asked again first."""
    touched, gone = Touched(), set[Of]()
    for unit in sorted(hit, key=lambda unit: unit[0] != KEYS):
        name = _named(unit)
        fresh, old = [unit[1]], by_key.get(name, {})
        if unit[0] == KEYS:
            site, family = _found(sites, name)
            new = _keys(site, recorder, family, work)
            for one in old.keys() - set(new):
                work.gone |= set(old[one])
                gone.add((name, one))
            fresh = [one for one in new if one not in old]
        touched |= {(name, one): old.get(one, []) for one in fresh if (name, one) not in gone}
    return touched


def _by_key(units: Iterable[Unit], hit: Set[Unit]) -> ByKey:
    """The units of the keys that were hit, and of all keys of families of which the list of keys was."""
    whole = {str(unit[1]) for unit in hit if unit[0] == KEYS}
    keys = {unit[:2] for unit in hit}
    found: dict[str, dict[UnitKey, list[Unit]]] = {}
    for unit in units:
        if unit[0] != KEYS and (unit[:2] in keys or unit[0] in whole):
            found.setdefault(unit[0], {}).setdefault(unit[1], []).append(unit)
    return found
