"""Invented news: an agency's report and what became of it, a statement in Chinese, and articles that have nothing to do with either."""

REPORT = """The foreign secretary of Examplia arrived in Port Sample on Tuesday for two days of talks on river water, visas and the reopening of the northern crossing. She was received at the harbour by her counterpart, who led her to a guard of honour of the coastal regiment.

Officials of both sides said the delegations would first take up the gauging stations on the Lower Mirrin, which have stood idle since the floods of the spring before last. A joint team of engineers had found eleven of the fourteen stations fit to be used again within the season.

"We have not come to exchange courtesies but to agree on dates," the secretary told reporters on the quay. She added that a draft on visas for lorry drivers had been ready since February and needed nothing but two signatures.

Her counterpart declined to name a day for the crossing. He said the customs sheds on the northern road would have to be rebuilt before a single crate could pass, and that the tender for them was to be opened next month.

Trade between the two neighbours fell by a fifth last year, according to the statistics office of Port Sample. The chambers of commerce on both banks have asked for a common list of goods that may cross without a second inspection."""

PARAGRAPHS = REPORT.split("\n\n")

# Another dateline in front, one sentence with another number, the last paragraph cut, one sentence of the desk's own at the end.
COPY = "\n\n".join(
    [
        "PORT SAMPLE: " + PARAGRAPHS[0],
        PARAGRAPHS[1].replace("eleven of the fourteen", "twelve of the fourteen"),
        PARAGRAPHS[2],
        PARAGRAPHS[3],
        "The chamber of Northgate told this newspaper that its members had waited long enough.",
    ]
)

# The agency's second take: the same with one more paragraph in front of the last.
UPDATE = "\n\n".join(
    [
        *PARAGRAPHS[:4],
        "Late in the evening the two ministries announced that the stations would be opened by the end of August, and that each side would pay for the repair of those on its own bank.",
        PARAGRAPHS[4],
    ]
)

# The front half and the back half: too far from each other to be one text, each near enough to the whole.
FRONT = "\n\n".join(PARAGRAPHS[:3])
BACK = "\n\n".join(PARAGRAPHS[2:])

OTHER = [
    """The municipal council of Lakeford voted on Monday night to plant four hundred lime trees along the tram line that was closed in the winter. Residents had collected signatures against a car park on the same strip since the autumn, and the benches of the chamber were full to the last seat. The mayor said the saplings would come from the nursery at Hollow Mill, which has grown them from seed for twenty years, and that schools could adopt a tree each. The first thirty will be set in October when the ground is soft, the rest in the following spring.""",
    """Fishermen of the Outer Skerries landed the smallest catch of herring since records began, the cooperative said in its yearly letter to members. Boats had gone out on only ninety days because of storms from the west, and the shoals stood farther north than the nets may follow. The cooperative asked the province to let them fish for mackerel two weeks earlier than the calendar allows. A decision is expected when the biologists of the marine institute return from their voyage with the numbers of young fish they have counted in the sound.""",
    """A museum of clocks will open in the old grain exchange of Tarnwick next week, with some two thousand pieces that a watchmaker left to the town in his will. Among them stands a tower clock which strikes the hours by a weight of river stones, and a pocket watch that was buried with a bishop and dug up again. Visitors may wind what they like on the ground floor. The upper floors are kept dark and cool, since the oils of the oldest movements thicken in the light, and can be seen with a guide only on the first Sunday of a month.""",
    """The weather service of the highlands lifted its warning of avalanches above Corrie Pass after a week without fresh snow. Patrols had set off eleven slides by hand since Thursday and found the layers beneath them firm. Skiers are still asked to keep to the marked runs before noon, when the southern slopes begin to thaw. The road to the observatory is open to chains, the upper cable car will run again from Saturday, and the hut under the summit takes guests who have booked. Rangers will look at the eastern gullies once the fog has gone.""",
]

CHINESE = "榜样国外交部发言人星期三在例行记者会上表示，榜样国与邻国将于下月在样本港举行第三轮边界河流会谈，双方将讨论水文站恢复运行、货车司机签证以及北部口岸重新开放等问题。发言人说，联合工程小组经过两周勘察，认为十四座水文站中有十一座可以在本季内投入使用，其余三座需要更换设备。她强调，榜样国愿意在相互尊重的基础上推动会谈取得成果，希望对方尽快公布海关仓库招标的时间表。发言人还回答了记者关于渔船越界、留学生奖学金和文物归还的提问，并宣布两国文化部门将在秋季共同举办青铜器展览。"
CHINESE_COPY = "本报样本港电 " + CHINESE.replace("十一座", "十二座") + "展览门票将于九月开始预订。"
