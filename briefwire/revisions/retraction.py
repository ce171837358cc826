"""Retraction: a text withdrawn, replaced by a notice, corrected so that a statement is taken back, or emptied."""

import re
from collections.abc import Iterable

_THING = r"(?:article|story|report|item|dispatch|statement|release|transcript|page|post|text|news|version|alert|headline|document|content|readout|remarks)"
_TAKEN = (
    r"(?:retracted|withdrawn|removed|deleted|taken down|unpublished|rescinded|pulled|no longer available"
    r"|issued in error|published in error|sent in error|in error)"
)
_WRONGLY = r"(?:incorrectly|wrongly|erroneously|mistakenly|falsely)"
_THIS = r"(?:this|the (?:above|following|earlier|original|previous)|that|our|an? earlier)"
_ENGLISH = re.compile(
    rf"\b{_THIS}\b[^.!?\n]{{0,40}}\b{_THING}\b[^.!?\n]{{0,80}}\b{_TAKEN}\b"
    r"|\b(?:retract(?:s|ed|ing)?|withdr(?:aws?|ew|awing)|recalls?|kills?)\b (?:this|the above|the earlier|the previous|its earlier|our) "
    rf"[^.!?\n]{{0,40}}\b{_THING}\b"
    rf"|\b(?:earlier|previous|original) version\b[^.!?\n]{{0,80}}\b(?:{_WRONGLY}|in error)\b"
    r"|\bwe (?:retract|withdraw|take back|apologi[sz]e for the error)\b"
    r"|\b(?:did not|didn't|never) (?:say|make|issue) (?:so|this|these|the (?:above|quoted|said|statement|remarks?))\b"
    r"|\bplease (?:disregard|ignore|kill|do not use)\b"
    rf"|\b{_THING} (?:has been|was|is|have been|were) (?:retracted|withdrawn|unpublished|rescinded|taken down)\b"
    r"|\bpage (?:was )?not found\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    rf"^\W{{0,3}}(?:correction|clarification|editor'?s'? note|corrected)\b[^\n]{{0,300}}\b(?:{_WRONGLY}|did not|never|inaccurate|untrue)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = re.compile(
    r"^\W{0,3}(?:retract(?:ed|ion)|withdrawn|removed|deleted|kill(?:ed)?|recall(?:ed)?)\b\s?[\]):-]|[\[(](?:retracted|withdrawn|removed)[\])]",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:本文|该文|此文|本稿|该稿|上述|原文|本报道|该报道|此前报道|此前表述|本页面|该页面|此页面|该内容|本声明|该声明)[^。\n]{0,30}"
    r"(?:撤回|撤稿|撤销|收回|删除|作废|下线|有误|不实|失实|错误|不存在)"
    r"|(?:撤稿|撤回)(?:声明|通知|启事|说明)|(?:更正|勘误|编者按)[^\n]{0,60}(?:有误|错误|不实|失实|并未|撤回|收回)|特此(?:撤回|更正|致歉)|页面不存在"
)
_URDU = re.compile(
    r"(?:خبر|بیان|رپورٹ|مضمون|صفحہ|تحریر|پریس ریلیز)[^۔\n]{0,40}(?:واپس لی|واپس لیا|حذف|ہٹا دی|ہٹا دیا|غلط تہی|غلط تہا|منسوخ|دستیاب نہیں)"
    r"|(?:تصحیح|وضاحت)[^\n]{0,80}(?:غلط|نہیں کہا|معذرت)"
)
_MUCH = 200  # letters; a text shorter than this is not "emptied" when it is shortened
_LEFT = 0.25


def is_retracted(title: str, body_size: int, added: Iterable[str], left_size: int, kept_size: int) -> bool:
    """Whether the newer version takes the older one back.

    `title` is the new title in the form of `plain`, empty when it did not change; `added` the new sentences and those that changed; `body_size` and
    `left_size` are the letters of the old and the new body, `kept_size` those of old sentences that still stand. Emptied means that less than a quarter of
    a body of some length is left.
    """
    if body_size and not left_size:
        return True
    if body_size >= _MUCH and left_size < _LEFT * body_size and kept_size < _LEFT * body_size:
        return True
    if _TITLE.search(title):
        return True
    return any(pattern.search(text) for text in (title, *added) for pattern in (_ENGLISH, _CORRECTION, _CHINESE, _URDU))
