"""Countries in English text: names from Unicode CLDR (through Babel), demonyms and capitals from a small table of ours."""

from functools import cache

from babel import Locale

# ISO 3166 alpha-2 -> demonyms, short names and capitals standing for the government. Names that CLDR already gives are not repeated.
_OTHER_NAMES: dict[str, str] = {
    "AE": "uae|emirati|abu dhabi", "AF": "afghan|kabul", "AM": "armenian|yerevan", "AR": "argentine|argentinian", "AT": "austrian|vienna",
    "AU": "australian|canberra", "AZ": "azerbaijani|azeri|baku", "BA": "bosnian|bosnia", "BD": "bangladeshi|dhaka", "BE": "belgian", "BG": "bulgarian",
    "BH": "bahraini|manama", "BR": "brazilian", "BY": "belarusian|minsk", "CA": "canadian|ottawa", "CH": "swiss", "CL": "chilean", "CN": "chinese|beijing",
    "CO": "colombian", "CU": "cuban|havana", "CY": "cypriot", "CZ": "czech|prague", "DE": "german|berlin", "DK": "danish|copenhagen", "DZ": "algerian",
    "EE": "estonian", "EG": "egyptian|cairo", "ES": "spanish|madrid", "ET": "ethiopian", "FI": "finnish|helsinki", "FR": "french|paris",
    "GB": "uk|britain|british|london|england|scottish", "GR": "greek|athens", "HR": "croatian", "HU": "hungarian|budapest", "ID": "indonesian|jakarta",
    "IE": "irish|dublin", "IL": "israeli|tel aviv", "IN": "indian|new delhi|delhi", "IQ": "iraqi|baghdad", "IR": "iranian|tehran", "IT": "italian|rome",
    "JO": "jordanian|amman", "JP": "japanese|tokyo", "KE": "kenyan", "KG": "kyrgyz", "KP": "north korean|pyongyang", "KR": "south korean|seoul|korea",
    "KW": "kuwaiti", "KZ": "kazakh|astana", "LB": "lebanese|beirut", "LK": "sri lankan|colombo", "LT": "lithuanian", "LV": "latvian", "LY": "libyan|tripoli",
    "MA": "moroccan|rabat", "MD": "moldovan", "MM": "burmese|myanmar|burma", "MV": "maldivian", "MX": "mexican", "MY": "malaysian|kuala lumpur",
    "NG": "nigerian", "NL": "dutch|the hague|holland", "NO": "norwegian|oslo", "NP": "nepali|nepalese|kathmandu", "NZ": "new zealander", "OM": "omani|muscat",
    "PH": "philippine|filipino|manila", "PK": "pakistani|islamabad", "PL": "polish|warsaw", "PS": "palestinian|palestine|gaza", "PT": "portuguese",
    "QA": "qatari|doha", "RO": "romanian", "RS": "serbian|belgrade", "RU": "russian|moscow|kremlin", "SA": "saudi|riyadh|ksa", "SD": "sudanese|khartoum",
    "SE": "swedish|stockholm", "SG": "singaporean", "SK": "slovak", "SY": "syrian|damascus", "TH": "thai|bangkok", "TJ": "tajik|dushanbe",
    "TM": "turkmen|ashgabat", "TN": "tunisian", "TR": "turkiye|türkiye|turkish|turkey|ankara", "TW": "taiwanese|taipei", "UA": "ukrainian|kyiv|kiev",
    "US": "us|usa|u.s.|american|washington|united states of america", "UZ": "uzbek|tashkent", "VE": "venezuelan|caracas", "VN": "vietnamese|hanoi",
    "YE": "yemeni|sanaa", "ZA": "south african",
}  # fmt: skip


# Two letters that CLDR names and ISO 3166 does not: unions, outlying regions, test data, "unknown".
_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"))


def is_code(code: str) -> bool:
    """Whether this is the alpha-2 code of a country (ISO 3166-1, and XK for Kosovo, as CLDR names them)."""
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES and code in Locale("en").territories


@cache
def names() -> dict[str, str]:
    """Every English name, demonym and governing capital in lower case, with the country's ISO 3166 alpha-2 code."""
    found: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if is_code(code):
            for form in name.casefold().replace("&", "and").split(" ("):
                found.setdefault(form.rstrip(")"), code)
    for code, others in _OTHER_NAMES.items():
        found.update(dict.fromkeys(others.split("|"), code))
    return found
