"""Who speaks for a foreign ministry and which words report speech. Data for `scope`: phrases in lower case, one entry a line or a word; add to teach.

Names and terms of office come from the registry of ministries and persons (`briefwire.people`). A term counts by the day of the article; an open one has no
end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefwire.people.registry import Kind, registry


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a foreign ministry from `since` to `until` (inclusive). `names` are full names, the last word of the first is the surname.

    `other_office`: also holds an office at home, so that not every word is the ministry's.
    """

    country: str
    role: str
    names: tuple[str, ...]
    since: date
    until: date = date.max
    other_office: bool = False

    @property
    def surname(self) -> str:
        """The name by which later sentences call the person."""
        return self.names[0].rsplit(" ", 1)[-1]

    @property
    def family_name(self) -> str:
        """The word of the name that is inherited: the first where families come first."""
        return self.names[0].split(" ", 1)[0] if self.country in FAMILY_NAME_FIRST else self.surname


def _table(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|"))


MINISTRIES = _table(
    """
    foreign ministry | foreign ministries | foreign affairs ministry | ministry of foreign affairs | ministry for foreign affairs
    ministry of foreign and european affairs | ministry for europe and foreign affairs | ministry of europe and foreign affairs | ministry of external affairs
    external affairs ministry | foreign office | federal foreign office | foreign, commonwealth and development office
    foreign, commonwealth & development office
    foreign commonwealth and development office | state department | department of state | state dept | quai d'orsay
    department of foreign affairs | department of foreign affairs and trade | global affairs canada | ministry of external relations
    """
)

MINISTERS = _table(
    """
    foreign minister | foreign ministers | foreign affairs minister | foreign affairs ministers | minister of foreign affairs
    minister for foreign affairs | ministers of foreign affairs | minister of foreign and european affairs
    minister for europe and foreign affairs | europe and foreign affairs minister | minister for europe and foreign
    external affairs minister | minister of external affairs | minister for external affairs | foreign and trade minister
    minister of state for foreign affairs | minister of state for external affairs
    foreign affairs secretary | foreign secretary | foreign secretaries | secretary of state | foreign adviser | top diplomat | chief diplomat | top diplomats
    """
)

# Offices that a minister runs beside the ministry, as their press releases are credited.
OFFICES = _table(
    """
    dpm's office | deputy prime minister's office | office of the deputy prime minister | dpm office | foreign minister's office
    foreign secretary's office
    """
)

# Acronyms count only in this very spelling.
MINISTRY_ACRONYMS = ("FO", "MFA", "MoFA", "MOFA", "MEA", "FCDO")
MINISTER_ACRONYMS = ("FM", "FMs", "DPM", "EAM")

# "FM" is short for these, too. Bearers whose title an article may leave out, by surname and first day (Pakistan's field marshal: 20 May 2025).
OTHER_FM_TITLES = ("field marshal", "finance minister")
FIELD_MARSHALS = {"munir": date(2025, 5, 20)}

# Countries whose names begin with the family's.
FAMILY_NAME_FIRST = frozenset(("CN", "KR"))

SPOKESPERSONS = frozenset("spokesperson spokespersons spokesman spokeswoman spokesmen spokespeople spox".split())
OFFICIALS = frozenset(["official", "officials", "diplomat", "diplomats", "representative"])

# Words before a ministry or minister that make it a past, a coming or another one.
NOT_IN_OFFICE = frozenset(
    """
former ex ex- then late shadow erstwhile previous onetime outgoing-designate predecessor incoming would-be future
""".split()
)

# What a ministry puts its words into.
STATEMENTS = frozenset(
    """
statement statements communique communiqué readout release briefing briefings presser remarks comments tweet post message note
transcript reply replies response reaction announcement clarification rebuttal notification declaration
""".split()
)

# Verbs that report speech. Base forms are left out: they stand after "to", "will" and "did not"; so are forms that are nouns as often (states, notes).
SPEECH_VERBS = frozenset(
    """
accused accuses accusing acknowledged acknowledges acknowledging added adding adds admitted admits advised advising affirmed
affirming affirms alleged alleges announced announces announcing answered apologised apologized appealed appealing appreciated
appreciates appreciating apprised apprising argued argues arguing asked asserted asserting asserts assured assures assuring blamed
blames blaming blasted branded branding briefed briefing briefs cautioned cautions cautioning claimed claiming clarified
clarifies clarifying commended commends commending commented commenting complained conceded concluded condemned condemning
condemns condoled condoles condoling confirmed confirming confirms congratulated congratulates congratulating contradicted
conveyed conveying conveys countered criticised criticises criticising criticized criticizes criticizing declared declares
declaring decried defended demanded demanding denied denies denounced denounces denouncing deplored deplores deploring
described describes describing disclosed dismissed dismisses dismissing dubbed echoed elaborated emphasised emphasises emphasising
emphasized emphasizes emphasizing endorsed explained explaining explains expressed expresses expressing extended extending extends
felicitated felicitates felicitating hailed hailing hails highlighted highlighting highlights hoped indicated informed informing
informs insisted insisting insists lamented lauded lauding lauds maintained maintaining maintains mentioned mentioning mourned
mourns noted noting objected observed offered opined opposed pledged posted pledging pledges praised praises praising predicted
promised proposed quipped quoted reacted reacting reaffirmed reaffirming reaffirms reassured rebuffed rebuked rebukes recalled
recalling refuted refutes refuting regretted regrets reiterated reiterates reiterating rejected rejecting rejects remarked
remarking reminded repeated replied replies replying responded responding restated revealed reveals rubbished rubbishes
said say saying says scoffed slammed slamming slams specified stated stating stressed stresses stressing suggested telling
tells termed terming terms thanked thanking thanks told touted trashed tweeted underlined underlines underlining underscored
underscores underscoring urged urges urging voiced voices voicing vowed vowing vows warned warning warns welcomed welcomes
welcoming wished wishes wishing wrote writes
""".split()
)
# "briefing" is a noun after these.
BEFORE_A_BRIEFING = frozenset("a the this his her its press media news weekly daily regular routine special comprehensive detailed".split())
# Speech only with "out", "to" or "back" after them: "ruled out", "pointed to".
VERBS_WITH_PARTICLE = frozenset("ruled pointed points hit lashed hinted".split())
# "calls for", "called upon", "called it": but "called on the president" is a visit, and "telephone calls" are none.
CALLS = frozenset(["called", "calling", "calls"])
CALLED = frozenset(["for", "upon"])

# Verbs that may stand before their speaker: "..., said the ministry".
INVERTED_VERBS = frozenset("said says added adds stated states noted wrote explained declared warned told".split())
# Before a speaker: words of that speaker follow.
QUOTING = frozenset("quoted quoting quotes cited citing cites".split())
# Before a minister: somebody else acts, and the minister is the one acted upon.
TAKING_A_PERSON = frozenset(
    """
    met meets meeting received receives receiving hosted visited visits visiting telephoned phoned joined joining invited greeted welcomed thanked told
    briefed briefs informed urged asked apprised congratulated felicitated accompanied accompanying praised directed
    """.split()
)
# Verbs whose agent follows "by".
ISSUED = frozenset("issued released posted quoted told said stated announced shared".split())
# Before a verb: nothing was said, or nothing yet.
UNSAID = frozenset(
    """
not n't never cannot would will shall should could may might must can to if whether unless yet refused declined declining refusing
expected likely set due scheduled
""".split()
)
# In a sentence: its words were reported before.
BACKGROUND = (
    r"\blast (?:week|month|year|summer|winter|spring|autumn|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:weeks?|months?|years?|decades?) (?:ago|earlier|before)\b|\bdays later\b"
    r"|\b(?:days|weeks|months|years) after\b|\bearlier this (?:month|year)\b|\bin the past\b|\bback in\b|\bpreviously\b"
    r"|\b(?:in|since|during|of) (?:19|20)\d\d\b"
)

# Others whose words follow when they stand between a minister and the verb. "deputy" before them is part of a minister's own title.
RIVALS = frozenset(
    _table(
        """
    prime minister | president | pm | chief minister | secretary general | secretary-general | ambassador | envoy | high commissioner
    army chief | field marshal | general | king | emir | defence minister | defense minister | interior minister | finance minister
    information minister | federal minister | adviser | speaker | chairman | governor | mayor | analyst | analysts
    people | sources | source | witnesses | residents | ispr | police
    white house | kremlin | nsa
    """
    )
)

# Press sections of opinion: background by design.
OPINION_SECTIONS = frozenset(("opinion", "editorial", "editorials", "letters", "columns", "blogs", "prism"))

# Print sections that hold leading articles, columns and letters beside news; only the news carries a dateline.
PRINT_SECTIONS = frozenset(("newspaper",))

# Words that make a minister with another office speak of foreign affairs, beside the names of other countries.
FOREIGN_TOPICS = frozenset(
    _table(
        """
    bilateral | diplomatic | diplomacy | diplomat | ambassador | ambassadors | embassy | embassies | envoy | foreign policy
    foreign affairs | high commissioner | counterpart | south asia | south asian | united nations | un | security council | oic | sco | eco | saarc | asean | eu
    european union | kashmir | iiojk | indus waters treaty | gaza | foreign office | ministry of foreign affairs | mofa | fo | ceasefire
    chargé d'affaires | charge d'affaires | u.s | u.k | islamophobia | international community | consular | overseas pakistanis | diaspora | cpec | global south
    """
    )
)


@cache
def persons() -> tuple[Person, ...]:
    """Everybody of the registry of foreign ministries who speaks for one, an entry for each term. A day that the registry does not know is no bound.

    Names of one word are left out: in running text they are somebody else's as often.
    """
    return tuple(
        Person(
            role.ministry,
            "spokesperson" if role.kind in (Kind.SPOKESPERSON, Kind.DEPUTY_SPOKESPERSON) else role.kind.value,
            names,
            since=role.first or date.min,
            until=role.last or date.max,
            other_office=role.other_office,
        )
        for person in registry().persons.values()
        for role in person.roles
        if (names := _full_names((person.name, *person.english)))
    )


def _full_names(forms: Iterable[str]) -> tuple[str, ...]:
    """The forms of more than one word as the rule compares them, those without accents first: the first gives the surname that later sentences use."""
    folded = (" ".join(form.casefold().replace("’", "'").split()) for form in forms)
    return tuple(sorted(dict.fromkeys(form for form in folded if " " in form), key=lambda form: not form.isascii()))
