"""The setting of words, as reports tell it."""

import pytest

from briefwire.briefings.setting import Office, setting_told


@pytest.mark.parametrize(
    ("around", "opening", "office", "setting"),
    [
        ("told a regular news briefing in Port Sample", "", "ministry", "regular briefing"),
        ("said in a statement on Tuesday", "", "ministry", "statement"),
        ("said in a statement read out at the weekly briefing", "", "ministry", "regular briefing"),
        ("said in a statement. Earlier this month, at the weekly briefing,", "", "ministry", "statement"),
        ("told reporters in Port Sample", "", "spokesperson", "regular briefing"),
        ("told reporters in Port Sample", "", "minister", "remarks"),
        ("said at a news conference", "", "minister", "remarks"),
        ("said at the weekly briefing", "", "minister", "regular briefing"),
        ("said in an interview", "", "ministry", "remarks"),
        ("told Sample Television", "", "minister", "remarks"),
        ("said in written answers", "", "ministry", "written answers"),
        ("posted a note on X", "", "minister", "statement"),
        ("said in a statement", "The minister met her colleague in Port Sample", "minister", "readout"),
        ("said", "The two ministers held talks with the president", "minister", "readout"),
        ("said", "The minister called on both sides to talk", "minister", None),
        ("said in response to a question", "", "spokesperson", "remarks"),
        ("said in response to media queries", "", "spokesperson", "statement"),
        ("said", "", "ministry", None),
    ],
)
def test_what_a_report_tells(around: str, opening: str, office: Office, setting: str | None) -> None:
    assert setting_told(around, opening, office) == setting
