"""Closed classes of English words the grammar needs. Open classes (names, titles, countries) come from `briefwire.clean`."""

from briefwire.clean.speakers import WEEKDAYS as WEEKDAYS


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSONAL = _set("he she they it we i you")
SINGULAR_PERSON = _set("he she")
RELATIVES = _set("who which")
BE = _set("is are was were be been being am 're isn't aren't wasn't weren't")
HAVE = _set("has have had having hasn't haven't hadn't 've")
DO = _set("does do did doesn't don't didn't")
MODALS = _set("will would shall should can could may might must cannot can't won't wouldn't shouldn't couldn't mustn't 'll 'd ought")
AUXILIARIES = BE | HAVE | DO | MODALS
DETERMINERS = _set(
    """
the a an his her their its our my your this these those some many several both all two three four five six seven eight nine ten most few any each every another
one no
    """
)
PREPOSITIONS = _set(
    """
of to from for at in into with between against by via through towards toward about regarding alongside behalf on near outside inside under over including
during after before since until amid despite without within among as than like per across above below behind beyond around upon throughout following
    """
)
INSIDE_A_PHRASE = _set("of for from at in with on to against near behind")
CONJUNCTIONS = _set(
    """
and or but nor yet so that because although though while whereas when if unless whether where how why what whose whom
since until once whenever
    """
)
SUBORDINATORS = _set(
    "because although though while whereas when if unless whether where how why what until once whenever since as after before"
)
ADVERBS = _set(
    """
also further later then earlier again once twice never always often still just now here there too already even only recently today yesterday tomorrow tonight
meanwhile however instead repeatedly thus therefore soon first finally furthermore moreover additionally ago not n't never out back himself herself itself
themselves personally rather simply even specifically quickly long once more nonetheless nevertheless otherwise reportedly
    """
)
TIMES = WEEKDAYS | _set(
    """
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec morning afternoon evening
night week month year noon midnight monday's tuesday's wednesday's thursday's friday's saturday's sunday's today's yesterday's late early last
    """
)
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
SEASONS = _set("quarter weekend spring summer fall autumn winter season term session")
AUDIENCES = _set(
    """
reporters journalists media mediapersons newsmen mediamen audience lawmakers parliament senators supporters press crowd attendees viewers
listeners parliamentarians
correspondents delegates
    """
)
DASHES = _set("— – ― -- -")
CLOSES = DASHES | _set("; : •")
# Words after which a comma's content is no statement but the setting of one.
SETTINGS = _set(
    """
in on at during after before while when speaking addressing responding talking asked answering replying commenting referring following amid as since with by
earlier later meanwhile however moreover furthermore also separately additionally instead to for from about regarding according citing quoting under upon
    """
)
# ... and with which the content itself begins although a setting could.
SUBSTANCE = _set("if instead unless although because even despite given unlike without whether")
STATEMENT_WORDS = _set(
    """
statement press release conference briefing interview tweet post letter email speech address memo report op-ed column blog message video
    """
)

# Irregular verbs in the past that are rarely another word.
PASTS = _set(
    "made went came took got gave kept left lost met paid put ran saw sent set stood won fell grew held led rose broke chose drew cut hit let"
)
