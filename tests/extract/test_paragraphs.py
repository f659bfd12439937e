"""Whole paragraphs as editors meet them: which expressions are found, in order, with their values.

Every text is our own. The report's day is Thursday 2023-12-28 unless the case says otherwise.
"""

import pytest

from timeline.dates import Day
from timeline.extract.mentions import Anchor
from timeline.extract.timex import find, guess_domain

NEWS = (
    (
        "The ferry sank off the island on Tuesday, the coast guard said. Divers found the wreck late Wednesday. An "
        "inquiry is due to begin on Monday, and a first report is expected in March.",
        ["2023-12-26", "2023-12-27", "2024-01-01", "2024-03"],
    ),
    (
        "Workers at the port have been on strike since Dec. 4. Talks collapsed last week; they will resume on Jan. 8.",
        ["2023-12-04", "2023-W51", "2024-01-08"],
    ),
    (
        "The mayor, who took office in 2019, said on Friday that she would not stand again in next year's election.",
        ["2019", "2023-12-22", "2024"],
    ),
    (
        "Profit fell to 12 million euros in the third quarter from 15 million a year earlier. For the first nine "
        "months of 2023 it was flat.",
        ["2023-Q3", "2022-Q3", "P9M", "2023"],
    ),
    (
        "Sales fell 8% in November from the same month last year. The company plans to open two shops this spring.",
        ["2023-11", "2022-11", "2023-SP"],
    ),
    (
        "Two weeks ago the council met. It is to vote tomorrow, a day earlier than planned.",
        ["2023-W50", "2023-12-29"],
    ),
    (
        "It rained on Christmas Day, and on Boxing Day the river rose. By Wednesday morning the town was under water.",
        ["2023-12-25", "2023-12-26", "2023-12-27TMO"],
    ),
    (
        "The 36-year-old was arrested at 5:30 a.m. on Thursday and released eight hours later.",
        ["2023-12-28T05:30", "XXXX-XX-XXTXX"],
    ),
    ("May said she may march in March. In May she did not.", ["2023-03", "2023-05"]),
    ("The sun set over Mr. Sun's house. Mrs. April Winter sat there in April.", ["2023-04"]),
    ("They sold 1,950 tickets, 2000 programmes and 1984 copies; the hall holds 2010 people.", []),
    ("The bridge, built in the 1930s, was closed in the mid-1990s and again in early 2005.", ["193", "199", "2005"]),
    ("He was USA Today's editor until today.", ["2023-12-28"]),
    ("The people of tomorrow will read it.", ["FUTURE_REF"]),
    ("Neither of them could be found on Tuesday.", ["2023-12-26"]),
    ("The team planned to leave on Tuesday.", ["2024-01-02"]),
    ("They did not intend to sign before Friday.", ["2023-12-29"]),
    ("The money may arrive as early as Monday.", ["2024-01-01"]),
    ("It will be paid on a still unspecified date in January.", ["2024-01"]),
    ("The court, which was to have ruled in November, ruled on Dec. 20.", ["2023-11", "2023-12-20"]),
    ("The leaders meet Saturday.", ["2023-12-30"]),
    ("The day before yesterday a bomb fell; the following day it was cleared.", ["2023-12-26", "2023-12-27"]),
    ("He had left in October 2001 and came back that same month.", ["2001-10", "2001-10"]),
    ("The law of Jan. 6, 2021 expires at the end of next month.", ["2021-01-06", "2024-01"]),
    ("On 7/12/2021 they signed; the text is dated 2021-07-30.", ["2021-07-12", "2021-07-30"]),
    ("Over the past two years prices rose by a tenth; last winter was the worst.", ["P2Y", "2022-WI"]),
    ("Every Monday they meet at noon.", ["XXXX-WXX-1", "2023-12-28T12:00"]),
    ("In recent years few came. Now there are many.", ["PXY", "PRESENT_REF"]),
    ("Fiscal 2024 began on October 1.", ["2024", "2023-10-01"]),
    ("According to a report published on Tuesday, it had sold ten.", ["2023-12-26"]),
    ("It sold ten in the quarter ending Sept. 30.", ["2023-Q3", "2023-09-30"]),
    ("A decade later all was forgotten.", ["FUTURE_REF"]),
    ("The service is Saturday at 2 p.m., and the first round is on April 21.", ["2023-12-30T14:00", "2024-04-21"]),
    ("Term ends on the last Friday in June; the week after next is free.", ["2024-06-28", "2024-W02"]),
    ("The July 7 bombings and the Sept. 11 attacks changed much.", ["2023-07-07", "2001-09-11"]),
    ("At 2:45 a.m. local time (1945 GMT Tuesday) it began.", ["2023-12-28T02:45", "2023-12-26T19:45Z"]),
)

STORIES = (
    (
        "In 1808 the army crossed the river. On 3 May it took the town. Two days later the town burned. The following "
        "year the army left. In June 1810 it was back.",
        ["1808", "1808-05-03", "1808-05-05", "1809", "1810-06"],
    ),
    (
        "The siege began on 2 December 1641. In January the walls fell. The governor, who had come in 1638, fled.",
        ["1641-12-02", "1642-01", "1638"],
    ),
    (
        "In March 1920 the line reached the coast. It was to stay open until 1955. In June the first train came.",
        ["1920-03", "1955", "1920-06"],
    ),
    (
        "The war of 1756-63 was over. In the spring and summer of 1764 the borders were drawn.",
        ["1756", "1763", "1764-SP", "1764-SU"],
    ),
    (
        "In 490 BC they landed. In 480 BC they came again, and in August they burned the city.",
        ["BC0490", "BC0480", "BC0480-08"],
    ),
    ("The temple was built in the 5th century BC and rebuilt in the 12th century.", ["BC04", "11"]),
    (
        "On 14 July 1789 the crowd rose. That night the king slept. The next day he came to the hall.",
        ["1789-07-14", "1789-07-14TNI", "1789-07-15"],
    ),
    (
        "Between 4 and 9 August 1914 the forts held. By the end of the month all had fallen.",
        ["1914-08-04", "1914-08-09", "1914-08"],
    ),
    (
        "The duke led 1500 men and 1200 horsemen. At 5 a.m. on 1 July 1690 they crossed.",
        ["1690-07-01T05:00"],
    ),
    (
        "In late 1943 the front moved. From a low in 1941 the army had grown. By May it stood at the gates.",
        ["1943", "1941", "1943-05"],
    ),
    (
        "On 8 December 1789 they met. The 1614 rules were read. Later in 1789 more came. In January they voted.",
        ["1789-12-08", "1614", "1789", "1790-01"],
    ),
    (
        "In 1789 the club was formed. The men of '89 left it in May. The 1614 letters burned.",
        [
            "1789",
            "1789",
            "1789-05",
            "1614",
        ],
    ),
    (
        "The war lasted from 17 July 1836 to 1 April 1839. On 18 July the rising spread.",
        ["1836-07-17", "1839-04-01", "1836-07-18"],
    ),
    (
        "By early 204 BC all was ready. In summer 203 they won. On 19 October 202 they met. In August 200 ships came.",
        ["BC0204", "BC0203-SU", "BC0202-10-19", "BC0202-08"],
    ),
    ("In AD 410 the city fell. In 455 it fell again, and by 476 all was over.", ["0410", "0455", "0476"]),
    (
        "The club was founded in 1901. Ten years later it moved. The 1905 fire had cost it dearly.",
        ["1901", "1911", "1905"],
    ),
)


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news(text: str, expected: list[str]) -> None:
    assert [each.value for each in find(text, Anchor(Day(2023, 12, 28)), "news")] == expected


@pytest.mark.parametrize(("text", "expected"), STORIES)
def test_stories(text: str, expected: list[str]) -> None:
    assert [each.value for each in find(text, Anchor(Day(2009, 12, 19)), "narrative")] == expected


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("The hall, built in 1804, burned in 1890 and in 1921 and was sold in 1950. It reopened last week.", "news"),
        ("In 1804 it was built. It burned in 1890 and in 1921. In 1950 it was sold.", "narrative"),
        ("He was born in 1950. He said on Monday that he would leave.", "news"),
        ("They met in 490 BC, in 480 BC and in 431 BC.", "narrative"),
    ],
)
def test_the_guess_of_news_or_story(text: str, domain: str) -> None:
    assert guess_domain(text, Anchor(Day(2023, 12, 28))) == domain
