"""The pages of a site as units of work: which there are, which of them have to be made, and what each has read.

A unit is a page, or the list of pages a key of a family has, or the list of keys a family has. Each has a trace. After
a change only the units whose trace meets a changed fact are asked again; see `timeline.site.traces`. In other languages
than the main one a family has the language before its name, as its pages have it before their address: `fa/event`.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from timeline.build.pack import codes_of
from timeline.build.state import Unit, UnitKey, decoded, encoded
from timeline.site.pages import FAMILIES
from timeline.site.plans import Family, Plan
from timeline.site.traces import Recorder
from timeline.site.vantage import Edition

KEYS = "keys"  # stands for a family in the unit that lists its keys: (KEYS, family, "")
PROSE = "prose"  # (PROSE, path in the content, file): rendered by the host
PICTURE = "picture"  # (PICTURE, path in the content, file): the sizes of a picture
_FAMILIES = {family.name: family for family in FAMILIES}
Of = tuple[str, UnitKey]  # a family and a key in it
Touched = dict[Of, list[Unit]]
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


def work_after(sites: Editions, recorder: Recorder, units: Iterable[Unit], hit: Set[Unit]) -> Work:
    """What has to be done after a change that has `hit` some of the units there are. Those of the host are its own."""
    work, touched = touched_after(sites, recorder, units, hit)
    for of, old in touched.items():
        work.add(planned_again(sites, recorder, of, old, hit))
    return work


def touched_after(sites: Editions, recorder: Recorder, units: Iterable[Unit], hit: Set[Unit]) -> tuple[Work, Touched]:
    """The keys whose pages may have to be made, with the units that each has had; before that, which keys there are:
    no page is planned in this work."""
    names = {str(key) if kind == KEYS else kind for kind, key, _ in hit} - {PROSE, PICTURE}
    work, touched, by_key, gone = Work(), Touched(), _by_key(units, names), set[Of]()
    for kind, key, _ in sorted(hit, key=lambda unit: unit[0] != KEYS):
        name = str(key) if kind == KEYS else kind
        if name not in names:
            continue
        fresh, old = [key], by_key.get(name, {})
        if kind == KEYS:
            site, family = _found(sites, name)
            new = _keys(site, recorder, family, work)
            for one in old.keys() - set(new):
                work.gone |= set(old[one])
                gone.add((name, one))
            fresh = [one for one in new if one not in old]
        touched |= {(name, one): old.get(one, []) for one in fresh if (name, one) not in gone}
    return work, touched


def planned_again(sites: Editions, recorder: Recorder, of: Of, old: list[Unit], hit: Set[Unit]) -> Work:
    """The pages of a key that have to be made anew: all of them, unless its list of pages is what it was."""
    (name, key), work = of, Work()
    site, family = _found(sites, name)
    _plan_key(site, recorder, family, key, work)
    listed = (name, key, "")
    if listed in old and listed in work.traces and listed not in hit:
        work.tasks = [task for task in work.tasks if task.unit in hit]
    else:
        work.gone = set(old) - {task.unit for task in work.tasks} - work.traces.keys()
    return work


def _by_key(units: Iterable[Unit], names: Set[str]) -> Mapping[str, Mapping[UnitKey, list[Unit]]]:
    """The units of some families."""
    found: dict[str, dict[UnitKey, list[Unit]]] = {}
    for unit in units:
        if unit[0] in names:
            found.setdefault(unit[0], {}).setdefault(unit[1], []).append(unit)
    return found
