"""What platforms put around an article: rules as data, each with its reason.

A rule sees a line in Simplified, lower case and half width, without bullet and marks of Markdown, and must match
all of it: 暫無留言 and 暂无留言 are one rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a rule holds."""

    ANYWHERE = "anywhere"
    HEAD = "head"
    """Between the title and the first sentence."""
    TAIL = "tail"
    """Below the last sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of line that is not the author's."""

    place: Place
    pattern: re.Pattern[str]
    why: str
    lists: bool = False
    """Short lines below it belong to it, as titles do below 推荐阅读."""
    names: bool = False
    """Accounts may stand below it, in letters and digits."""


def _rule(
    place: Place, pattern: str, why: str, *, lists: bool = False, names: bool = False
) -> Rule:
    return Rule(place, re.compile(pattern), why, lists, names)


_ANY, _HEAD, _TAIL = Place.ANYWHERE, Place.HEAD, Place.TAIL

RULES: tuple[Rule, ...] = (
    # Buttons that no sentence is made of, wherever a copied page puts them.
    _rule(_ANY, r"(?:订阅|收藏|关注)(?:此|本|该|这个)?(?:专栏|文章|作者|合集)", "a button"),
    _rule(
        _ANY, r"(?:点击)?(?:查看|加载|展开|阅读|显示)(?:更多|全部|全文)(?:内容)?[>»]*", "a button"
    ),
    _rule(_ANY, r"(?:在|用)? ?app ?(?:内|中|里)?(?:打开|阅读|查看)", "a call to open an app"),
    _rule(_ANY, r"(?:请)?打开 ?app.{0,12}", "a call to open an app"),
    _rule(_ANY, r"(?:数据请求中|(?:正在)?加载中|loading)[.。]*", "a page that had not loaded"),
    _rule(_ANY, r"暂无(?:留言|评论|数据|内容)", "an empty list of comments"),
    _rule(_ANY, r"[a-z0-9]{2,10}(?:/usdt?)? ?[+-]\d+(?:\.\d+)?%", "a ticker"),
    _rule(
        _ANY, r"(?:分享|转发)(?:到|至)[:: ]*(?:微信|微博|朋友圈|qq|twitter|facebook|x)?", "a button"
    ),
    # Below the title.
    _rule(_HEAD, r"(?:全文|本文|共)?(?:约)? ?\d+ ?字.{0,12}", "counts of the platform"),
    _rule(
        _HEAD,
        r"(?:预计|大约)?(?:阅读)?(?:时间|需要?)?:? ?约? ?\d+ ?分钟(?:阅读)?",
        "counts of the platform",
    ),
    _rule(
        _HEAD,
        r"(?:阅读|浏览|点赞|评论|收藏|热度|views?)(?:量|数|人数)?[: ]*[\d.,]+ ?[万kw+]*",
        "counts",
    ),
    _rule(_HEAD, r"[\d.,]+ ?[万kw+]* ?(?:次)?(?:阅读|浏览|评论|点赞|收藏|views?)", "counts"),
    _rule(
        _HEAD,
        r"(?:原创|转载|置顶|关注|\+ ?关注|已关注|听全文|朗读|分享|收藏|编辑|举报|字号)",
        "a button",
    ),
    _rule(
        _HEAD,
        r"(?:首页|主页|资讯|专栏|文章|快讯)(?: ?[>›»/] ?.{1,20})*",
        "where the page was in its site",
    ),
    # Below the article.
    _rule(
        _TAIL, r"(?:查看|阅读|点击|点击查看|点击阅读)原文", "a link whose address was not copied"
    ),
    _rule(
        _TAIL,
        r"(?:点?赞|赞赏|打赏|在看|喜欢|收藏|留言|评论|转发|分享|举报|回复|关注|复制链接|海报|投诉|不喜欢|写留言|发表评论|登录|注册)"
        r"(?: ?[\d.,]+ ?[万kw+]*)?(?:[ |·,、/]+(?:点?赞|赞赏|打赏|在看|喜欢|收藏|留言|评论|转发|分享|举报)(?: ?\d+)?)*",
        "a button",
    ),
    _rule(_TAIL, r"(?:\d+|全部) ?(?:条)?(?:留言|评论|回复)(?: ?\d+)?", "a list of comments"),
    _rule(_TAIL, r"\d+ ?/ ?\d{2,5}", "a counter of characters"),
    _rule(_TAIL, r"(?:登录|注册)(?:后|即可|以|/注册)?.{0,12}", "a call to sign in"),
    _rule(_TAIL, r"(?:qr ?code|二维码)", "the name of a picture of a QR code"),
    _rule(
        _TAIL,
        r".*(?:(?:扫描?|识别|长按|截图)(?:一下)?(?:下方|上方|下面|图中|文末|本)?(?:的)?(?:二维)?码|扫一扫|(?:下方|上方|文末)(?:的)?二维码).*",
        "a QR call",
        names=True,
    ),
    _rule(
        _TAIL,
        r".*(?:(?:微信|公众|视频|抖音|小红书|推特|电报)(?:账|帐)?(?:号|群)|\bvx\b|助理微信|小助手|telegram|discord|twitter).{0,40}",
        "social accounts",
        names=True,
    ),
    _rule(
        _TAIL,
        r"(?:欢迎|请|点击)?(?:关注|加入|添加|订阅)(?:我们|本号|本专栏).{0,40}",
        "social accounts",
        names=True,
    ),
    _rule(
        _TAIL,
        r"(?:社群|社区|社交媒体|友情链接|友链|客服)(?:列表|账号)?",
        "social accounts",
        names=True,
    ),
    _rule(
        _TAIL,
        r"(?:投稿|广告|商务|寻求报道|转载|版权)[^。]{0,24}(?:合作|授权|联系|邮箱|事宜)[^。]{0,24}",
        "an offer of the platform",
    ),
    _rule(_TAIL, r"(?:下载|安装) ?[\w. ]{0,16}(?:app|客户端|应用)", "a call to install an app"),
    _rule(
        _TAIL,
        r"(?:相关|推荐|延伸|热门|更多|往期|精彩|猜你)(?:的)?(?:专栏|阅读|文章|推荐|喜欢|回顾|内容|新闻|资讯|话题|标签)[:>»]*",
        "articles of others",
        lists=True,
    ),
    _rule(_TAIL, r"(?:上|下)一(?:篇|页|章)[:: ]*.{0,60}", "a link to another article"),
    _rule(
        _TAIL,
        r"(?:-+|—+|~+|\*+) ?(?:end|完|全文完|本文完|正文完) ?(?:-+|—+|~+|\*+)",
        "the end was marked",
    ),
    _rule(_TAIL, r"[(\[](?:完|全文完|本文完|end)[)\]]", "the end was marked"),
    _rule(_TAIL, r"(?:返回|回到)(?:顶部|首页|列表)", "a button"),
    _rule(_TAIL, r"(?:copyright|©).{0,80}|.{0,40}all rights reserved.?", "the footer of a site"),
    _rule(_TAIL, r"[京沪粤浙苏津渝]?(?:icp|公网安)(?:备|证).{0,40}", "the footer of a site"),
    _rule(
        _TAIL,
        r"(?:简体中文|繁体中文|中文\((?:简体|繁体)\)|english|tiếng việt|español|русский|français|português|"
        r"bahasa (?:indonesia|melayu)|日本语|日本語|한국어|deutsch|italiano|türkçe|ไทย|ภาษาไทย|nederlands|polski|"
        r"हिन्दी|filipino|العربية|بالعربية|українська|українська|română|čeština|magyar|ελληνικά|svenska)"
        r"(?: ?\([^)]{2,24}\))?",
        "a list of languages",
    ),
)

DISCLAIMER = re.compile(
    r"[【\[]?(?:免责(?:声明|条款)|风险(?:提示|警示|提醒)|(?:特别|重要)?声明|disclaimer)(?:[】\]]|[:：]).{8,}"
    r"|(?:此|本)页面可能包含第三方内容.*"
    r"|(?:本文|以上)(?:内容)?(?:仅供参考|(?:均)?不构成|仅代表作者).{4,}",
)
"""A line that says for what nobody answers."""

NO_ADDRESS = re.compile(r"[,，。 ]*(?P<call>(?:詳見|详见)(?:聲明|声明|條款|条款)[。.]?)$")
"""The end of a disclaimer that was a link when it was on its page."""

ACCOUNT = re.compile(r"@?[a-z0-9][\w.@-]{2,39}", re.ASCII)
"""What an account is called."""


LONGEST = 300
"""Characters of the longest line that a rule is about."""


def find_rule(plain: str, places: Iterable[Place]) -> Rule | None:
    """The rule that a line, as `yiwen.importing.pastes` sees it, belongs to."""
    if len(plain) > LONGEST:
        return None
    wanted = frozenset(places)
    return next(
        (rule for rule in RULES if rule.place in wanted and rule.pattern.fullmatch(plain)), None
    )
