"""Spelling: whether two words are one word, written the American or the British way, or with a slip of the pen."""

import re

_VARIANTS = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?|ers?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})ys(?=(?:e[ds]?|ing|ers?)$)"), "yz"),
    (re.compile(r"our(?=(?:ed|ing|s|able|ite|ites|ful|er|ers|hood|hoods|less|ably|al)?$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=(?:s|d)?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ment|ments|ful)$)"), "l"),
    (re.compile(r"(?<=l)ogue(?=s?$)"), "og"),
    (re.compile(r"ence(?=(?:s|less)?$)"), "ense"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"(?<=.)[ao]e(?=[a-z]{3})"), "e"),
    (re.compile(r"(?<=judg|ledg)e(?=ment)"), ""),
    (re.compile(r"wards$"), "ward"),
)
_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        "grey gray", "tyre tire", "cheque check", "plough plow", "sceptical skeptical", "aluminium aluminum", "whilst while", "amongst among",
        "learnt learned", "burnt burned", "mould mold", "jewellery jewelry", "storey story", "kerb curb", "ageing aging", "practise practice",
        "advisor adviser", "cosy cozy", "enrol enroll", "fulfil fulfill", "licence license", "ok okay", "manoeuvre maneuver",
    )
)  # fmt: skip
# Slips that are words of their own are no slips.
_DIFFERENT = frozenset(
    frozenset(pair.split())
    for pair in (
        "unclear nuclear", "county country", "though through", "casual causal", "martial marital", "trail trial", "united untied",
        "public pubic", "angel angle",
        "assure assured", "quite quiet", "diary dairy", "desert dessert", "costumer customer", "complement compliment", "through thorough", "counsel council",
        "collation collision", "defuse diffuse", "principal principle", "elicit illicit",
    )
)  # fmt: skip
_SHORT_SLIPS = frozenset(("teh", "hte", "adn", "nad"))
_SHORTEST = 5
_ENDINGS = frozenset("s es d ed r er ly y n en al ing st est".split())
_VOWELS = frozenset("aeiou")


def same_word(before: str, after: str) -> bool:
    """Whether two different folded words are spellings of one: a variant, or an obvious slip (letters swapped, doubled or lost inside the word, a wrong vowel).

    Endings make other words ("talk", "talks"), and so do other consonants ("refuse", "refuge").
    """
    pair = frozenset((before, after))
    if pair in _DIFFERENT:
        return False
    if pair in _PAIRS or _variant(before) == _variant(after) or before.replace("-", "") == after.replace("-", ""):
        return True
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha() and _slip(*sorted((before, after), key=len))


def _variant(word: str) -> str:
    for shape, form in _VARIANTS:
        word = shape.sub(form, word)
    return word


def _slip(short: str, long: str) -> bool:
    if len(long) == len(short):
        wrong = [at for at in range(len(short)) if short[at] != long[at]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return (
                short[wrong[0]] == long[wrong[1]]
                and short[wrong[1]] == long[wrong[0]]
                and (len(short) > 3 or bool({short, long} & _SHORT_SLIPS))
            )
        return len(wrong) == 1 and len(short) >= 7 and 0 < wrong[0] < len(short) - 1 and {short[wrong[0]], long[wrong[0]]} <= _VOWELS
    if len(long) != len(short) + 1 or len(long) < _SHORTEST:
        return False
    at = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
    if at == len(short) or short[at:] != long[at + 1 :]:
        return False
    return not any(long == short + ending or (short[:-1] + ending == long) for ending in _ENDINGS) and (at > 0 or long[0] not in "aeiou")
