"""Changes over changes are changes over the first mapping."""

import random

from timeline.site.overlay import Overlay


def test_many_edits_are_one_over_the_first() -> None:
    dice = random.Random(1)
    plain = {f"k{number}": number for number in range(20)}
    laid: Overlay = Overlay(plain, {}, ())
    for step in range(200):
        changed = {f"k{dice.randrange(30)}": step for _ in range(dice.randrange(3))}
        gone = {f"k{dice.randrange(30)}" for _ in range(dice.randrange(3))} - changed.keys()
        plain = {key: value for key, value in (plain | changed).items() if key not in gone}
        laid = Overlay(laid, changed, gone)
        assert dict(laid) == plain
        assert len(laid) == len(plain)
        assert not isinstance(laid._base, Overlay)
