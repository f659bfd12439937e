"""Verbs of English news by their forms: which words can be the verb of a clause, and `taking` -> `took`.

There is no tagger of parts of speech here. Irregular verbs are listed, regular ones are known by their ending and by
the word before them; what is wrong now and then is a title, which an editor sees.
"""

from collections.abc import Sequence

BE = frozenset({"was", "were", "is", "are", "’re", "'re"})
HAVE = frozenset({"had", "has", "have"})
_DO = frozenset({"did", "does", "do"})
MODALS = frozenset({"will", "would", "could", "can", "may", "might", "must", "shall", "should", "cannot"})
AUXILIARIES = BE | HAVE | _DO | MODALS

# base, past, and the participle where it differs
_IRREGULAR = (
    *("become became", "begin began begun", "bind bound", "bite bit bitten", "blow blew blown", "break broke broken"),
    *("bring brought", "build built", "burn burnt", "buy bought", "catch caught", "choose chose chosen", "come came"),
    *("deal dealt", "draw drew drawn", "drive drove driven", "eat ate eaten", "fall fell fallen", "feel felt"),
    *("fight fought", "find found", "flee fled", "fly flew flown", "forget forgot forgotten", "get got gotten"),
    *("give gave given", "go went gone", "grow grew grown", "hang hung", "hear heard", "hide hid hidden", "hold held"),
    *("keep kept", "know knew known", "lay laid", "lead led", "leave left", "lend lent", "lie lay lain", "lose lost"),
    *("make made", "mean meant", "meet met", "overtake overtook overtaken", "pay paid", "ride rode ridden"),
    *("rise rose risen", "run ran", "say said", "see saw seen", "seek sought", "sell sold", "send sent"),
    *("shake shook shaken", "shoot shot", "show showed shown", "sing sang sung", "sink sank sunk", "sit sat"),
    *("sleep slept", "speak spoke spoken", "spend spent", "spring sprang sprung", "stand stood", "steal stole stolen"),
    *("stick stuck", "strike struck", "swear swore sworn", "sweep swept", "swim swam swum", "take took taken"),
    *("teach taught", "tear tore torn", "tell told", "think thought", "throw threw thrown", "undergo underwent"),
    *("understand understood", "wake woke woken", "wear wore worn", "win won", "withdraw withdrew withdrawn"),
    *("write wrote written", "arise arose arisen", "foresee foresaw foreseen", "uphold upheld", "feed fed"),
    *("breed bred", "dig dug", "forbid forbade forbidden", "freeze froze frozen", "lean leant", "overcome overcame"),
    *("oversee oversaw overseen", "rebuild rebuilt", "resell resold", "swing swung", "undertake undertook undertaken"),
    *("cut cut", "hit hit", "put put", "set set", "shut shut", "split split", "spread spread", "quit quit", "let let"),
    *("cost cost", "hurt hurt", "cast cast", "burst burst", "bid bid", "beat beat beaten", "die died", "tie tied"),
    *("bear bore borne", "be was been", "have had", "do did done", "re-elect re-elected"),
)
_FORMS = tuple(tuple(each.split()) for each in _IRREGULAR)
_PASTS = frozenset(forms[1] for forms in _FORMS)
_NOUNS_TOO = frozenset(
    {"cut", "set", "let", "cost", "bit", "left", "lay", "split", "bid", "felt", "saw", "cast", "wound"}
)
_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "who", "which", "that"})
_PARTICIPLES = frozenset(forms[-1] for forms in _FORMS)
_PRESENT = frozenset(
    (
        *("says", "includes", "remains", "becomes", "begins", "makes", "takes", "gives", "seems", "appears"),
        *("wants", "comes", "goes", "gets", "holds", "believes", "contains", "opens", "means", "knows"),
        *("denies", "tells", "brings", "expects", "announces", "reports", "sells", "follows", "wins", "dies"),
    )
)
_AMBIGUOUS = frozenset({"reports", "means", "holds", "opens"})  # nouns or verbs
_NO_VERB = frozenset({"need", "hundred", "indeed", "speed", "seed", "feed", "breed", "bed", "red", "embed", "wed"})
_BEFORE_NOUN = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"),
        *("some", "any", "no", "of", "in", "on", "at", "by", "for", "from", "with", "to", "as", "more", "most"),
        *("very", "two", "three", "four", "several", "many", "all", "each", "every", "other", "be", "been", "being"),
    )
)
_VOWELS = frozenset("aeiou")


def finite(words: Sequence[str], at: int, first: int) -> bool:
    """Whether a word can be the verb of a clause that began at `first`.

    >>> words = "He joined the accused man who took over".split()
    >>> [word for at, word in enumerate(words) if finite(words, at, 0)]
    ['joined', 'took']
    """
    word = words[at].lower()
    if word in AUXILIARIES:
        return words[at].islower()
    before = words[at - 1].lower() if at > first else ""
    if not words[at].islower() or before in _BEFORE_NOUN or before in ("’s", "'s", "’", "-"):
        return False
    if word in _NOUNS_TOO:
        return before in _PRONOUNS or (at > first and words[at - 1][0].isupper())
    if word in _PASTS:
        return True
    if word in _PRESENT:
        return bool(before) and word not in _AMBIGUOUS
    return past_shape(word) and before not in BE | HAVE


def past_shape(word: str) -> bool:
    """Whether a word ends as regular pasts do."""
    return word.endswith("ed") and len(word) > 3 and word not in _NO_VERB


def participle(word: str) -> bool:
    """Whether a word can follow "was" or "has": taken, built, arrested."""
    return word in _PARTICIPLES or past_shape(word)


def past(participle: str) -> str:
    """The past of a present participle.

    >>> [past(word) for word in ("taking", "joining", "carrying", "using", "agreeing", "being", "planning")]
    ['took', 'joined', 'carried', 'used', 'agreed', 'was', 'planned']
    """
    stem = participle.removesuffix("ing")
    for base, past, *_ in _FORMS:
        if stem in (base, base.removesuffix("e"), base + base[-1]) or (base[-2:] == "ie" and stem == f"{base[:-2]}y"):
            return past
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"
