"""What the cache keeps: every value that a record can have comes back, and no class of others does."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.conftest import Site
from timeline.build.pack import DamagedError, freeze, thaw

FILES = {
    "events/flood.yml": (
        "date: 1987-03-14\ntitle: Flood\nactors: [{actor: mayor, role: warned}]\n"
        "figures: [{what: houses flooded, value: 12..20.5, according_to: mayor}]\ndates: [{date: 1988}]\n"
        "claims: [{by: mayor, says: Nobody was told., denied_by: [mayor]}]\ncorrections: [{on: 1990-01-02, note: No.}]"
    ),
    "actors/mayor.yml": "name: The mayor",
    "places/mill.yml": "name: The mill\ncoordinates: 51.5, -0.25",
}


def test_records_with_figures_come_back(site: Site) -> None:
    library = site(FILES)
    for record in (*library.events.values(), *library.actors.values(), *library.places.values()):
        assert thaw(freeze(record)) == record


def test_a_class_of_others_is_damage() -> None:
    assert thaw(freeze(Decimal("12.5"))) == Decimal("12.5")
    with pytest.raises(DamagedError, match="Fraction"):
        thaw(freeze(Fraction(1, 2)))
