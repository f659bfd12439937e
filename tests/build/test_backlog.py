"""What is asked for comes first, nothing is made twice, and nothing is forgotten."""

from threading import Event, Thread

from timeline.build.backlog import MISTAKES, Backlog, Turns
from timeline.build.state import Unit
from timeline.build.units import KEYS, Of, Task, Work


def task(id: str) -> Task:
    return Task(("event", id, f"events/{id}/index.html"))


PARTS: Of = ("claims-parts", "")
LIST: Unit = ("claims-parts", "", "")
ONE: Unit = ("claims-parts", "", "claims/1/index.html")
TWO: Unit = ("claims-parts", "", "claims/2/index.html")


def test_a_page_is_due_until_it_is_made() -> None:
    backlog = Backlog([task("a"), task("b")])
    assert "events/a/index.html" in backlog
    first = backlog.of("events/b/index.html")
    assert first is not None
    backlog.done(first)
    assert backlog.units == {task("a").unit}
    assert backlog.next() == task("a")
    backlog.done(task("a"))
    assert backlog.is_done
    assert backlog.next() is None


def test_a_page_that_fails_is_due_and_not_made_in_idle_time_again() -> None:
    backlog = Backlog(task(str(number)) for number in range(MISTAKES + 5))
    while backlog.is_open:
        failing = backlog.next()
        assert failing is not None
        backlog.failed(failing)
    assert len(backlog.units) == MISTAKES + 5
    assert backlog.of("events/0/index.html") == task("0"), "whoever asks tries again"
    assert not backlog.is_done


def test_the_pages_of_a_key_are_found_when_one_is_asked_for() -> None:
    backlog = Backlog((), {PARTS: [LIST, ONE, TWO]}, frozenset({LIST, ONE}))
    assert backlog.units == {LIST, ONE}
    assert backlog.to_plan("claims/2/index.html") == PARTS
    assert backlog.to_plan("events/a/index.html") is None
    backlog.planned(PARTS, lambda of, old: Work([Task(ONE)]))
    assert backlog.to_plan("claims/2/index.html") is None
    assert "claims/2/index.html" not in backlog
    assert backlog.units == {ONE}


def test_a_sitemap_that_nobody_has_looked_at_is_due_whatever_was_hit() -> None:
    page: Unit = ("sitemap", "sitemap.xml", "sitemap.xml")
    backlog = Backlog((), {(KEYS, "sitemap"): [(KEYS, "sitemap", ""), page, ONE]})
    assert backlog.units == {(KEYS, "sitemap", ""), page}
    assert backlog.to_plan("sitemap.xml") == (KEYS, "sitemap")
    assert backlog.to_plan("claims/1/index.html") is None, "which is of another key"


def test_whoever_is_waited_for_comes_before_idle_work() -> None:
    turns, order, begun = Turns(), list[str](), Event()

    def work() -> None:
        while True:
            with turns.idle(lambda: True) as go_on:
                if not go_on:
                    return
                order.append("idle")
                begun.set()

    with turns.now():
        worker = Thread(target=work)
        worker.start()
        order.append("now")
    assert begun.wait(60)
    turns.end()
    worker.join(60)
    assert not worker.is_alive()
    assert order[:2] == ["now", "idle"]
