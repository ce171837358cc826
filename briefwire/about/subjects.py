"""Countries and actors by their codes and names: what statements can be about, and what a question may call them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from briefwire.about import forms
from briefwire.about.forms import How

COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Subject:
    """A country (ISO 3166-1 alpha-2, and XK) or an actor that statements are about.

    `kind` is country, organisation, court, armed_group or movement; `country` the country that an actor stands for, None for a country itself and for an actor
    of none. `names` are all in small letters and belong to this subject alone: English, Chinese and Urdu.
    """

    code: str
    kind: str
    name: str
    country: str | None
    names: tuple[str, ...]


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject, by code. A name that two of them bear ("Congo") belongs to none."""
    owners: dict[str, set[str]] = {}
    for name, codes in (*_cldr_names(), *_forms()):
        owners.setdefault(name.casefold(), set()).update(codes)
    names: dict[str, list[str]] = {}
    for name, bearers in owners.items():
        if len(bearers) == 1:
            names.setdefault(next(iter(bearers)), []).append(name)
    english = Locale("en").territories
    countries = (Subject(code, COUNTRY, english[code], None, tuple(sorted(names[code]))) for code in forms.countries())
    actors = (
        Subject(one.code, one.kind, _first_name(one.code), one.of, tuple(sorted(names.get(one.code, ()))))
        for one in forms.actors().values()
    )
    return tuple(sorted((*countries, *actors), key=lambda one: one.code))


def _cldr_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """CLDR's names as they stand: texts have them in other forms ("Cocos (Keeling) Islands") or as forms of the people's name ("Philippines")."""
    for language in ("en", "zh", "ur"):
        territories = Locale(language).territories
        yield from ((territories[code], (code,)) for code in forms.countries() if code in territories)


def _forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The forms that are names, and ambiguous ones, which take a name away from all that bear it."""
    for form in (*forms.english(), *forms.chinese(), *forms.urdu()):
        if form.codes and form.how in (How.NAME, How.ACTOR):
            yield form.text, form.codes


def _first_name(code: str) -> str:
    return next(form.text for form in forms.english() if form.how is How.ACTOR and form.codes == (code,))
