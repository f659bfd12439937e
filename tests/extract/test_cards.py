"""Every card's own examples: what must fire, with span and value, and what must not."""

import pytest

from timeline.dates import Day
from timeline.extract.mentions import Anchor
from timeline.extract.rules import Card, grammar
from timeline.extract.timex import find

ANCHOR = Anchor(Day(2023, 12, 28))
CARDS = grammar().cards
FIRES = [(card, marked, value) for card in CARDS for marked, value in card.fires.items()]
NEVER = [(card, text) for card in CARDS for text in card.never]


def domain(card: Card) -> str:
    return card.only or "news"


@pytest.mark.parametrize(("card", "marked", "value"), FIRES, ids=[f"{c.name}-{m}" for c, m, _ in FIRES])
def test_a_card_fires_on_its_examples(card: Card, marked: str, value: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    start = marked.index("[")
    end = marked.index("]") - 1
    found = [each for each in find(text, ANCHOR, domain(card)) if each.start < end and each.end > start]  # type: ignore[arg-type]
    assert [(each.value, each.rule) for each in found] == [(value, card.name)]
    assert found[0].start <= start
    assert found[0].end >= end


@pytest.mark.parametrize(("card", "text"), NEVER, ids=[f"{c.name}-{t}" for c, t in NEVER])
def test_a_card_stays_silent_on_its_counter_examples(card: Card, text: str) -> None:
    assert [each.words for each in find(text, ANCHOR, domain(card)) if each.rule == card.name] == []  # type: ignore[arg-type]


def test_every_card_has_an_example_of_some_kind() -> None:
    assert [card.name for card in CARDS if not card.fires and not card.never] == []
