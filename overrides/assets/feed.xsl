<?xml version="1.0" encoding="utf-8"?>
<!-- A feed as a page with links, in browsers that still transform XML: Firefox. The others take feed.css.
     Its words are converted for every edition, so each has this file in its own Chinese. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:atom="http://www.w3.org/2005/Atom" exclude-result-prefixes="atom">
<xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>

<xsl:template match="/rss/channel">
<xsl:call-template name="page">
<xsl:with-param name="lang" select="../@xml:lang"/>
<xsl:with-param name="title" select="title"/>
<xsl:with-param name="about" select="description"/>
<xsl:with-param name="home" select="link"/>
</xsl:call-template>
</xsl:template>

<xsl:template match="/atom:feed">
<xsl:call-template name="page">
<xsl:with-param name="lang" select="@xml:lang"/>
<xsl:with-param name="title" select="atom:title"/>
<xsl:with-param name="about" select="atom:subtitle"/>
<xsl:with-param name="home" select="atom:link[@rel='alternate' and @type='text/html']/@href"/>
</xsl:call-template>
</xsl:template>

<xsl:template name="page">
<xsl:param name="lang"/>
<xsl:param name="title"/>
<xsl:param name="about"/>
<xsl:param name="home"/>
<html lang="{$lang}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width,initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta name="robots" content="noindex"/>
<title><xsl:value-of select="$title"/></title>
<style>
body { max-width: 44rem; margin: 0 auto; padding: 24px 20px 64px; background: #faf8f4; color: #1d1f23; font: 17px/1.75 system-ui, -apple-system, sans-serif; line-break: strict; }
a { color: #0a5462; }
h1 { margin: 0; font-size: 1.6em; font-weight: 600; line-height: 1.4; text-wrap: balance; }
h2 { margin: 0; font-size: 1.15em; font-weight: 600; line-height: 1.5; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover { text-decoration: underline; }
p { margin: 0; }
ol { margin: 24px 0 0; padding: 0; list-style: none; }
li { padding: 20px 0; border-top: 1px solid #e4e0d8; }
time, .about { color: #5c6068; font-variant-numeric: tabular-nums; }
time { font-size: .85em; }
.note { margin-bottom: 32px; padding: 12px 16px; border-left: 3px solid #b8321f; background: #f2eee6; }
@media (prefers-color-scheme: dark) {
body { background: #15171b; color: #e7e5df; }
a { color: #6fc3cf; }
li { border-color: #2a2d33; }
time, .about { color: #9aa0a8; }
.note { border-color: #e8705c; background: #1d2026; }
}
</style>
</head>
<body>
<p class="note">这里是订阅源，给阅读器看的。把地址栏里的网址复制到阅读器，就会收到新文章。<a href="{$home}">去看网页</a></p>
<main>
<h1><xsl:value-of select="$title"/></h1>
<p class="about"><xsl:value-of select="$about"/></p>
<ol><xsl:apply-templates select="item | atom:entry"/></ol>
</main>
</body>
</html>
</xsl:template>

<xsl:template match="item">
<li>
<h2><a href="{link}"><xsl:value-of select="title"/></a></h2>
<time><xsl:value-of select="substring(pubDate, 6, 11)"/></time>
<p><xsl:value-of select="description"/></p>
</li>
</xsl:template>

<xsl:template match="atom:entry">
<li>
<h2><a href="{atom:link[@rel='alternate']/@href}"><xsl:value-of select="atom:title"/></a></h2>
<time><xsl:value-of select="substring(atom:published, 1, 10)"/></time>
<p><xsl:value-of select="atom:summary"/></p>
</li>
</xsl:template>
</xsl:stylesheet>
