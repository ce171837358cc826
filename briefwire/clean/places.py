"""Places that stand before a colon in mixed case, and capitals that stand there without being a place. Data; add a name to teach a new one."""

# Cities accepted as a bare dateline ("Karachi: ...", "SEOUL -- ...") whatever their case and length. Towns in capitals need no entry here.
CITIES = frozenset(
    name.strip()
    for line in """
    abbottabad|abu dhabi|abuja|accra|addis ababa|algiers|amman|amsterdam|ankara|antalya|ashgabat|astana|athens|baghdad|bahawalpur|baku|bangkok|beijing
    beirut|belgrade|berlin|bern|bogota|brasilia|bratislava|brussels|bucharest|budapest|buenos aires|cairo|calgary|canberra|caracas|chennai|chicago
    colombo|copenhagen|dakar|damascus|delhi|dera ghazi khan|dera ismail khan|dhaka|dir|doha|dubai|dublin|dushanbe|faisalabad|frankfurt|gaza|gaza city
    geneva|gilgit|goa|goma|gujranwala|gujrat|gwadar|hanoi|harare|havana|helsinki|hong kong|houston|hyderabad|islamabad|istanbul|jakarta|jeddah
    jerusalem|johannesburg|kabul|kampala|karachi|kathmandu|khartoum|kinshasa|kolkata|kuala lumpur|kuwait city|kyiv|lagos|lahore|larkana|lima|lisbon
    london|los angeles|luanda|lusaka|luxembourg|madrid|makkah|manama|manila|maputo|mardan|mecca|medina|melbourne|mexico city|miami|minsk|mirpur
    mogadishu|monaco|montevideo|montreal|moscow|multan|mumbai|munich|muscat|muzaffarabad|nairobi|nawabshah|new delhi|new york|nicosia|oslo|ottawa
    paris|peshawar|phnom penh|prague|pretoria|pyongyang|quetta|quito|rabat|ramallah|rawalpindi|riga|riyadh|rome|san francisco|sanaa|santiago|sarajevo
    seoul|shanghai|sharjah|sialkot|singapore|sofia|srinagar|stockholm|strasbourg|sukkur|swat|sydney|taipei|tallinn|tashkent|tbilisi|tehran|tel aviv
    the hague|tianjin|tokyo|toronto|tripoli|tunis|ulaanbaatar|ulm|uch|united nations|vatican city|vienna|vientiane|vilnius|warsaw|washington|wellington
    yangon|yaounde|yerevan|zagreb|zurich
    """.strip().splitlines()
    for name in line.split("|")
)

# Labels, bodies and people's roles that stand in capitals before a colon. Country names are refused too, except the city states among CITIES.
NOT_PLACES = frozenset(
    name.strip()
    for line in """
    also|also read|analysis|answer|answers|aquarius|aries|asean|background|breaking|breaking news|brics|cancer|capricorn|caution|clarification|comment
    correction|dawn|disclaimer|editorial|exclusive|explained|explainer|fact check|factcheck|fact-check|fifa|fixtures|gemini|header image|highlights
    interview|ispr|leo|letter|libra|live|location|nasa|nato|ndma|nepra|note|notes|ogra|opec|opinion|pdma|photo|photos|pisces|poll|question|questions|quiz
    read|read more|result|results|review|saarc|sagittarius|schedule|scorpio|scores|source|sources|squad|squads|summary|survey|taurus|teams|timeline|tldr
    today|tomorrow|unesco|unhcr|unicef|unsc|update|updates|verdict|video|videos|virgo|warning|watch|yesterday
    """.strip().splitlines()
    for name in line.split("|")
)

# Lower-case words inside a place name.
PARTICLES = frozenset(
    """
al ad an ar ash as at bin da de del der des di do dos du e el en i ibn la las le les los of on sur the und upon van von y
""".split()
)
