"""Invented words of ministries: a Chinese transcript, an American one, and what outlets made of them."""

TRANSCRIPT_TITLE = "2020年4月22日外交部发言人耿爽主持例行记者会"
TRANSCRIPT = """巴通社记者：据报道，榜样城的口罩和检测设备昨天运抵伊斯兰堡。中方能否介绍情况？

耿爽：中国同巴基斯坦是全天候战略合作伙伴。第三批物资已经交付巴方，我们将继续提供力所能及的帮助。

中方愿同巴方一道加强疫情防控合作。

韩联社记者：中国和韩国是否将为商务人员开通快捷通道？

耿爽：中韩双方正就建立快捷通道保持沟通，以便利必要的商务往来。

路透社记者：请问发言人对原油期货价格有何评论？

耿爽：请向主管部门询问。"""

# By an outlet that credits the agency that asked.
REPORT_TITLE = "China ready to ease travel of business people with South Korea: spokesperson"
REPORT = """Beijing is discussing a fast-track channel with South Korea, Chinese Foreign Ministry spokesperson Geng Shuang said on Wednesday.

"The two sides are in communication over a fast-track channel so that necessary business travel becomes easier," Geng told a regular press briefing.

He said China had handed over a third shipment of medical supplies to Pakistan. "We will go on helping Pakistan as far as we can," the spokesperson added."""

# The same briefing in another outlet, a day later and with one quotation in common.
LATE_TITLE = "Fast lane for travellers between Beijing and Seoul"
LATE = """"The two sides are in communication over a fast-track channel so that necessary business travel becomes easier," Chinese Foreign Ministry spokesperson Geng Shuang said on Wednesday.

Traders in Port Sample welcomed the news."""

DEPARTMENT_TITLE = "Department Press Briefing – May 6, 2025"
DEPARTMENT = """QUESTION: Does the Department have anything on the river talks between India and Pakistan?

MS BRUCE: We are watching the talks on the northern river very closely. We encourage India and Pakistan to keep the gauging stations open to engineers of both sides.

QUESTION: And on the ferry line to Examplia?

MS BRUCE: I have nothing to announce today."""

DEPARTMENT_REPORT_TITLE = "US wants river stations open"
DEPARTMENT_REPORT = """WASHINGTON: "We encourage India and Pakistan to keep the gauging stations open to engineers of both sides," US State Department spokesperson Tammy Bruce told a press briefing on Tuesday.

The foreign ministry of Pakistan welcomed the remark. "Pakistan has always been ready to open every station on its bank of the river," Foreign Office Spokesperson Shafqat Ali Khan said in a statement on Tuesday."""
