"""Acts in Chinese statements: which set phrases of `acts.toml` stand there as the ministry's own.

Chinese has no blanks between words and drops the subject. So the longest form at a place wins, words that merely hold one are listed, and a form
counts only when what stands before it in its clause is nothing but the ministry ("中方"), manner ("一贯"), or whom it is said to ("对此"). Words in
quotation marks, words that another is reported to have said, and negated ones do not count. A verdict ("毫无根据") counts whoever its subject is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from briefwire.about.mentions import about

_CLAUSE = re.compile(r"[^，,：:；;。！？!?\n]+|[；;。！？!?\n]")
_SENTENCE_ENDS = frozenset("；;。！？!?\n")
_QUOTED = re.compile(r"[“‘《「『][^“‘《「『”’》」』\n]{0,400}[”’》」』]")
_NAME = 6  # characters at the beginning of a clause in which "X side" is its subject
# Acts whose verbs tell as well of anybody: they want their subject in the sentence. The others are done by being said, and the speaker says them.
_TOLD_OF = frozenset(("assures", "meets", "agrees", "announces", "accuses", "criticises", "confirms", "calls_for"))
_MOST = 60  # characters of a clause before a form that are looked at: more is no manner of saying
# Possessive, or bounded: no way back worth the name, so that hostile text costs one pass.
_OPENING = (
    r"(?:第[一二三四五六七八九十]|首先|其次|同时|此外|另外|最后|因此|所以|但是?|不过|而且|并且|如果|正如|正因如此|事实上|当然|必须指出|作为原则|总之|目前|当前"
    r"|近年来|长期以来|多年来|一直以来|我们?(?:还|也)?(?:要|想|愿|必须)(?:再次|再)?(?:强调|重申|指出|告诉你|告诉大家|说明)(?:的是)?(?:一点)?)*+"
)
_OWN = (
    r"(?:中方|我方|中国政府和(?:中国)?人民|中国(?:中央)?政府|中央政府|中国人民|中国外交部|外交部发言人|外交部|中国驻[^，]{1,10}?(?:使馆|大使|使团)"
    r"|中国(?!公民|企业|驻|籍|共产党|内政|台湾|的|领土)|我国|我们|我(?!国)|双方|两国)"
)
_MANNER = (
    r"(?:一贯|一向|一直|始终|历来|向来|从来|将继续|将会|将|继续|也|还|都|均|再次|多次|反复|再|已经|已|早已|曾|就此|对此|为此|因此|在此|坚决|坚定|强烈|严厉|严正|郑重|真诚|衷心|诚挚"
    r"|高度|热烈|积极|深切|沉痛|谨|愿意|愿|要|想|必将|必须|必然|完全|充分|全力|最|非常|十分|特别|真心|共同|并且|并|同时|依法|明确|公开|正式|密切|认真|当然|更加|更|进一步|正在|正|即|立即"
    r"|第一时间|随即|严肃|予以|给予|表示|同样|只|仅|及时|普遍)*+"
)
_PLACED = rf"(?:在|为|以(?!色列|军|方)|从(?![不未来没])|随着|当(?![地局事前然选])|于)[^，]{{0,50}}[上中下后前时际内间里起此]{_MANNER}"
_TOWARDS = rf"(?:{_PLACED}|(?:对(?!方)|向|就(?![是要会能算业])|同|根据|本着|通过|秉持|围绕|由于|鉴于|把|作为|关于|与(?!会))[^，]*+)?+"
_STATED = re.compile(rf"\s*+{_OPENING}{_OWN}{_MANNER}{_TOWARDS}\Z")
_IMPLIED = re.compile(rf"\s*+{_OPENING}{_MANNER}{_TOWARDS}\Z")
_BEGINS_OWN = re.compile(rf"\s*+{_OPENING}{_OWN}")
_BEGINS_BARE = re.compile(rf"\s*+{_OPENING}(?:\d|(?:对|向|就|在|为|以|从|根据|本着|通过|按照|由于|鉴于|随着|作为|关于|当)(?!方)|\Z)")
_BEGINS = re.compile(rf"\s*+{_OPENING}")
_TO_THIS = re.compile(rf"\s*+{_OPENING}{_MANNER}(?:对此|就此)")
_NEGATED = re.compile(
    r"(?:不|没有|没|未|从未|未曾|无意|停止|拒绝|无法|难以|遑论|避免|而非|谈不上)(?:会|能|应|曾|再|要|想|是|予以|表示|对此|单方面|真正)?+\Z"
)
_TOLD = re.compile(r"(?:表示|称|声称|宣称|妄称|指出|强调|说|认为|警告|指责|呼吁|透露|承认|主张|要求)道?\Z")
_SIDE = re.compile(r"[^中我双各官警军东西地南北多对\W]方(?![面式案法向针便])")
_OTHERS = re.compile(
    r"[他她]|声明|决议|宣言|文件|报告|会议|峰会|代表|总统|总理|首相|外长|秘书长|干事|议员|媒体|记者|民众|人士"
    r"|专家|组织|各国|多国|国家|国际社会|各方|大家|人们|人民"
)
_TO = frozenset("对向同与和就给为及、")
# Words that hold a form and mean something else; the longest match shadows the form in it.
_OTHER_WORDS = (
    "反对派 反对党 反对者 反对票 反对意见 反对声 支持者 支持率 支持下 积极支持下 大力支持下 支持台独 支持票 欢迎仪式 欢迎宴会 受欢迎 "
    "不受欢迎 希望工程 希望小学 希望之 愿望 意愿 自愿 志愿 心愿 情愿 祝愿 不愿 宁愿 愿景 如愿 许愿 无可否认 不可否认 毋庸置疑 批评者 "
    "批评声 被谴责 受谴责 遭谴责 抗议者 抗议活动 抗议示威 示威抗议 同意书 建议书 倡议书 全球发展倡议 全球安全倡议 全球文明倡议 "
    "一带一路倡议 感谢你的提问 感谢你的 感谢大家 谢谢 祝贺信 慰问信 慰问电 慰问金 邀请函 决定性 决定草案 决定权 决定因素 要求下 "
    "会谈纪要 提醒你 说明会 说明了 说明他 说明美 说明这 充分说明 保障性 社会保障 安全保障 权利保障 质疑声 相信大家 请相信 建议你 "
    "建议您 建议大家 建议记者 提供者 提供商 提供给 希望寄托 承诺书 坚持者 强调的是 强调指出 建议向 建议去 建议查阅 愿借此机会 愿借此 "
    "愿再次 愿重申 愿指出 愿强调 愿告诉 倡议国 保障措施 保障了 支持性 受到质疑 邀请赛 承诺的"
).split()


@dataclass(frozen=True, slots=True)
class Words:
    """What an act is done by in Chinese: forms that count as the ministry's own, and a pattern of verdicts."""

    forms: tuple[str, ...]
    verdicts: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Automaton:
    acts: tuple[str | None, ...]
    search: ahocorasick_rs.AhoCorasick


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: where it stands, and whether what is said in it without a subject of its own is the ministry's. `owned`: the sentence
    has named the ministry before. `reported`: another's words."""

    start: int
    end: int
    implied: bool
    owned: bool
    reported: bool


class Reader:
    """Reads acts out of Chinese text, by the words of each act (by name)."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        owners: dict[str, str | None] = dict.fromkeys(_OTHER_WORDS)
        for name, one in words.items():
            owners |= dict.fromkeys(one.forms, name)
        self._found = _Automaton(
            tuple(owners.values()), ahocorasick_rs.AhoCorasick(list(owners), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        )
        self._verdicts = {name: one.verdicts for name, one in words.items() if one.verdicts}

    def read(self, text: str, speaker: str | None) -> tuple[str, str] | None:
        """The name of the first act that is done in the text and the words that do it, verbatim; a verdict only where nothing is done."""
        others = {mention.end: mention.start for mention in about(text, "zh") if mention.code != (speaker or "CN")}
        clauses = tuple(_clauses(text, frozenset(others.values())))
        quoted = _QUOTED.sub(lambda match: "”" * len(match[0]), text)
        return self._own(text, quoted, clauses, others) or self._verdict(text, quoted, clauses)

    def _own(self, text: str, quoted: str, clauses: Sequence[_Clause], others: Mapping[int, int]) -> tuple[str, str] | None:
        at = 0
        for number, start, end in self._found.search.find_matches_as_indexes(text):
            name = self._found.acts[number]
            while clauses[at].end <= start:
                at += 1
            if name is None or quoted[start] == "”" or (start in others and text[others[start] - 1] not in _TO):
                continue
            if _is_own(text[max(clauses[at].start, start - _MOST) : start], clauses[at], name):
                return name, text[start:end]
        return None

    def _verdict(self, text: str, quoted: str, clauses: Sequence[_Clause]) -> tuple[str, str] | None:
        first: tuple[int, str, str] | None = None
        for name, pattern in self._verdicts.items():
            for clause in clauses:
                hit = None if clause.reported else pattern.search(text, clause.start, clause.end)
                if hit is None or quoted[hit.start()] == "”" or _NEGATED.search(text[max(0, hit.start() - 6) : hit.start()]):
                    continue
                first = min(first or (hit.start(), name, hit[0]), (hit.start(), name, hit[0]))
                break
        return first[1:] if first else None


def _is_own(before: str, clause: _Clause, name: str) -> bool:
    if clause.reported or _NEGATED.search(before[-6:]):
        return False
    implied = clause.implied and (clause.owned or name not in _TOLD_OF)
    return _STATED.match(before) is not None or (implied and _IMPLIED.match(before) is not None)


def _clauses(text: str, others: frozenset[int]) -> Iterator[_Clause]:
    """The clauses of a text. `others`: where names of other countries and actors begin."""
    implied, owned, reported = True, False, False
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        if clause in _SENTENCE_ENDS:
            implied, owned, reported = True, False, False
            continue
        own, to_this = _BEGINS_OWN.match(clause) is not None, _TO_THIS.match(clause) is not None
        yield _Clause(match.start(), match.end(), implied or to_this, owned or to_this, reported)
        opening = _BEGINS.match(clause)
        first = opening.end() if opening else 0
        another = match.start() + first in others or _SIDE.search(clause[: first + _NAME]) is not None
        bare = _BEGINS_BARE.match(clause) is not None or not (another or _OTHERS.search(clause))
        implied = own or to_this or (implied and bare)
        owned = own or (owned and implied)
        reported = reported or (another and not own and _TOLD.search(clause[-4:]) is not None)
