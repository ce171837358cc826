"""Who speaks for a foreign ministry and which words report speech. Data for `scope`: phrases in lower case, one entry a line or a word; add to teach.

Names and terms of office are public knowledge of 2019 to 2025. A term counts by the day of the article; an open one has no end.
"""

from dataclasses import dataclass
from datetime import date


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


def _d(text: str) -> date:
    return date.fromisoformat(text)


PERSONS: tuple[Person, ...] = (
    Person("PK", "minister", ("shah mahmood qureshi", "shah mehmood qureshi"), _d("2018-08-20"), _d("2022-04-10")),
    Person("PK", "minister", ("bilawal bhutto zardari", "bilawal bhutto-zardari"), _d("2022-04-27"), _d("2023-08-10")),
    Person("PK", "minister", ("hina rabbani khar",), _d("2022-04-19"), _d("2023-08-10")),
    Person("PK", "minister", ("jalil abbas jilani",), _d("2023-08-17"), _d("2024-03-04")),
    Person("PK", "minister", ("ishaq dar",), _d("2024-03-11"), other_office=True),
    Person("PK", "secretary", ("sohail mahmood",), _d("2019-04-16"), _d("2022-09-29")),
    Person("PK", "secretary", ("asad majeed khan",), _d("2022-12-02"), _d("2023-08-16")),
    Person("PK", "secretary", ("syrus sajjad qazi",), _d("2023-08-17"), _d("2024-09-10")),
    Person("PK", "secretary", ("amna baloch",), _d("2024-09-11")),
    Person("PK", "spokesperson", ("mohammad faisal", "muhammad faisal"), _d("2017-11-01"), _d("2019-12-15")),
    Person("PK", "spokesperson", ("aisha farooqui",), _d("2019-12-16"), _d("2020-08-20")),
    Person("PK", "spokesperson", ("zahid hafeez chaudhri", "zahid hafeez chaudhry"), _d("2020-08-15"), _d("2021-09-30")),
    Person("PK", "spokesperson", ("asim iftikhar ahmad", "asim iftikhar"), _d("2021-08-15"), _d("2022-11-20")),
    Person("PK", "spokesperson", ("mumtaz zahra baloch",), _d("2022-11-15"), _d("2025-01-15")),
    Person("PK", "spokesperson", ("shafqat ali khan", "shafqat khan"), _d("2025-01-10"), _d("2025-10-31")),
    Person("PK", "spokesperson", ("tahir hussain andrabi", "tahir andrabi"), _d("2025-10-01")),
    Person("IN", "minister", ("s jaishankar", "s. jaishankar", "subrahmanyam jaishankar"), _d("2019-05-31")),
    Person("IN", "secretary", ("vijay gokhale",), _d("2018-01-29"), _d("2020-01-28")),
    Person("IN", "secretary", ("harsh vardhan shringla", "harsh shringla"), _d("2020-01-29"), _d("2022-04-30")),
    Person("IN", "secretary", ("vinay mohan kwatra", "vinay kwatra"), _d("2022-05-01"), _d("2024-07-14")),
    Person("IN", "secretary", ("vikram misri",), _d("2024-07-15")),
    Person("IN", "spokesperson", ("raveesh kumar",), _d("2017-07-01"), _d("2020-04-05")),
    Person("IN", "spokesperson", ("anurag srivastava",), _d("2020-04-06"), _d("2021-03-18")),
    Person("IN", "spokesperson", ("arindam bagchi",), _d("2021-03-19"), _d("2024-01-02")),
    Person("IN", "spokesperson", ("randhir jaiswal",), _d("2024-01-03")),
    Person("CN", "minister", ("wang yi",), _d("2013-03-16")),
    Person("CN", "minister", ("qin gang",), _d("2022-12-30"), _d("2023-07-25")),
    Person("CN", "spokesperson", ("lu kang",), _d("2015-06-01"), _d("2019-07-31")),
    Person("CN", "spokesperson", ("geng shuang",), _d("2016-09-26"), _d("2020-06-05")),
    Person("CN", "spokesperson", ("hua chunying",), _d("2012-11-16"), _d("2024-05-31")),
    Person("CN", "spokesperson", ("zhao lijian",), _d("2020-02-24"), _d("2023-01-09")),
    Person("CN", "spokesperson", ("wang wenbin",), _d("2020-07-17"), _d("2024-05-31")),
    Person("CN", "spokesperson", ("mao ning",), _d("2022-09-05")),
    Person("CN", "spokesperson", ("lin jian",), _d("2024-03-18")),
    Person("CN", "spokesperson", ("guo jiakun",), _d("2025-01-06")),
    Person("RU", "minister", ("sergei lavrov", "sergey lavrov"), _d("2004-03-09")),
    Person("RU", "deputy", ("sergei ryabkov", "sergey ryabkov"), _d("2008-08-15")),
    Person("RU", "spokesperson", ("maria zakharova",), _d("2015-08-10")),
    Person("US", "minister", ("mike pompeo",), _d("2018-04-26"), _d("2021-01-20")),
    Person("US", "minister", ("antony blinken", "anthony blinken"), _d("2021-01-26"), _d("2025-01-20")),
    Person("US", "minister", ("marco rubio",), _d("2025-01-21")),
    Person("US", "spokesperson", ("morgan ortagus",), _d("2019-04-03"), _d("2021-01-20")),
    Person("US", "spokesperson", ("ned price",), _d("2021-01-20"), _d("2023-03-20")),
    Person("US", "spokesperson", ("vedant patel",), _d("2022-03-01"), _d("2025-01-20")),
    Person("US", "spokesperson", ("matthew miller",), _d("2023-04-24"), _d("2025-01-20")),
    Person("US", "spokesperson", ("tammy bruce",), _d("2025-01-21"), _d("2025-09-30")),
    Person("US", "spokesperson", ("tommy pigott", "thomas pigott"), _d("2025-03-01")),
    Person("IR", "minister", ("javad zarif", "mohammad javad zarif"), _d("2013-08-15"), _d("2021-08-25")),
    Person("IR", "minister", ("hossein amirabdollahian", "hossein amir-abdollahian"), _d("2021-08-25"), _d("2024-05-19")),
    Person("IR", "minister", ("ali bagheri kani", "ali bagheri"), _d("2024-05-20"), _d("2024-08-20")),
    Person("IR", "minister", ("abbas araghchi", "abbas araqchi", "abbas aragchi"), _d("2024-08-21")),
    Person("IR", "spokesperson", ("abbas mousavi",), _d("2019-05-01"), _d("2020-08-20")),
    Person("IR", "spokesperson", ("saeed khatibzadeh",), _d("2020-08-21"), _d("2022-07-15")),
    Person("IR", "spokesperson", ("nasser kanaani", "nasser kanani"), _d("2022-06-20"), _d("2024-10-15")),
    Person(
        "IR",
        "spokesperson",
        ("esmaeil baghaei", "esmail baghaei", "ismail baghaei", "esmaeil baqaei", "esmail baqaei", "ismail baqaei", "esmaeil baqai", "esmail baqai"),
        _d("2024-10-05"),
    ),
    Person("TR", "minister", ("mevlut cavusoglu", "mevlüt çavuşoğlu"), _d("2015-11-24"), _d("2023-06-03")),
    Person("TR", "minister", ("hakan fidan",), _d("2023-06-03")),
    Person("TR", "spokesperson", ("oncu keceli", "öncü keçeli"), _d("2023-09-01")),
    Person("SA", "minister", ("faisal bin farhan",), _d("2019-10-23")),
    Person("SA", "minister", ("adel al-jubeir", "adel aljubeir", "adel al jubeir"), _d("2018-12-27")),
    Person("QA", "spokesperson", ("majed al-ansari", "majed al ansari"), _d("2022-01-01")),
    Person("QA", "minister", ("mohammed bin abdulrahman",), _d("2016-01-27"), other_office=True),
    Person("AE", "minister", ("abdullah bin zayed",), _d("2006-02-09")),
    Person("EG", "minister", ("sameh shoukry",), _d("2014-06-17"), _d("2024-07-03")),
    Person("EG", "minister", ("badr abdelatty",), _d("2024-07-03")),
    Person("JO", "minister", ("ayman safadi",), _d("2017-01-15")),
    Person("IL", "minister", ("israel katz",), _d("2024-01-01"), _d("2024-11-08")),
    Person("IL", "minister", ("gabi ashkenazi",), _d("2020-05-17"), _d("2021-06-13")),
    Person("IL", "minister", ("yair lapid",), _d("2021-06-13"), _d("2022-12-29"), other_office=True),
    Person("IL", "minister", ("eli cohen",), _d("2022-12-29"), _d("2024-01-01")),
    Person("IL", "minister", ("gideon saar", "gideon sa'ar"), _d("2024-11-10")),
    Person("IL", "spokesperson", ("oren marmorstein",), _d("2024-01-01")),
    Person("GB", "minister", ("dominic raab",), _d("2019-07-24"), _d("2021-09-15")),
    Person("GB", "minister", ("liz truss",), _d("2021-09-15"), _d("2022-09-06")),
    Person("GB", "minister", ("james cleverly",), _d("2022-09-06"), _d("2023-11-13")),
    Person("GB", "minister", ("david cameron",), _d("2023-11-13"), _d("2024-07-05")),
    Person("GB", "minister", ("david lammy",), _d("2024-07-05"), _d("2025-09-05")),
    Person("GB", "minister", ("yvette cooper",), _d("2025-09-05")),
    Person("FR", "minister", ("jean-yves le drian",), _d("2017-05-17"), _d("2022-05-20")),
    Person("FR", "minister", ("catherine colonna",), _d("2022-05-20"), _d("2024-01-11")),
    Person("FR", "minister", ("stephane sejourne", "stéphane séjourné"), _d("2024-01-12"), _d("2024-09-21")),
    Person("FR", "minister", ("jean-noel barrot", "jean-noël barrot"), _d("2024-09-21")),
    Person("DE", "minister", ("heiko maas",), _d("2018-03-14"), _d("2021-12-08")),
    Person("DE", "minister", ("annalena baerbock",), _d("2021-12-08"), _d("2025-05-06")),
    Person("DE", "minister", ("johann wadephul",), _d("2025-05-06")),
    Person("IT", "minister", ("luigi di maio",), _d("2019-09-05"), _d("2022-10-22")),
    Person("IT", "minister", ("antonio tajani",), _d("2022-10-22"), other_office=True),
    Person("HU", "minister", ("peter szijjarto", "péter szijjártó"), _d("2014-09-23")),
    Person("UA", "minister", ("dmytro kuleba",), _d("2020-03-04"), _d("2024-09-05")),
    Person("UA", "minister", ("andrii sybiha", "andriy sybiga", "andriy sybiha"), _d("2024-09-05")),
    Person("JP", "minister", ("toshimitsu motegi",), _d("2019-09-11"), _d("2021-11-04")),
    Person("JP", "minister", ("yoshimasa hayashi",), _d("2021-11-10"), _d("2023-09-13")),
    Person("JP", "minister", ("yoko kamikawa",), _d("2023-09-13"), _d("2024-10-01")),
    Person("JP", "minister", ("takeshi iwaya",), _d("2024-10-01"), _d("2025-10-21")),
    Person("KR", "minister", ("kang kyung-wha",), _d("2017-06-18"), _d("2021-02-08")),
    Person("KR", "minister", ("park jin",), _d("2022-05-12"), _d("2024-01-10")),
    Person("KR", "minister", ("cho tae-yul",), _d("2024-01-10"), _d("2025-07-20")),
    Person("KR", "minister", ("cho hyun",), _d("2025-07-21")),
    Person("AF", "minister", ("amir khan muttaqi", "amir khan mottaqi"), _d("2021-09-07")),
    Person("AF", "spokesperson", ("abdul qahar balkhi",), _d("2021-08-15")),
    Person("AF", "deputy", ("hafiz zia ahmad takal", "zia ahmad takal"), _d("2021-09-07")),
    Person("BD", "minister", ("abdul momen",), _d("2019-01-07"), _d("2024-01-11")),
    Person("BD", "minister", ("hasan mahmud",), _d("2024-01-11"), _d("2024-08-06")),
    Person("BD", "minister", ("touhid hossain",), _d("2024-08-08")),
    Person("LK", "minister", ("vijitha herath",), _d("2024-09-24")),
    Person("CA", "minister", ("melanie joly", "mélanie joly"), _d("2021-10-26"), _d("2025-05-13")),
    Person("CA", "minister", ("anita anand",), _d("2025-05-13")),
    Person("AU", "minister", ("marise payne",), _d("2018-08-28"), _d("2022-05-23")),
    Person("AU", "minister", ("penny wong",), _d("2022-05-23")),
    Person("AZ", "minister", ("jeyhun bayramov",), _d("2020-07-16")),
    Person("SY", "minister", ("asaad al-shaibani", "asaad al-shibani", "asaad hassan al-shaibani", "asaad shaibani"), _d("2024-12-21")),
    Person("ID", "minister", ("retno marsudi",), _d("2014-10-27"), _d("2024-10-20")),
    Person("SG", "minister", ("vivian balakrishnan",), _d("2015-10-01")),
)  # fmt: skip
