"""What a statement does. All sentences are invented."""

import pytest

from briefwire.about import acts as module
from briefwire.about.acts import act, grades
from briefwire.about.forms import TableError


def name(statement: str, cue: str | None = "said", speaker: str | None = None) -> str | None:
    found = act(statement, cue, speaker)
    return found.name if found else None


@pytest.mark.parametrize(
    ("statement", "cue", "expected"),
    [
        ("the attack in the strongest terms", "condemned", "condemns"),
        ("the baseless accusations", "strongly rejected", "rejects"),
        ("the accusation that its agents were involved", "condemned", "condemns"),
        ("the condemnation voiced by others", "welcomed", "welcomes"),
        ("the call to condemn the act", "rejected", "rejects"),
        ("deep concern over the strikes", "expressed", "expresses_concern"),
        ("its heartfelt condolences to the families", "extended", "condoles"),
        ("full support for the plan", "reiterated", "supports"),
        ("gratitude for the help", "conveyed", "thanks"),
        ("its condemnation of the raid", "reiterated", "condemns"),
        ("both sides to show restraint", "urged", "urges"),
        ("restraint by both sides", "called for", "calls_for"),
        ("the world to act", "called upon", "urges"),
        ("that any misadventure would be answered", "warned", "warns"),
        ("the new government", "congratulated", "congratulates"),
        ("any talks had taken place", "denied", "denies"),
        ("that talks had taken place", "confirmed", "confirms"),
        ("that two officials would travel", "announced", "announces"),
        ("that the visit was private", "clarified", "clarifies"),
        ("the neighbour of harbouring militants", "accused", "accuses"),
        ("to mediate", "offered", "offers"),
        ("condolences to the bereaved", "offered", "condoles"),
        ("the regional situation", "discussed", "meets"),
        ("the charge d'affaires over the incident", "summoned", "protests"),
        ("the death of the poet", "mourned", "condoles"),
        ("an immediate end to the siege", "demanded", "demands"),
        ("the remarks", "slammed", "condemns"),
        ("the loss of lives", "regretted", "expresses_concern"),
        ("three diplomats", "expelled", "protests"),
        ("direct talks", "ruled out", "rejects"),
        ("the hope that the truce holds", "expressed", "hopes"),
        ("it an “irresponsible” step", "called", "criticises"),
        ("the idea “unacceptable”", "termed", "rejects"),
        ("the invaluable services of the envoy", "acknowledged", "welcomes"),
        ("better leadership by all", "called for", "calls_for"),
        ("warm Nowruz wishes to the people", "extended", "congratulates"),
        ("on the report", "declined to comment", "declines_comment"),
    ],
)
def test_the_cue_decides_where_it_tells(statement: str, cue: str, expected: str) -> None:
    assert name(statement, cue) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("We strongly condemn the bombing of the school.", "condemns"),
        ("Pakistan categorically rejects the claim.", "rejects"),
        ("The Ministry welcomes the release of the prisoners.", "welcomes"),
        ("we are deeply concerned about the raid", "expresses_concern"),
        ("It must immediately stop the shelling.", "demands"),
        ("All sides should exercise restraint.", "urges"),
        ("Our country stands with the people of the islands.", "supports"),
        ("We will never accept such a step.", "rejects"),
        ("The report is completely baseless.", "rejects"),
        ("We are ready to mediate.", "offers"),
        ("The minister will visit Nairobi in June.", "announces"),
        ("We look forward to the talks.", "hopes"),
        ("The raid was a flagrant violation of the charter.", "accuses"),
        ("The island will respond decisively to any raid.", "threatens"),
        ("The deputy prime minister invited firms to invest.", "offers"),
        ("The island would be hosting the summit.", "announces"),
        ("The train leaves at nine.", None),
        ("", None),
    ],
)
def test_a_plain_cue_leaves_it_to_the_words(statement: str, expected: str | None) -> None:
    assert name(statement) == expected
    assert name(statement, None) == expected


@pytest.mark.parametrize(
    ("statement", "cue"),
    [
        ("the attack", "did not condemn"),
        ("the attack", "refused to condemn"),
        ("the attack", "stopped short of condemning"),
        ("We do not condemn anyone.", "said"),
        ("We have never supported that group.", "said"),
        ("the accusation was repeated by several papers", "said"),
        ("a protest was held by students in the capital", "said"),
        ("questions were asked in a press statement", "said in a press statement"),
        ("the roads were wet", "told a meeting"),
        ("no support to the rebels", "offered"),
        ("the telephone call of Friday", "highlighted"),
        ("This is something that needs to be discussed in depth.", "said"),
        ("they are wholly unconcerned about it", "said"),
        ("its programme is peaceful", "insisting that"),
        ("they agreed to let ships through", "claimed that"),
    ],
)
def test_what_was_not_done_is_no_act(statement: str, cue: str) -> None:
    assert act(statement, cue) is None


def test_another_countrys_act_is_not_the_speakers() -> None:
    assert name("India accuses Pakistan of a raid", "said", "PK") is None
    assert name("India accuses Pakistan of a raid", "said", "IN") == "accuses"
    assert name("Pakistan condemns the raid", "said", "PK") == "condemns"


def test_the_words_it_rests_on_are_told() -> None:
    found = act("We strongly condemn the bombing.", "said")
    assert found is not None
    assert (found.words, found.grade) == ("condemn", -3)
    assert act("deep concern at the strikes", "voiced") == module.Act("expresses_concern", -1, "deep concern")


def test_every_act_has_a_grade_and_a_reason_and_its_cues_lead_to_it() -> None:
    assert 20 <= len(grades()) <= 30
    assert all(-3 <= grade <= 3 and reason for grade, reason in grades().values())
    assert (
        grades()["condemns"][0] < grades()["rejects"][0] < grades()["expresses_concern"][0] < grades()["urges"][0] < grades()["welcomes"][0]
    )


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("urge", "urge urges urged urging"),
        ("deny", "deny denies denied denying"),
        ("condemn", "condemn condemns condemned condemning"),
        ("meet", "meet meets met meeting"),
        ("dismiss", "dismiss dismisses dismissed dismissing"),
    ],
)
def test_verbs_are_inflected(verb: str, forms: str) -> None:
    assert module._inflected(verb) == tuple(forms.split())


@pytest.mark.parametrize(
    "entry",
    [
        {"grade": 4, "reason": "x", "verbs": "a"},
        {"grade": 1, "verbs": "a"},
        {"grade": 1, "reason": "x"},
        {"grade": 1, "reason": "x", "verbs": "a", "verb": "b"},
        {"grade": 1, "reason": "x", "verbs": "a", "phrases": "the Hague"},
    ],
)
def test_wrong_tables_are_refused(entry: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "table", lambda _: {"x": entry})
    with pytest.raises(TableError):
        module._entries.__wrapped__()
