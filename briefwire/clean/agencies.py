"""News agencies and how bylines and datelines name them. Data: the agencies' own short names; add a line to teach a new one."""

import re

# Canonical short name -> other names seen in credits. Compared without case and dots.
AGENCIES: dict[str, tuple[str, ...]] = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "ANI": ("Asian News International",),
    "AP": ("Associated Press", "The Associated Press"),
    "APP": ("Associated Press of Pakistan",),
    "Anadolu": ("AA", "Anadolu Agency", "Anadolu Ajansi", "Anadolu Ajansı"),
    "ANSA": (),
    "BelTA": (),
    "Bernama": (),
    "BNA": ("Bahrain News Agency",),
    "BRNN": ("Belt and Road News Network",),
    "BSS": ("Bangladesh Sangbad Sangstha",),
    "CNA": ("Central News Agency",),
    "dpa": ("Deutsche Presse-Agentur",),
    "DNA": (),
    "EFE": (),
    "IANS": (),
    "INP": ("Independent News Pakistan",),
    "Interfax": (),
    "IRNA": ("Islamic Republic News Agency",),
    "ISNA": (),
    "Kazinform": ("Qazinform",),
    "KCNA": (),
    "KUNA": ("Kuwait News Agency",),
    "Kyodo": ("Kyodo News",),
    "MENA": (),
    "Mehr": ("Mehr News Agency",),
    "NNI": ("News Network International",),
    "Online": ("Online News",),
    "PA": ("PA Media", "Press Association"),
    "PPI": ("Pakistan Press International",),
    "PTI": ("Press Trust of India",),
    "QNA": ("Qatar News Agency",),
    "Reuters": ("Thomson Reuters",),
    "RIA Novosti": ("RIA",),
    "SPA": ("Saudi Press Agency",),
    "Sputnik": (),
    "TASS": ("ITAR-TASS", "ТАСС"),
    "Tasnim": (),
    "UNA": ("Union of OIC News Agencies",),
    "UNI": ("United News of India",),
    "UPI": (),
    "UzA": ("UZA",),
    "WAM": ("Emirates News Agency",),
    "Xinhua": ("Xinhua News Agency", "新华社"),
    "Yonhap": ("Yonhap News Agency",),
}

_SEPARATORS = re.compile(r"[|/,;&]|\band\b|\bwith\b", re.IGNORECASE)
_CREDIT_CHARACTERS = 120


def _key(name: str) -> str:
    return " ".join(name.replace(".", "").casefold().split())


_CANONICAL = {_key(alias): name for name, aliases in AGENCIES.items() for alias in (name, *aliases)}


def known(name: str) -> str | None:
    """The canonical short name of an agency, or None when the name is no agency's."""
    return _CANONICAL.get(_key(name))


def from_byline(byline: str | None) -> str | None:
    """The agencies a byline names, in its order, joined by a slash ("AFP | Reuters" -> "AFP/Reuters"); None when it names none.

    "Agencies", "News Desk" and persons name none.
    """
    if not byline:
        return None
    named = [name for part in _SEPARATORS.split(byline[:_CREDIT_CHARACTERS]) if (name := known(part.strip(" ()")))]
    return "/".join(dict.fromkeys(named)) or None
