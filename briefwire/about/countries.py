"""Countries by code, and by their names in small letters: CLDR's (through Babel) and the marked forms of `countries.toml`."""

from functools import cache

from babel import Locale

from briefwire.about import forms

# Two letters that CLDR names and ISO 3166 does not: unions, outlying regions, test data, "unknown".
_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"))


def is_code(code: str) -> bool:
    """Whether this is the alpha-2 code of a country (ISO 3166-1, and XK for Kosovo, as CLDR names them)."""
    return code in _codes()


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def names() -> dict[str, str]:
    """English names, demonyms and governing capitals in lower case, with the country's ISO 3166 alpha-2 code. Families of articles rest on this set."""
    found: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if is_code(code):
            for form in name.casefold().replace("&", "and").split(" ("):
                found.setdefault(form.rstrip(")"), code)
    for code in forms.countries():
        found.update(dict.fromkeys(forms.folded(code), code))
    return found
