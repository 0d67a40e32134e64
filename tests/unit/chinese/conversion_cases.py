"""What goes in, which way, and what has to come out."""

from yiwen.chinese.variants import Variant

HANS, HANT, TW, HK = Variant.HANS, Variant.HANT, Variant.TW, Variant.HK

# OpenCC as it is: some of these are its errors, which a glossary or a rule mends.
# (text, source, target, regional words, what comes out)
ROUTES = [
    ("头发", HANS, TW, False, "頭髮"),
    ("皇后后来", HANS, TW, False, "皇后後來"),
    ("干燥的头发干了", HANS, TW, False, "乾燥的頭髮幹了"),
    ("里程、公里、里面", HANS, TW, False, "里程、公里、裡面"),
    ("里面", HANS, HK, False, "裏面"),
    ("一只股票只有", HANS, TW, False, "一隻股票只有"),
    ("面条与面对", HANS, TW, False, "麵條與面對"),
    ("和面对", HANS, TW, False, "和麵對"),
    ("复制、回复、复苏", HANS, TW, False, "複製、回覆、復甦"),
    ("系统、关系、联系", HANS, TW, False, "系統、關係、聯繫"),
    ("制造与制度", HANS, TW, False, "製造與制度"),
    ("稻谷与山谷", HANS, TW, False, "稻穀與山谷"),
    ("台湾", HANS, TW, False, "臺灣"),
    ("台湾", HANS, HK, False, "台灣"),
    ("软件支持", HANS, TW, True, "軟體支援"),
    ("软件支持", HANS, TW, False, "軟件支持"),
    ("信号回调", HANS, TW, True, "訊號回撥"),
    ("核心資產", TW, HANS, True, "内核资产"),
    ("核心資產", TW, HANS, False, "核心资产"),
    ("看著", TW, HANS, False, "看着"),
    ("衞生", HK, HANS, False, "卫生"),
    ("高杠杆", HANS, TW, False, "高槓杆"),
    ("去杠杆", HANS, TW, False, "去槓桿"),
    ("⼈工智能ﬁ", HANS, HANT, False, "⼈工智能ﬁ"),
    # The stock t2s leaves 看著衞生 as it is: Traditional of no region needs both regions' tables.
    ("看著衞生", HANT, HANS, False, "看着卫生"),
    ("看著裡面的衞生", HANT, TW, False, "看著裡面的衛生"),
    ("看著裡面的衛生", HANT, HK, False, "看着裏面的衞生"),
    ("看著裡面的衛生", TW, HK, False, "看着裏面的衞生"),
    ("看着裏面的衞生", HK, TW, False, "看著裡面的衛生"),
    ("看著裡面", TW, HANT, False, "看着裏面"),
    ("衞生", HK, HANT, False, "衛生"),
]
# Only with the dictionaries of OpenCC 1.4.
NEW_ROUTES = [
    ("服务器", HANS, HK, True, "伺服器"),
    ("䶕頫", HANT, HANS, False, "䶕𫖯"),
    ("胚胎发育", HANS, TW, False, "胚胎發育"),
    ("字节跳动", HANS, TW, True, "字節跳動"),
]

# (text, source, target, what comes out)
RULES = [
    ("-{zh-hans:博客;zh-tw:部落格;zh-hk:網誌}-", HANS, TW, "部落格"),
    ("-{zh-hans:博客;zh-tw:部落格;zh-hk:網誌}-", HANS, HK, "網誌"),
    ("-{hans:博客; hant:網誌}-", HANS, TW, "網誌"),
    ("-{cn:博客；tw：部落格}-", HANS, TW, "部落格"),
    ("-{hans:博客;tw:部落格}-", HANS, HK, "博客"),
    ("-{tw:部落格}-", HANS, HANS, "部落格"),
    ("-{zh:Web3}-时代", HANS, TW, "Web3時代"),
    ("-{头发}-发", HANS, TW, "头发發"),
    ("-{R|头发}-发", HANS, TW, "头发發"),
    ("医生-{}-发现", HANS, TW, "醫生發現"),
    ("医生发现", HANS, TW, "醫生髮現"),
    ("`-{头发}-`", HANS, TW, "`-{頭髮}-`"),
    ("-{hans:A&amp;B;tw:C}-", HANS, HANS, "A&amp;B"),
    ("头发-{hans:甲;tw:乙}-头发", HANS, TW, "頭髮乙頭髮"),
    ("头-{}-发", HANS, TW, "頭發"),
    ("-{zh-hant-tw:甲;zh-Hans-CN:乙}-", HANS, HANS, "乙"),
    ("-{hans:甲;b;tw:乙}-", HANS, HANS, "甲;b"),
    ("-{hans:甲;tw:乙；}-", HANS, TW, "乙"),
    ("-{hans:甲;tw:A&amp;}-", HANS, TW, "A&amp;"),
    ("-{hans:甲;hans:甲;zh_TW:丙}-", HANS, TW, "丙"),
    ("-{hk:網誌}-", HANS, TW, "網誌"),
    ("-{hans:头发}-", HANS, TW, "頭髮"),
    ("-{hans:;tw:乙}-无", HANS, HANS, "无"),
    ("-{用 \\-{ 和 \\}- 写}-", HANS, TW, "用 -{ 和 }- 写"),
    ("\\-{头发}-", HANS, TW, "-{頭髮}-"),
    ("\\\\-{头发}-", HANS, TW, "\\\\头发"),
]

TERMS = [
    {"hans": "美联储", "tw": "聯準會", "hk": "聯儲局"},
    {"hans": "以太坊", "tw": "以太坊", "hk": "以太坊"},
    {"hans": "人工智能", "tw": "人工智慧"},
    {"hans": "比特币"},
]
# (text, source, target, what comes out)
GLOSSARY = [
    ("美联储加息", HANS, TW, "聯準會加息"),
    ("美联储加息", HANS, HK, "聯儲局加息"),
    ("以太坊与以太网", HANS, TW, "以太坊與以太網"),
    ("人工智能", HANS, TW, "人工智慧"),
    ("人工智能", HANS, HK, "人工智能"),
    ("聯準會與人工智慧", TW, HANS, "美联储与人工智能"),
    ("聯儲局", HK, HANS, "美联储"),
    ("美聯儲", HANT, HANS, "美联储"),
    ("聯準會", TW, HK, "聯儲局"),
    ("聯儲局", HK, TW, "聯準會"),
    ("说税户温", HANS, HK, "說稅戶溫"),
    ("比特币", HANS, TW, "比特幣"),
]

# a text, and what is told of it
RULE_FAULTS = [
    ("-{hans:甲;tw:乙}-", []),
    ("-{T|hans:甲;tw:乙}-", [(0, "unknown flag 'T'")]),
    ("-{巨集=>cn:宏}-", [(0, "a one-way rule (=>) has no place in a text")]),
    ("甲-{tw:甲;tw:乙}-", [(1, "zh-Hant-TW is given twice: '甲' and '乙'")]),
    ("-{hans:甲", [(0, "-{ without }-")]),
    ("`-{` 和 [x](-{a.md)", []),
    ("-{zh-xx:甲;tw:乙}-", [(0, "unknown variant 'zh-xx'")]),
    ("甲-{乙-{丙}-", [(1, "-{ without }-")]),
    ("甲-{乙\n\n丙}-", [(1, "-{ without }-")]),
    ("甲-{乙 `丙` 丁}-", [(1, "-{ without }- before code, a comment or an address")]),
    ("没有规则", []),
    ("只有 }- 一半", []),
]

# (one spelling, another, whether they are one tag)
TAGS = [
    ("里面", "裡面", True),
    ("裏面", "裡面", True),
    ("Ａ股", "a股", True),
    ("台灣", "臺灣", True),
    ("説明", "說明", True),
    ("衞生", "卫生", True),
    ("宏观经济", "宏觀經濟", True),
    ("  AI\t 应用 ", "ai 應用", True),
    ("乾隆", "干隆", False),
    ("著名", "着名", False),
    ("聯準會", "美联储", False),
]
