"""The pages of a site as units of work: which there are, which of them have to be made, and what each has read.

A unit is a page, or the list of pages a key of a family has, or the list of keys a family has. Each has a trace. After
a change only the units whose trace meets a changed fact are asked again; see `timeline.site.traces`. In other languages
than the main one a family has the language before its name, as its pages have it before their address: `fa/event`.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from timeline.build.pack import codes_of
from timeline.build.state import Unit, UnitKey, decoded, encoded
from timeline.site.pages import DIVIDED, DIVISIONS, FAMILIES, SITEMAP
from timeline.site.plans import Family, Plan
from timeline.site.traces import Recorder
from timeline.site.vantage import Edition

KEYS = "keys"  # stands for a family in the unit that lists its keys: (KEYS, family, "")
PROSE = "prose"  # (PROSE, path in the content, file): rendered by the host
PICTURE = "picture"  # (PICTURE, path in the content, file): the sizes of a picture
_FAMILIES = {family.name: family for family in FAMILIES}
_DIVIDING = frozenset(family.name for family in DIVISIONS)
ByKey = Mapping[str, Mapping[UnitKey, list[Unit]]]  # units by family, and by key in it
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


def all_work(sites: Editions, recorder: Recorder) -> Work:
    """Everything: the work of a first build."""
    work = Work()
    for site in sites.values():
        for family in FAMILIES:
            if family.name == SITEMAP:
                _tell_divisions(site, {task.unit[2] for task in work.tasks if _divides(site, task.unit[0])})
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


def work_after(sites: Editions, recorder: Recorder, units: Iterable[Unit], hit: Iterable[Unit]) -> Work:
    """What has to be done after a change that has `hit` some of the units there are. Those of the host are its own.

    The sitemap comes last, for it lists the parts of long lists, and is hit as well if there are others than before."""
    work, by_key = Work(), _by_key(units)
    asked = {unit for unit in hit if _named(unit) not in (PROSE, PICTURE)}
    last = {unit for unit in asked if _named(unit).rpartition("/")[2] == SITEMAP}
    _ask(sites, recorder, by_key, asked - last, work)
    for site in sites.values():
        lists = (by_key.get(name, {}) for name in by_key if _divides(site, name))
        were = {unit[2] for found in lists for listed in found.values() for unit in listed if unit[2]}
        are = were - {unit[2] for unit in work.gone}
        are |= {task.unit[2] for task in work.tasks if _divides(site, task.unit[0])}
        _tell_divisions(site, are)
        if are != were:
            name = site.prefix + SITEMAP
            last |= {(KEYS, name, ""), *(unit for listed in by_key.get(name, {}).values() for unit in listed)}
    _ask(sites, recorder, by_key, last, work)
    return work


def _named(unit: Unit) -> str:
    """What the family of a unit is called."""
    return str(unit[1]) if unit[0] == KEYS else unit[0]


def _divides(site: Edition, name: str) -> bool:
    """Whether a family of an edition are the parts of long lists."""
    return name.startswith(site.prefix) and name[len(site.prefix) :] in _DIVIDING


def _tell_divisions(site: Edition, files: Iterable[str]) -> None:
    """The edition is given the addresses of the parts of long lists."""
    found = (file.removeprefix(site.prefix).removesuffix("index.html") for file in files)
    site.memo.give(DIVIDED, tuple(sorted(found)))


def _ask(sites: Editions, recorder: Recorder, by_key: ByKey, hit: Set[Unit], work: Work) -> None:
    """Ask units again, those that list keys first."""
    done: set[tuple[str, UnitKey]] = set()
    for unit in sorted(hit, key=lambda unit: unit[0] != KEYS):
        kind, key, _ = unit
        name = _named(unit)
        site, family = _found(sites, name)
        fresh, old = [key], by_key.get(name, {})
        if kind == KEYS:
            new = _keys(site, recorder, family, work)
            for one in old.keys() - set(new):
                work.gone |= set(old[one])
                done.add((name, one))
            fresh = [one for one in new if one not in old]
        for one in fresh:
            if (name, one) not in done:
                done.add((name, one))
                _again(site, recorder, family, one, old.get(one, []), hit, work)


def _again(
    site: Edition, recorder: Recorder, family: Family, key: UnitKey, old: list[Unit], hit: Iterable[Unit], work: Work
) -> None:
    """The pages of a key that have to be made anew: all of them, unless its list of pages is what it was."""
    mine = Work()
    _plan_key(site, recorder, family, key, mine)
    listed = (site.prefix + family.name, key, "")
    if listed in old and listed in mine.traces and listed not in hit:
        mine.tasks = [task for task in mine.tasks if task.unit in hit]
    else:
        work.gone |= set(old) - {task.unit for task in mine.tasks} - mine.traces.keys()
    work.tasks += mine.tasks
    work.traces |= mine.traces


def _by_key(units: Iterable[Unit]) -> ByKey:
    found: dict[str, dict[UnitKey, list[Unit]]] = {}
    for unit in units:
        if unit[0] not in (KEYS, PROSE, PICTURE):
            found.setdefault(unit[0], {}).setdefault(unit[1], []).append(unit)
    return found
