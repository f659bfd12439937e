"""Links in running text are found in one way, whether or not a text has definitions of links."""

import random

from timeline.content import mentions
from timeline.content.intricacy import intricacies
from timeline.content.mentions import file_links, foreign_schemes, text_links, without_code

PIECES = [
    "[",
    "](",
    "]:",
    "]: ",
    "]",
    "event:flood",
    "actor:a",
    "javascript:x",
    "media/b.png",
    "<",
    ">",
    ")",
    "\n",
    "\n\n",
]
PIECES += [" ", "    ", "[^1]: ", "`", "```\n", "https://example.org/", "#part", "(", "word"]


def test_texts_without_definitions_have_the_links_that_every_text_has() -> None:
    chance = random.Random(5)
    found = 0
    for _ in range(4000):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 14)))
        for links in (mentions._LINK, mentions._SCHEME, mentions._FILE):
            every = [match.span() for match in links._every.finditer(without_code(text))]
            assert [match.span() for match in links.within(text)] == every, text
            found += len(every)
    assert found > 500


def test_a_text_with_both_kinds_of_links() -> None:
    text = "[x](event:a)\n\n[y]: actor:b\n[z]: <media/c.png>\n"
    assert [(link.kind, link.id) for link in text_links(text)] == [("event", "a"), ("actor", "b")]
    assert [path for path, _ in file_links(text)] == ["media/c.png"]
    assert not list(foreign_schemes(text))


def test_what_makes_a_text_too_intricate_is_found_at_its_limit() -> None:
    at_most = ["[" * 40, "[a](" * 40, "a\n" * 400, "> " * 20 + "a", "    " * 20 + "a", "\t" * 20 + "a"]
    too_many = ["[" * 41, "[a](" * 41, "a\n" * 401, "> " * 21 + "a", "    " * 21 + "a", "\t" * 20 + "    a"]
    assert [bool(list(intricacies(text))) for text in at_most] == [False] * len(at_most)
    assert [bool(list(intricacies(text))) for text in too_many] == [True] * len(too_many)
