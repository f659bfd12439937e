"""Whether two values of a site are alike: to whoever compares all of them, or to readers of one language."""

from typing import Any

from timeline.model.texts import Text


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two values are alike in everything that may be shown; dates are equal even where their words are not."""
    return _alike(one, other, True)


def shown_alike(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two values are alike for readers of their language: what a text is in others does not count."""
    return _alike(one, other, False)


def _alike(one: Any, other: Any, others: bool) -> bool:  # noqa: ANN401
    if one is other:
        return True
    if isinstance(one, tuple) and type(one) is type(other):
        return len(one) == len(other) and all(_alike(*pair, others) for pair in zip(one, other, strict=True))
    return bool(_plain(one, others) == _plain(other, others))


def _plain(value: Any, others: bool) -> Any:  # noqa: ANN401
    if value is None or type(value) in (str, int, bool):  # a `Text` is more than its words
        return value
    if isinstance(value, tuple):
        return (type(value).__name__, *(_plain(part, others) for part in value))
    if hasattr(value, "__dataclass_fields__"):
        parts = (getattr(value, name) for name in value.__dataclass_fields__)
        return (type(value).__name__, *(_plain(part, others) for part in parts))
    if isinstance(value, Text) and not others:
        return ("Text", str(value), value.lang)
    reduce = getattr(type(value), "__reduce__", object.__reduce__)
    return value if reduce is object.__reduce__ else _plain_parts(value, others)


def _plain_parts(value: Any, others: bool) -> Any:  # noqa: ANN401
    parts = value.__reduce__()
    if not isinstance(parts, tuple):
        return value
    return (type(value).__name__, *(_plain(part, others) for part in parts[1]))
