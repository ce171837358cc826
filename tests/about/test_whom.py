"""Whom words are about. All sentences are invented."""

from briefwire.about.whom import Words, about_whom, of_statement


def whom(title: str, body: str, *words: tuple[str, str | None]) -> list[str]:
    return [found.code for found in about_whom(title, body, [Words(*one) for one in words])]


def test_the_speakers_own_country_does_not_count() -> None:
    body = "Pakistan on Friday rejected remarks by the Indian minister. Pakistan is a peaceful country."
    assert whom("Pakistan rejects Indian minister's remarks", body, ("Pakistan rejects the remarks made in India", "PK")) == ["IN"]


def test_two_ministries_that_meet_speak_of_each_other() -> None:
    body = "Pakistan and China held talks on Friday."
    said = (("Pakistan and China will deepen trade", "PK"), ("China values its ties with Pakistan", "CN"))
    assert sorted(whom("Pakistan, China hold talks", body, *said)) == ["CN", "PK"]


def test_a_country_named_once_far_down_is_only_mentioned() -> None:
    body = "Iran said it would not stop.\n\n" + "Talks went on. " * 60 + "Oman hosted an earlier round."
    assert whom("Iran will not stop enrichment, tells US", body, ("Iran will not stop because the US asks", "IR")) == ["US"]


def test_a_capital_as_a_place_a_project_and_a_persons_name_do_not_count() -> None:
    body = "The two sides met in Tokyo on Friday to review the China-Pakistan Economic Corridor with Chad Smith."
    assert whom("Consultations held", body, ("talks were held in Tokyo on the China-Pakistan Economic Corridor", "PK")) == []


def test_an_armed_group_stands_for_its_country() -> None:
    found = about_whom("Envoy meets Taliban", "The envoy met Taliban officials.", [Words("the Taliban should act", "PK")])
    assert {one.code: one.is_country for one in found} == {"AF": True, "TALIBAN": False}


def test_weight_and_grounds_are_told() -> None:
    (found,) = about_whom(
        "Sudan: condolences", "Pakistan condoled with Sudan.", [Words("our sympathy to Sudan and the people of Sudan", "PK")]
    )
    assert (found.code, found.score, found.in_title, found.in_lead, found.in_words) == ("SD", 9, True, True, 2)


def test_without_statements_the_title_and_the_lead_decide() -> None:
    assert whom("Japan and Pakistan consult", "The fourth round was held. Nepal was not there.\n\nBhutan neither.") == ["JP", "PK", "NP"]


def test_a_statement_is_about_whom_it_names_else_about_the_title() -> None:
    assert of_statement(Words("Pakistan condemns the attack in Sudan", "PK")) == ("SD",)
    assert of_statement(Words("We condemn it", "PK"), title="Pakistan condemns attack in Sudan") == ("SD",)
    assert of_statement(Words("We condemn it", "PK"), lead="Kenya mourned.") == ("KE",)
    assert of_statement(Words("We condemn it", "PK")) == ()


def test_the_own_country_never_counts_but_another_speakers_does() -> None:
    assert of_statement(Words("India levels baseless charges against Pakistan", "PK")) == ("IN",)
    assert of_statement(Words("India levels baseless charges against Pakistan", "CN")) == ("IN", "PK")
    assert of_statement(Words("India and Pakistan are neighbours", "PK")) == ("IN",)


def test_chinese_statements() -> None:
    assert of_statement(Words("中方坚决反对美方的做法", "CN"), language="zh") == ("US",)


def test_who_disputes_a_land_is_spoken_of_with_it() -> None:
    assert of_statement(Words("the Jammu and Kashmir dispute must be settled", "PK")) == ("IN",)
    assert of_statement(Words("we offer to help on Kashmir", "US")) == ("IN", "PK")
    assert of_statement(Words("the premier of Azad Jammu and Kashmir spoke", "PK")) == ()
    assert of_statement(Words("中方关注克什米尔局势", "CN"), language="zh") == ("IN", "PK")


def test_a_dateline_names_no_country_and_a_scene_alone_is_too_little() -> None:
    assert of_statement(Words("we will act", "PK"), lead="WASHINGTON, May 2 (XYZ): The envoy of Kenya spoke.") == ("KE",)
    assert whom("Minister speaks", "DOHA: The minister spoke.", ("the meeting took place in Oman", "PK")) == []
    assert whom("Minister speaks", "The minister spoke.", ("we thank our mediator Oman", "PK")) == ["OM"]


def test_words_of_several_are_those_of_the_only_ministry_known() -> None:
    body = "Pakistan and Japan held talks on Friday."
    assert whom("Talks held", body, ("Pakistan and Japan agreed on trade", None), ("we welcome it", "PK")) == ["JP"]
    assert sorted(whom("Talks held", body, ("Pakistan and Japan agreed on trade", None))) == ["JP", "PK"]


def test_where_a_firm_or_a_bank_sits_does_not_count() -> None:
    assert of_statement(Words("a London-based bank and Kenya Airways complained", "PK")) == ()
