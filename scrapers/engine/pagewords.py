"""The words of walls and notices in English, Chinese and Urdu: the whole of a title or heading, or a phrase in a text that holds little else.

English is from the pages of the usual makers (Cloudflare, Akamai, Imperva, DataDome, AWS WAF, nginx, WordPress, Google); Chinese and Urdu from what ministries
and outlets of these languages show in the same places. Urdu is matched in the spelling that `pagescan` makes.
"""

import re


def _whole(*alternatives: str) -> re.Pattern[str]:
    """Matches a whole title or heading, with the punctuation around it, in any case."""
    return re.compile(rf"\W{{0,4}}(?:{'|'.join(alternatives)})\W{{0,4}}", re.IGNORECASE)


def _within(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# What stands between a page's own title and its site's name.
SEPARATOR = re.compile(r"\s+[-|–—·»:]+\s+|\s*[|_»]\s*|(?<=[一-鿿])\s*[-–—]+\s*(?=\S)|(?<=[\u0600-\u06ff])\s*[-–—|]\s*")

# A text that reports something is no notice, whatever it is about.
REPORTING = _within(
    r"\b(?:said|says|told|spokes(?:man|woman|person)|according to|announced|stated|officials?|reporters?|correspondent)\b",
    r"表示|指出|发言人|發言人|记者|記者|报道|報道|据[^。]{0,12}[称报稱報]",
    r"کہا|ترجمان|بتایا|کے مطابق|نامہ نگار",
)
# A notice speaks to its reader.
ADDRESS = _within(
    r"\b(?:please|sorry|apologi[sz]e|we'?re|we are|we'?ll|our|your?|oops|thank|try again|come back|check back|go back|home ?page)\b",
    r"请|請|敬请|抱歉|对不起|對不起|谅解|諒解|稍后|返回|首页|首頁|您",
    r"براہ (?:کرم|مہربانی)|معذرت|معاف|شکریہ|دوبارہ کوشش|سرورق|ہوم پیج|آپ",
)

WALL_TITLE = _whole(
    r"just a moment",
    r"attention required\W{0,4}(?:cloudflare)?",
    r"please wait\W{0,4}(?:cloudflare)?",
    r"access (?:to this page has been )?denied",
    r"web page blocked",
    r"ddos-guard",
    r"checking your browser\b.{0,40}",
    r"security (?:check|verification)",
    r"are you (?:a robot|human)",
    r"(?:robot or human|human verification|verify(?:ing)? (?:that )?you are (?:a )?human)",
    r"one more step",
    r"request (?:blocked|unsuccessful)",
    r"you have been blocked",
    r"sorry, you have been blocked",
    r"captcha",
    r"(?:安全|人机|人機|访问|滑动|滑塊)(?:验证|驗證|检查|檢查)(?:中心|页面)?",
    r"请稍[候等后]|請稍候|正在(?:进行)?安全(?:检查|检测|验证)",
    r"(?:您的)?(?:访问|请求)(?:已)?(?:被)?(?:拦截|阻断|拒绝|禁止)(?:提示|页面)?|禁止访问|拒绝访问",
    r"网站防火墙|(?:知道)?创宇盾|云防护",
    r"براہ (?:کرم|مہربانی) انتظار (?:کریں|فرمائیں)|ایک لمحہ(?: انتظار)?",
    r"رسائی (?:ممنوع|مسترد|سے انکار)(?: ہے)?|رسائی روک دی گئی(?: ہے)?",
    r"(?:سیکیورٹی|سکیورٹی) (?:چیک|جانچ|تصدیق)|کیا آپ (?:انسان|روبوٹ) ہیں",
)
WALL_TEXT = _within(
    r"verify(?:ing)? (?:that )?you are (?:a )?(?:human|not a robot)|checking (?:if the site connection is secure|your browser before)",
    r"enable javascript and cookies to continue|unusual (?:traffic|activity) from your|complete the (?:captcha|security check)",
    r"press (?:&|and) hold to confirm|incapsula incident id|you have been blocked|why have i been blocked",
    r"请(?:完成|通过|进行)(?:以下|下方|下列)?(?:安全|人机|滑动)?验证|拖动(?:下方|左侧)?滑块|(?:检测到|您的)(?:访问|请求|网络)(?:行为)?(?:存在)?异常",
    r"(?:您的)?(?:访问|请求)(?:可能)?(?:对网站造成威胁|被拦截|被阻断)",
    r"(?:تصدیق|ثابت) کریں کہ آپ (?:انسان|روبوٹ نہیں)|براؤزر کی (?:جانچ|تصدیق) (?:کی جا رہی|ہو رہی)",
)
WALL_BUILD = re.compile(
    rb"_incapsula_resource|captcha-delivery\.com|px-captcha|acw_sc__v2|awswafcaptcha|challenges\.cloudflare\.com/turnstile|cf-chl-|window\._cf_chl_opt",
    re.IGNORECASE,
)

LOGIN_TITLE = _whole(
    r"(?:please )?(?:log ?-?in|sign ?-?in)(?: (?:required|page|to (?:continue|your account|read|view).{0,40}))?",
    r"(?:member|subscriber|user|account|staff|admin|customer) (?:log ?-?in|sign ?-?in|area)",
    r"(?:log|sign) in or (?:register|sign up|create (?:an )?account|subscribe)",
    r"authentication required|single sign-on|you must (?:log|sign) in.{0,40}",
    r"(?:用户|用戶|会员|會員|账号|统一|欢迎|请先|请)?(?:登录|登錄|登入)(?:页面|系统|账号|界面)?|(?:统一)?身份(?:认证|验证)(?:平台|系统|中心)?",
    r"(?:صارف |رکن |اکاؤنٹ )?(?:لاگ ان|لاگ ان|سائن ان)(?: (?:کریں|کیجیے|صفحہ|درکار ہے))?|اپنے اکاؤنٹ میں (?:لاگ|سائن) ان کریں",
)
LOGIN_TEXT = _within(
    r"\b(?:log ?in|sign ?in|user ?name|password|forgot(?:ten)? (?:your )?password)\b",
    r"登录|登錄|登入|密码|密碼|用户名",
    r"لاگ ان|سائن ان|پاس ورڈ|صارف نام",
)
PASSWORD_FIELD = re.compile(rb"<input\b[^>]{0,200}?type\s*=\s*[\"']?password", re.IGNORECASE)
FIELD = re.compile(rb"<input\b", re.IGNORECASE)

CONSENT_TITLE = _whole(
    r"before you continue(?: to .{0,40})?",
    r"we value your privacy|your privacy (?:choices|matters|settings|is important to us)",
    r"your privacy|privacy (?:settings|preferences|cent(?:er|re)|choices)",
    r"(?:cookie|cookies) (?:consent|settings|preferences|notice|wall)",
    r"(?:we use|accept|this (?:web)?site uses) cookies.{0,20}|(?:privacy|data) consent",
    r"(?:manage )?(?:your )?consent(?: (?:required|preferences|settings))?",
    r"(?:继续|在您继续)(?:访问|浏览|使用)?(?:之)?前|隐私(?:设置|偏好|选择|声明|提示)|(?:我们)?(?:重视|尊重)您的隐私|(?:cookie|曲奇)\s*(?:同意|设置|政策|提示|偏好)",
    r"(?:本网站|我们)使用\s*cookies?",
    r"جاری رکھنے سے پہلے|(?:ہم )?آپ کی (?:رازداری|پرائیویسی)(?: کی قدر کرتے ہیں| (?:ہمارے لیے )?اہم ہے)?",
    r"کوکیز? کی (?:اجازت|ترتیبات|رضامندی)",
    r"(?:رازداری|پرائیویسی) کی ترتیبات|ہم کوکیز استعمال کرتے ہیں",
)
CONSENT_TEXT = _within(
    r"\bcookies?\b|\byour (?:privacy|consent)\b|\bpersonal data\b",
    r"cookie|隐私|隱私|个人数据|个人信息",
    r"کوکیز?|رازداری|پرائیویسی|ذاتی (?:معلومات|ڈیٹا)",
)
CONSENT_CONTROL = _whole(
    r"(?:i )?(?:accept|agree|consent|allow)(?: (?:all|and (?:continue|close|proceed)|to all))*(?: cookies)?",
    r"yes,? i (?:agree|accept)|got it",
    r"(?:reject|decline|deny|refuse)(?: (?:all|and close))?(?: cookies)?",
    r"(?:manage|more|customi[sz]e)(?: \w+){0,2} (?:options|preferences|settings|choices|cookies)",
    r"(?:manage|customi[sz]e) (?:options|preferences|settings|choices|cookies)",
    r"only necessary(?: cookies)?|continue without (?:accepting|agreeing)",
    r"(?:我)?(?:全部)?(?:同意|接受|允许|拒绝)(?:全部|所有|并继续|并关闭)?(?:\s*cookies?)?|管理(?:选项|偏好|设置|cookies?)",
    r"(?:سب |تمام )?(?:کوکیز )?(?:قبول|منظور|مسترد)(?: (?:کریں|ہے|کرتا ہوں))?",
    r"(?:میں )?(?:متفق|اتفاق)(?: (?:ہوں|کرتا ہوں|کریں))?|اجازت دیں|ترجیحات(?: منتخب کریں)?",
)

MISSING_TITLE = _whole(
    r"(?:http |error |http error |status )?(?:code )?404(?:\W{1,4}(?:error|not found|page not found|file not found|file or directory not found))?",
    r"(?:error|oops|sorry)?\W{0,4}(?:404\W{1,4})?(?:the |this |that )?(?:requested )?(?:page|file|article|story|content|document|url|resource) "
    r"(?:was |could |can )?(?:not|n't) (?:be )?(?:found|available|exist)",
    r"(?:oops|sorry)?\W{0,4}(?:that|this|the) page (?:can't|cannot|can not|could not|couldn't) be found",
    r"(?:oops|sorry)?\W{0,4}(?:that|this|the) page (?:does not|doesn't|no longer) exists?(?: any ?more)?",
    r"(?:oops|sorry)?\W{0,4}nothing (?:was )?found(?: here)?|not found",
    r"page (?:missing|unavailable|does not exist|no longer available)",
    r"(?:article|story|page|content) (?:has been )?removed|content unavailable",
    r"(?:404\W{0,4})?(?:对不起|很抱歉|抱歉|出错了|啊哦)?\W{0,4}(?:您(?:所)?(?:访问|请求|要找|查找|查看)的?|该|此)?"
    r"(?:页面|頁面|网页|網頁|文章|内容|信息)(?:已)?(?:不存在|未找到|没找到|没有找到|找不到|不見了|不见了|被?删除|丢失|无法找到)(?:了|或已(?:被)?删除)?",
    r"(?:找不到|未找到|无法找到)(?:该|此|您(?:访问|请求|要找|查找)的?)?(?:页面|頁面|网页|文章|内容)",
    r"(?:404\W{0,4})?(?:معذرت\W{0,4})?(?:مطلوبہ |یہ )?(?:صفحہ|خبر|مضمون|مواد) "
    r"(?:نہیں (?:ملا|ملی|مل سکا|مل سکی)|موجود نہیں|دستیاب نہیں|حذف (?:کر دیا گیا|ہو چکا))(?: ہے)?",
)
MISSING_TEXT = _within(
    r"\b(?:page|article|file|content|url) (?:that )?you(?:'re| are| were|'ve| have)? "
    r"(?:looking for|trying to (?:reach|view|access)|requested|tried to (?:reach|view|access))",
    r"\b(?:page|article|file|content|url)\b[^.]{0,40}\b(?:could not|cannot|can't|can not|couldn't) be (?:found|located|displayed)",
    r"\bpage not found\b",
    r"\b(?:page|article|content)\b[^.]{0,30}\b(?:does not|doesn't|no longer) exists?\b",
    r"\bpage (?:has been|was) (?:moved|removed|deleted)\b|\b404\b[^.]{0,20}not found",
    r"(?:您(?:所)?(?:访问|请求|要找|查找|查看)的?|该|此)(?:页面|网页|文章|内容|信息)[^。]{0,12}(?:不存在|未找到|找不到|已(?:被)?删除|无法找到)|页面(?:不存在|未找到|找不到)",
    r"(?:صفحہ|خبر|مضمون|مواد)[^۔]{0,40}(?:نہیں (?:ملا|ملی|مل سکا|مل سکی)|موجود نہیں|دستیاب نہیں|حذف)",
)

_DOWN = r"(?:under(?:going)?|down for|in|closed for|offline for) (?:scheduled |planned |routine |urgent |essential |system |site )*maintenance(?: mode)?"
NOTICE_TITLE = _whole(
    rf"(?:[\w.'-]+ ){{0,4}}(?:is |are )?(?:currently |temporarily )?{_DOWN}",
    r"(?:scheduled|planned|routine|site|website|system|server)(?: (?:scheduled|site|website|system))? maintenance(?: (?:notice|mode|page|in progress|break))?",
    r"maintenance(?: (?:mode|page|notice|in progress|break|work))?",
    r"(?:this |the |our )?(?:service|site|website|page|system)?\s*(?:is )?"
    r"(?:currently |temporarily )?(?:temporarily )?(?:unavailable|down|offline)(?: for maintenance)?",
    r"(?:we'?ll|we will) be (?:right )?back(?: (?:soon|shortly|later))?(?: .{0,20})?|back (?:soon|shortly)",
    r".{0,12}(?:系统|系統|网站|網站|升级|升級|正在|停机)(?:正在)?(?:升级|升級)?(?:维护|維護).{0,12}",
    r".{0,8}(?:维护|維護)(?:中|公告|通知|页面).{0,8}|(?:网站|系统|服务)(?:暂停服务|暂时(?:关闭|无法访问|不可用))",
    r"(?:ویب ?سائٹ|سائٹ|سسٹم|سروس)?\s*(?:کی |پر )?(?:زیر مرمت|مرمت (?:جاری|کا کام جاری)|مینٹیننس|دیکھ بھال (?:جاری|کا کام جاری))(?: ہے)?",
    r"(?:ہم )?جلد واپس (?:آئیں گے|آ رہے ہیں|آتے ہیں)",
    r"(?:ویب ?سائٹ|سائٹ|سروس) (?:عارضی طور پر )?(?:بند|دستیاب نہیں|معطل)(?: ہے)?",
)
NOTICE_TEXT = _within(
    r"\b(?:under(?:going)?|down for|closed for|offline for) (?:scheduled |planned |routine |urgent |essential |system |site )*maintenance",
    r"\b(?:system|site|website|scheduled|planned) maintenance|temporarily unavailable",
    r"(?:we'?ll|we will) be (?:right )?back|back (?:online )?(?:soon|shortly)",
    r"(?:系统|系統|网站|網站)(?:正在)?(?:进行)?(?:升级|升級)?(?:维护|維護|升级|升級)|正在(?:进行)?(?:系统)?(?:升级)?(?:维护|維護)|升级维护|(?:维护|維護)中|暂停服务|暂时无法访问",
    r"(?:ویب ?سائٹ|سائٹ|سسٹم|سروس)[^۔]{0,40}(?:مرمت|مینٹیننس|دیکھ بھال|عارضی طور پر (?:بند|دستیاب نہیں|معطل)|اپ ?گریڈ)",
)

# Marks by which a page says that it is an article: Open Graph, and schema.org in JSON-LD.
ARTICLE_MARK = re.compile(
    rb"""og:type["'][^>]{0,40}content\s*=\s*["']article|content\s*=\s*["']article["'][^>]{0,40}og:type|article:published_time|"""
    rb""""@type"\s*:\s*\[?\s*"(?:news|report|reportage|analysisnews|opinionnews|blog)?(?:article|posting)""",
    re.IGNORECASE,
)
