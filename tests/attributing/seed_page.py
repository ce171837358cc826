"""An invented page of UrduPoint's that credits APP, built like the article that this project grew from: a briefing told in quotations and indirect speech."""

URL = "https://www.urdupoint.com/en/world/china-hands-over-harbour-cranes-700422.html"
TITLE = "China hands over harbour cranes to twelve ports"
LEAD = "China has handed over harbour cranes to twelve ports abroad and keeps its engineers there until all of them turn."
PARAGRAPHS = (
    LEAD,
    "Many workshops along the coast have also lent spare parts without payment, Chinese Foreign Ministry's Spokesperson, Geng Shuang said during his regular "
    "briefing held here.",
    "He said since the first crane fell silent in March, dock workers of many countries had written letters of thanks to Beijing.",
    '"At present, although our own quays are short of hands, we still lend what we can to every port that asks for it," he added.',
    "Geng Shuang said the loan of the cranes reflected an old custom among seafaring towns.",
    "Responding to a question about crews that wait at anchor, he informed that China was talking with several countries about a fast-track channel for pilots, "
    "doctors and other people whom ships cannot sail without.",
    '"The purpose is to keep goods moving while every crew is looked after, and to spare families a second winter of waiting," he added.',
)
# Kind and first words of every statement that a reader finds.
STATEMENTS = (
    ("indirect", "Many workshops along the coast", "without payment"),
    ("indirect", "since the first crane fell silent", "letters of thanks to Beijing"),
    ("direct", "At present, although our own quays", "every port that asks for it,"),
    ("indirect", "the loan of the cranes", "among seafaring towns"),
    ("indirect", "China was talking with several countries about a fast-track channel", "ships cannot sail without"),
    ("direct", "The purpose is to keep goods moving", "a second winter of waiting,"),
)


def html() -> bytes:
    """The page as the site would serve it."""
    text = "".join(
        f"<p>{paragraph}</p>"
        for paragraph in ("BEIJING, (APP - UrduPoint / Pakistan Point News - 22nd Apr, 2020 ) :" + LEAD, *PARAGRAPHS[1:])
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - UrduPoint</title>
<link rel="canonical" href="{URL}"></head><body>
<script type="application/ld+json">{{"@context": "http://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
 "datePublished": "2020-04-22T20:31:05+0500", "description": "{LEAD}"}}</script>
<div class="main_bar fl news_article"><h1>{TITLE.title()}</h1>
<p class="art_info_bar"><span class="article-date">9 minutes ago</span><span class="article-date">Wed 22nd April 2020 | 08:31 PM</span></p>
<div class="detail_txt"><h2>{LEAD}</h2>{text}</div>
<div class="widget"><h3>Recent Stories</h3><p>Another story of the day ..</p><div class="date_line">15 seconds ago</div></div>
</div></body></html>""".encode()
