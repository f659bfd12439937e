"""Which way a text runs, for pictures that are drawn before it is shown anywhere."""

from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]


def direction(text: str) -> Direction:
    """The direction of a text: that of its first letter which has one (Unicode Standard Annex 9, P2 and P3).

    >>> direction("1998: كتاب"), direction("(Bonn)"), direction("1998")
    ('rtl', 'ltr', 'ltr')
    """
    found = (bidirectional(sign) for sign in text)
    return "rtl" if next((kind for kind in found if kind in ("L", "R", "AL")), "L") != "L" else "ltr"
