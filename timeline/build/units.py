"""The pages of a site as units of work: which there are, which of them have to be made, and what each has read.

A unit is a page, or the list of pages a key of a family has, or the list of keys a family has. Each has a trace. After
a change only the units whose trace meets a changed fact are asked again; see `timeline.site.traces`.
"""

from collections.abc import Iterable, Mapping
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


def all_work(site: Edition, recorder: Recorder) -> Work:
    """Everything: the work of a first build."""
    work = Work()
    for family in FAMILIES:
        for key in _keys(site, recorder, family, work):
            _plan_key(site, recorder, family, key, work)
    return work


def _keys(site: Edition, recorder: Recorder, family: Family, work: Work) -> list[UnitKey]:
    with recorder.noting() as trace:
        keys = [encoded(key) for key in family.keys(site)]
    work.traces[KEYS, family.name, ""] = codes_of(trace)
    return keys


def _plan_key(site: Edition, recorder: Recorder, family: Family, key: UnitKey, work: Work) -> None:
    """The pages of a key. If there is but one, what was read to find it belongs to its own trace."""
    with recorder.noting() as trace:
        plans = list(family.plans(site, decoded(key)))
    if len(plans) == 1:
        work.tasks.append(Task((family.name, key, plans[0].path)))
        return
    work.traces[family.name, key, ""] = codes_of(trace)
    work.tasks += [Task((family.name, key, plan.path), plan) for plan in plans]


def plan_of(site: Edition, task: Task) -> Plan:
    """The plan of a task."""
    if task.plan is not None:
        return task.plan
    name, key, _ = task.unit
    (plan,) = _FAMILIES[name].plans(site, decoded(key))
    return plan


def work_after(site: Edition, recorder: Recorder, units: Iterable[Unit], hit: Iterable[Unit]) -> Work:
    """What has to be done after a change that has `hit` some of the units there are. Those of the host are its own."""
    work, by_key = Work(), _by_key(units)
    done: set[tuple[str, UnitKey]] = set()
    for name, key, _ in sorted(hit, key=lambda unit: unit[0] != KEYS):
        if name == KEYS:
            family = _FAMILIES[str(key)]
            new, old = _keys(site, recorder, family, work), by_key.get(family.name, {})
            for one in old.keys() - set(new):
                work.gone |= set(old[one])
                done.add((family.name, one))
            fresh = [one for one in new if one not in old]
        elif name in _FAMILIES:
            family, fresh = _FAMILIES[name], [key]
        else:
            continue
        for one in fresh:
            if (family.name, one) not in done:
                done.add((family.name, one))
                _again(site, recorder, family, one, by_key.get(family.name, {}).get(one, []), hit, work)
    return work


def _again(
    site: Edition, recorder: Recorder, family: Family, key: UnitKey, old: list[Unit], hit: Iterable[Unit], work: Work
) -> None:
    """The pages of a key that have to be made anew: all of them, unless its list of pages is what it was."""
    mine = Work()
    _plan_key(site, recorder, family, key, mine)
    listed = (family.name, key, "")
    if listed in old and listed in mine.traces and listed not in hit:
        mine.tasks = [task for task in mine.tasks if task.unit in hit]
    else:
        work.gone |= set(old) - {task.unit for task in mine.tasks} - mine.traces.keys()
    work.tasks += mine.tasks
    work.traces |= mine.traces


def _by_key(units: Iterable[Unit]) -> Mapping[str, Mapping[UnitKey, list[Unit]]]:
    found: dict[str, dict[UnitKey, list[Unit]]] = {}
    for unit in units:
        if unit[0] in _FAMILIES:
            found.setdefault(unit[0], {}).setdefault(unit[1], []).append(unit)
    return found
