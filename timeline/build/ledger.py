"""The units of a site by their numbers, and what each has read: brought up to date unit by unit."""

from collections.abc import Iterable

from timeline.build.state import Traces, Unit


class Ledger:
    """Writes into the list and the traces it was given."""

    def __init__(self, units: list[Unit | None], traces: Traces) -> None:
        self.units, self.traces = units, traces
        self._numbers = {unit: number for number, unit in enumerate(units) if unit is not None}

    def note(self, unit: Unit, trace: bytes) -> None:
        """What a unit has read; it may be new."""
        number = self._numbers.get(unit)
        if number is None:
            number = self._numbers[unit] = len(self.units)
            self.units.append(unit)
        self.traces.newer[number] = trace

    def drop(self, unit: Unit) -> None:
        """The unit is no more."""
        number = self._numbers.pop(unit, None)
        if number is not None:
            self.units[number], self.traces.newer[number] = None, b""

    def lost(self, gone: Iterable[Unit]) -> set[str]:
        """The paths that nobody has any more, of units that are gone."""
        paths = {unit[2] for unit in gone} - {""}
        return paths - {unit[2] for unit in self._numbers} if paths else paths
