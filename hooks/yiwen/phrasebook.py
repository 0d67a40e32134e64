"""What editors are told, in Chinese: plain words for people who write no programs.

Each entry is an English message as the code raises it, and the same in Simplified Chinese. ``{name}``
stands for any text, ``{name!r}`` for something in quotation marks, ``{rest}`` for another message,
``{kind}`` for one of the words below. The first entry that fits a message is taken. What the entries leave as it is (keys, samples to copy) is
never translated.
"""

from __future__ import annotations

ENTRIES: tuple[tuple[str, str], ...] = (
    # The file as a whole
    ("a file with nothing in it", "这个文件是空的"),
    ("write the post, or delete the file", "写上正文，或者删掉这个文件"),
    (
        "text is not UTF-8, it seems to be {encoding}",
        "文字的编码不是 UTF-8，看起来是 {encoding}",
    ),
    ("a page whose name ends in {ending!r}", "文件名的结尾是 {ending!r}，这样不会成为页面"),
    ("rename it to  {name}", "改名为  {name}"),
    ("save the file again as UTF-8", "用编辑器把文件另存为 UTF-8 编码"),
    ("no such folder", "没有这个文件夹"),
    (
        "the address {url!r} would be a folder where the site has a file",
        "网址 {url!r} 会成为文件夹，而网站在那里有一个文件",
    ),
    ("rename the file, or give it another  slug:", "给文件改名，或者另写一个  slug:"),
    (
        "two sources for one address {url!r}: also {path}",
        "两个文件的网址相同：{url!r}，另一个是 {path}",
    ),
    (
        "rename one of the two files, or give one of them another  slug:",
        "给其中一个文件改名，或者给其中一篇另写一个  slug:",
    ),
    ("the address {url!r} is also that of {path}", "网址 {url!r} 已经属于 {path}"),
    (
        "two versions of {path} for {variant}: also {other}",
        "{path} 有两个 {variant} 版本，另一个是 {other}",
    ),
    ("keep one of the two files", "两个文件只留一个"),
    (
        "a version of {path}, which is left out",
        "它是 {path} 的另一个版本，而那一篇这次没有发布",
    ),
    ("mend that file first", "先改好那个文件"),
    # Fences of the front matter
    ("a fence with other text beside it: {line!r}", "分隔线的同一行还有别的文字：{line!r}"),
    ("write {fence} on a line of its own", "让 {fence} 单独占一行"),
    (
        "front matter opens with {line!r} where a fence belongs",
        "文首信息的第一行应该是分隔线 ---，这里写的却是 {line!r}",
    ),
    (
        "front matter that is opened here is never closed",
        "文首信息从这里开始，却没有结束的分隔线",
    ),
    (
        "write {fence} on a line of its own, below the last key",
        "在最后一项的下面，单独写一行 {fence}",
    ),
    (
        "write {fence} on a line of its own below the last key",
        "在最后一项的下面，单独写一行 {fence}",
    ),
    ("the file cannot be opened: {said}", "文件打不开：{said}"),
    (
        "put a file there that can be read, or change the setting",
        "在那里放一个能读的文件，或者改设置",
    ),
    ("front matter of {number} characters", "文首信息有 {number} 个字符，太长了"),
    (
        "keep it below {number}: text belongs below the fence",
        "不要超过 {number} 个字符：正文要写在分隔线的下面",
    ),
    ("the whole post stands in a block of code", "整篇文章都写在了代码块里"),
    (
        "delete the line {fence}, and the one that closes it",
        "删掉 {fence} 这一行，以及结束它的那一行",
    ),
    ("front matter in JSON, which is not read", "这里不支持 JSON 格式的文首信息"),
    ("text above the front matter: {line!r}", "文首信息的上面还有文字：{line!r}"),
    ("move it below the front matter", "把它移到文首信息的下面"),
    # Formulas
    ("a formula whose braces do not pair: {tex!r}", "公式里的大括号没有配对：{tex!r}"),
    (
        r"write as many } as {; a brace to be shown is \{",
        r"{ 和 } 要一样多；要显示的大括号写成 \{",
    ),
    ("a formula in which a part is missing: {tex!r}", "公式里少了一部分：{tex!r}"),
    ("complete it: {samples}", "补齐它，例如  {samples}"),
    (r"a formula with a \begin that has no \end: {tex!r}", r"公式里的 \begin 没有 \end：{tex!r}"),
    ("end it with {end} of the same name", "在后面写上同名的 {end}"),
    ("a formula with an unknown command: {name!r}", "公式里有不认识的命令：{name!r}"),
    ("a formula with an unknown environment: {name!r}", "公式里有不认识的环境：{name!r}"),
    (
        "write it in the simple commands of LaTeX, or put it in backticks to show its source",
        "改用 LaTeX 的基本命令；只想显示源码，就放进反引号里",
    ),
    ("a formula of several lines or columns: {tex!r}", "公式有好几行或好几列：{tex!r}"),
    ("write it between {begin} and {end}", "写在 {begin} 和 {end} 之间"),
    # Front matter that cannot be read
    ("a quotation mark that is never closed", "有一个引号没有配对"),
    (
        "a colon and a space inside a value cut it in two",
        "内容里有冒号加空格，会被当成两截",
    ),
    ("a line that is no  key: value", "这一行不是“名称: 内容”的写法"),
    ("a value that begins with a sign of YAML's", "内容开头的符号有特殊含义，不能直接这样写"),
    ("a backslash inside double quotes", "双引号里有反斜杠 \\"),
    (
        "text behind a closing quotation mark or bracket",
        "引号或括号结束之后，同一行又多出了文字",
    ),
    ("a tab where YAML takes spaces only", "这里的缩进用了 Tab 键，只能用空格"),
    ("indent with two spaces", "改用两个空格缩进"),
    ("a line that does not fit the lines above it", "这一行的缩进和上面几行对不上"),
    ("a key that is indented below a text", "这一行不该缩进"),
    (
        "begin each key at the start of its line, each item of a list with two spaces and -",
        "每一项都从行首写起；列表里的每一条以两个空格和 - 开头",
    ),
    (
        "write each line as  key: value,  a text with : # [ ] { } or quotes in quotes",
        "每行写成  名称: 内容；内容里有 : # [ ] { } 或引号时，整段放进引号",
    ),
    (
        "a bracket that is never closed, or no comma between two values",
        "有一个括号没有配对，或者两个值之间少了逗号",
    ),
    ("write a list on one line as  [a, b]", "把列表写成一行  [a, b]"),
    ("text among the keys: {line!r}", "文首信息里混进了正文：{line!r}"),
    ("not YAML: {said}", "无法读懂（YAML 格式有误）：{said}"),
    ("YAML cannot be read: {said}", "无法读懂（YAML 格式有误）：{said}"),
    ("not TOML: {said}", "无法读懂（TOML 格式有误）：{said}"),
    (
        "write each line as  {sample},  a day as  {day}",
        "每行写成  {sample}，日期写成  {day}",
    ),
    (
        "front matter without a single  key: value",
        "文首信息里一项“名称: 内容”也没有",
    ),
    ("write each as  title: …  on its line", "每项写一行，像  title: …  这样"),
    (
        "write each as  title: …  on its line, between two lines of ---",
        "每项写一行，像  title: …  这样，整体放在两行 --- 之间",
    ),
    ("a second document in the front matter", "文首信息里多了一条 ---，被分成了两份"),
    ("keep one, between two lines of ---", "只留一份，放在两行 --- 之间"),
    ("values inside values, more than {number} deep", "一层套一层，超过了 {number} 层"),
    ("write simple keys and lists", "只写简单的项和列表"),
    (
        "a list, mapping or alias where a key belongs",
        "这里应该是一项的名称，却写成了列表、大括号或 * 开头的引用",
    ),
    ("put a text with braces in quotes: {sample}", "有大括号的文字要放进引号：{sample}"),
    (
        "front matter that stands for more than {number} values",
        "文首信息展开后超过 {number} 个值",
    ),
    ("write the values out, without aliases", "把内容直接写出来，不要用 * 引用"),
    (
        "an alias of nothing: {alias!r}",
        "以 * 开头的文字会被当成引用，但没有它引用的内容：{alias!r}",
    ),
    ("put a text that begins with * in quotes", "以 * 开头的文字要放进引号"),
    ("a merge (<<) is not read", "这里不支持 << 合并写法"),
    ("write the keys out", "把各项直接写出来"),
    (
        "{key!r} is given twice, first in line {line}",
        "{key!r} 写了两次，第一次在第 {line} 行",
    ),
    ("keep one of the two", "两个只留一个"),
    ("a tag that is not read: {tag!r}", "这里不支持以 ! 开头的标记：{tag!r}"),
    ("leave the tag out", "去掉这个标记"),
    # Values of the front matter
    ("no date", "没有日期"),
    ("add a line  date: {day}", "加一行  date: {day}"),
    (
        "begin the file with the lines\n---\ndate: {day}\n---",
        "在文件最前面加上这几行\n---\ndate: {day}\n---",
    ),
    ("{key!r} is not a day: {text!r}", "{key!r} 不是日期：{text!r}"),
    ("{key!r} is no Chinese variant: {text!r}", "{key!r} 不是中文的一种：{text!r}"),
    (
        "{key!r} is neither true nor false: {text!r}",
        "{key!r} 只能是 true（是）或 false（否），不能是 {text!r}",
    ),
    ("{key!r} is not {wanted} but {found}", "{key!r} 应该是{wanted}，这里却是{found}"),
    ("{key!r} cannot be part of an address: {text!r}", "{key!r} 里有网址中不能用的字符：{text!r}"),
    (
        "{key!r} is neither an address nor a path: {text!r}",
        "{key!r} 既不是网址，也不是图片的路径：{text!r}",
    ),
    ("{key!r} is not the address of a page: {text!r}", "{key!r} 不是网址：{text!r}"),
    ("{key!r} is not a mapping", "{key!r} 下面应该缩进写各个小项"),
    ("write below it, indented, one of: {names}", "在它下面缩进写这些项中的几项：{names}"),
    ("{place}: unknown key", "没有 {place} 这一项"),
    ("{place} is not a mapping", "{place} 下面应该按地区分开写"),
    ("{place} is not a text", "{place} 应该是一段文字"),
    ("{place} is not a list", "{place} 应该是一个列表"),
    ("{place}: unknown variant {tag!r}", "{place}：不认识 {tag!r} 这种中文"),
    ("an entry of zh.terms is no term: {value!r}", "zh.terms 里有一条不是词语：{value!r}"),
    (
        "zh.phrases is neither true nor false: {value!r}",
        "zh.phrases 只能是 true（是）或 false（否），不能是 {value!r}",
    ),
    ("use false, or some of: {names}", "写 false，或者从这些里选：{names}"),
    ("write it as  {sample}, or leave the line out", "写成  {sample}，或者去掉这一行"),
    ("write it as  {sample}", "写成  {sample}"),
    ("write each as  {sample}", "每条写成  {sample}"),
    ("use one of: {names}", "从这些里选一个：{names}"),
    # Images and links
    ("no such image: {path!r}", "找不到这张图片：{path!r}"),
    (
        "write a URL, or the path of an image below docs/, as  {sample}",
        "写图片的网址，或者写 docs/ 里图片的路径，例如  {sample}",
    ),
    ("no such file: {path!r}", "找不到链接指向的文件：{path!r}"),
    (
        "put the file below docs/ and write its path from here, or take the link out",
        "把文件放到 docs/ 里，再写从本文到它的路径；或者去掉这个链接",
    ),
    (
        "put the image below docs/ and write its path from here, or take it out",
        "把图片放到 docs/ 里，再写从本文到它的路径；或者去掉这张图",
    ),
    (
        "an address on your own computer: {path!r}",
        "这个地址只在你自己的电脑上有效：{path!r}",
    ),
    (
        "put the file below docs/assets/ and write its path from here, such as  {sample}",
        "把文件放到 docs/assets/ 里，再写从本文到它的路径，例如  {sample}",
    ),
    ("an address that cannot be read: {path!r}", "这个网址写得不完整，无法识别：{path!r}"),
    (
        "write the whole address, such as  https://example.com/page",
        "写完整的网址，例如  https://example.com/page",
    ),
    (
        "an address from the root of the host, which is not the site's everywhere: {path!r}",
        "以 / 开头的地址从域名算起，网站放在子目录时会失效：{path!r}",
    ),
    (
        "write the path from this file to the other, such as  {sample}",
        "写从本文到那个文件的路径，例如  {sample}",
    ),
    (
        "an address of a page where the path of its file belongs: {path!r}",
        "这里要写文件的路径，而不是页面的网址：{path!r}",
    ),
    # Old addresses
    (
        "'site_url' has ? or #, which no page can follow: {written!r}",
        "'site_url' 里有 ? 或 #，后面接不上网页的地址：{written!r}",
    ),
    (
        "'site_url' has no host that the web knows: {written!r}",
        "'site_url' 里的域名无法识别：{written!r}",
    ),
    (
        "the old address {path!r} differs from another of this post in case only",
        "旧网址 {path!r} 与这篇文章的另一个只有大小写不同",
    ),
    ("leave one of the two out", "两个去掉一个"),
    ("an old address that cannot be read: {path!r}", "这个旧网址写得不完整，无法识别：{path!r}"),
    (
        "an old address with ? or #, which no file can have: {path!r}",
        "旧网址里有 ? 或 #，静态网站无法区分：{path!r}",
    ),
    ("write it without, as  {path}", "去掉这一段，写成  {path}"),
    ("an old address on another host: {path!r}", "这个旧网址在别的网站上：{path!r}"),
    ("write a path of this site, as  {path}", "写本站的路径，例如  {path}"),
    ("an old address outside of the site: {path!r}", "这个旧网址不在本站的范围之内：{path!r}"),
    (
        "an old address that no file can have: {path!r}",
        "旧网址里有文件名不能用的字符，或者太长：{path!r}",
    ),
    (
        "an old address of a file that the site makes: {path!r}",
        "这个旧网址是网站自动生成的文件：{path!r}",
    ),
    ("the old address {path!r} is that of {owner}", "旧网址 {path!r} 已经属于 {owner}"),
    ("leave it out here, or give up the other", "在这里去掉它，或者让另一个不再使用"),
    ("leave it out", "去掉它"),
    # Rules in a text
    ("-{ without }-", "有 -{ 却没有 }-"),
    (
        "-{ without }- before code, a comment or an address",
        "-{ 后面碰到了代码、注释或网址，还没有 }-",
    ),
    (
        "close the rule with }-, or write \\-{ for the characters themselves",
        "用 }- 结束这条转换规则；如果就是要显示这两个符号，写成 \\-{",
    ),
    ("a one-way rule (=>) has no place in a text", "正文里不能用单向规则（=>）"),
    (
        "put the term into the glossary, or write one value per variant: {sample}",
        "把这个词写进词表，或者给每种中文各写一个：{sample}",
    ),
    ("unknown flag {flag!r}", "不认识规则里的标志 {flag!r}"),
    (
        "write the text as it is with {sample}, or leave the flag out",
        "要原样显示就写 {sample}，否则去掉这个标志",
    ),
    ("unknown variant {tag!r}", "不认识 {tag!r} 这种中文"),
    ("{key} is given twice: {first!r} and {second!r}", "{key} 写了两次：{first!r} 和 {second!r}"),
    ("keep one of them", "只留一个"),
    ("keep one", "只留一个"),
    # Glossary
    ("a glossary is a list of terms", "词表应该是一条一条的词语"),
    ("write each term on a line of its own:  {sample}", "每个词单独写一行：  {sample}"),
    ("a term has no words by variant: {entry!r}", "这一条没有按地区写出词语：{entry!r}"),
    ("a term without a word", "这一条里没有词语"),
    ("the word for {key} is not text: {value!r}", "{key} 的词不是文字：{value!r}"),
    ("'also' is not a list of words: {value!r}", "'also' 应该是一组词：{value!r}"),
    ("write  {right}\nor run  {command}", "写成  {right}\n或者运行  {command}"),
    ("write  {sample}", "写成  {sample}"),
    ("unknown key {name!r} in a term", "词条里没有 {name!r} 这一项"),
    (
        "{number} terms are more than the {most} that a glossary can hold",
        "词表有 {number} 条，超过了 {most} 条的上限",
    ),
    ("leave out terms that never occur", "去掉从来用不到的词"),
    (
        "{spelling!r} is {first!r} in one term and {second!r} in another, for {variant}",
        "词表自相矛盾：{spelling!r} 在一条里是 {first!r}，在另一条里是 {second!r}（{variant}）",
    ),
    (
        "give the longer words around it, or say  one_way: true  in the rarer term",
        "改写成更长的词，或者在较少见的那一条中加上  one_way: true",
    ),
    (
        "{word!r} is one character and is replaced wherever it stands",
        "{word!r} 只有一个字，无论出现在哪里都会被替换",
    ),
    (
        "give the longer words around it, or say  one_way: true",
        "改写成更长的词，或者加上  one_way: true",
    ),
    # Topics
    ("what is told of topics is no  keyword: lead", "专题文件应该每行写“关键词: 导语”"),
    (
        "write each keyword on a line of its own:  {sample}",
        "每个关键词单独写一行：  {sample}",
    ),
    (
        "the topic {keyword!r} is told of twice, first in line {line}",
        "专题 {keyword!r} 写了两次，第一次在第 {line} 行",
    ),
    ("nothing is said of the topic {keyword!r}", "专题 {keyword!r} 没有写导语"),
    ("write its lead, or leave the keyword out", "写上导语，或者去掉这个关键词"),
    ("unknown key {name!r} of a topic", "专题里没有 {name!r} 这一项"),
    ("a topic whose {key!r} is no text", "专题的 {key!r} 应该是文字"),
    ("a keyword that is no text", "关键词应该是文字"),
    # Odd, but published
    ("a paragraph in Japanese that is not marked as such", "这一段是日文，但没有标明"),
    (
        "a paragraph in {found} Chinese in a text in {expected}",
        "这一段是{found}中文，而全文是{expected}",
    ),
    ("put it into  {sample}, or convert it", "放进  {sample}，或者转换过来"),
    ("put it into  {sample}", "放进  {sample}"),
    (
        "{char!r} is a radical ({code}) where a character should be",
        "{char!r} 是部首符号（{code}），不是真正的汉字，多半是从 PDF 复制来的",
    ),
    ("write 8 to 128 letters, digits or hyphens", "写 8 到 128 个字母、数字或连字符"),
    ("write {written!r}", "改成 {written!r}"),
    ("write the character itself", "改成真正的汉字"),
    (
        "a character that the conversion keeps for itself ({code})",
        "这里有一个看不见的特殊字符（{code}），发布时会被去掉",
    ),
    ("delete it", "删掉它"),
    ("{kind} is shown as text: {text!r}", "{kind}在这里没有作用，会原样显示：{text!r}"),
    (
        "write it in Markdown, or put it in backticks to show it as code",
        "改用 Markdown 写；如果要展示代码，放进反引号 ` 里",
    ),
    (
        "write it in Markdown or HTML, or put it in backticks to show it as code",
        "改用 Markdown 或 HTML 写；如果要展示代码，放进反引号 ` 里",
    ),
    ("delete the line: a post imports nothing", "删掉这一行：文章里不需要引入任何东西"),
    ("write a comment as  <!-- … -->", "注释写成  <!-- … -->"),
    # Images
    (
        "a file that is no image, or of a kind that browsers do not show",
        "这个文件不是图片，或者是浏览器显示不了的格式",
    ),
    (
        "save the image again as JPEG, PNG or WebP, or take it out",
        "把图片另存为 JPEG、PNG 或 WebP，或者从文章里去掉",
    ),
    ("an image that is damaged or cut off", "图片坏了，或者没有传完整"),
    ("put the whole image there again, or take it out", "重新放一张完整的，或者从文章里去掉"),
    ("an image of more than {most} million pixels", "图片超过 {most} 百万像素，太大了"),
    ("make it smaller: 4000 pixels are wide enough", "缩小一些：4000 像素宽就够了"),
    # Advice
    ("no cover", "没有封面图"),
    (
        "the site draws one; to show your own, add  {sample}",
        "网站会画一张；要用自己的图，加一行  {sample}",
    ),
    (
        "a {name} as wide as {width} Han, lists and searches show {most}",
        "{name} 有 {width} 个字宽，列表和搜索结果只显示前 {most} 个",
    ),
    ("say the same in fewer words", "写短一些"),
    ("{kind} in the title: {found!r}", "标题里有{kind}：{found!r}"),
    ("{kind}: {found!r}, and {number} more", "{kind}：{found!r}，另外还有 {number} 处"),
    ("{kind}: {found!r}", "{kind}：{found!r}"),
    (
        "an image without a text for those who cannot see it",
        "图片没有说明文字，看不见图的读者不知道上面是什么",
    ),
    ("say what it shows:  {sample}", "写上图里是什么：  {sample}"),
    ("add  {sample},  with what it shows", "加上  {sample}，写图里是什么"),
    (
        "<{name}> in a post: browsers do not load it on this site",
        "文章里有 <{name}>：本站的页面只从本站加载，浏览器不会显示它",
    ),
    (
        "{name}=… in a post: browsers pass over it on this site",
        "文章里有 {name}=…：本站的页面不许内嵌样式和脚本，浏览器会忽略它",
    ),
    ("link to it:  [title]({target})", "改成链接：  [标题]({target})"),
    (
        "a heading of level {level} right below one of level {above}",
        "{above} 级标题下面直接用了 {level} 级标题，中间跳了级",
    ),
    (
        "the tag {name!r} is nearly {other!r}, which {number} have",
        "标签 {name!r} 和 {other!r} 很像，后者有 {number} 篇文章在用",
    ),
    ("if both are one, write  {name}", "如果是同一个意思，就统一写成  {name}"),
    ("no other post has the tag {names}", "没有别的文章用这个标签：{names}"),
    (
        "use tags that several posts share, or leave them out",
        "改用几篇文章共有的标签，或者去掉它",
    ),
    # Settings of the site
    ("write one setting a line below  yiwen:", "在  yiwen:  下面每行写一个设置"),
    ("unknown setting", "没有这个设置"),
    (
        "this system has no font with Chinese characters: the pictures of shared pages have no words",
        "这台机器上没有中文字体，分享时的卡片图上就没有字",
    ),
    (
        "install one (Debian, Ubuntu: apt-get install fonts-noto-cjk) or name its file in card_font",
        "装一种中文字体（Debian、Ubuntu：apt-get install fonts-noto-cjk），或者用 card_font 写明字体文件",
    ),
    ("no font: {given!r}", "不是字体文件：{given!r}"),
    (
        "name a .ttf, .otf or .ttc file, seen from mkdocs.yml, or leave the line out",
        "写一个 .ttf、.otf 或 .ttc 文件，路径从 mkdocs.yml 所在的文件夹算起；或者去掉这一行",
    ),
    ("unknown choice {value!r}", "没有 {value!r} 这个选项"),
    ("unknown script {value!r}", "不认识 {value!r} 这种中文"),
    ("not a text: {value!r}", "应该是文字，不能是 {value!r}"),
    (
        "neither true nor false: {value!r}",
        "只能是 true（是）或 false（否），不能是 {value!r}",
    ),
    (
        "not a whole number of at least {least}: {value!r}",
        "应该是不小于 {least} 的整数，不能是 {value!r}",
    ),
    ("not a path under docs/: {value!r}", "应该是 docs/ 里的路径，不能是 {value!r}"),
    ("not the name of a time zone: {value!r}", "不是时区的名称：{value!r}"),
    ("not the name of a folder: {value!r}", "不能用作文件夹的名称：{value!r}"),
    ("not a key of IndexNow: {value!r}", "不是 IndexNow 的密钥：{value!r}"),
    ("not a slug: {value!r}", "不能用在网址里：{value!r}"),
    ("not a mapping: {value!r}", "下面应该缩进写各个小项，不能是 {value!r}"),
    ("no category {name!r}", "没有 {name!r} 这个分类"),
    ("not a list of texts: {value!r}", "应该是一组文字，不能是 {value!r}"),
    ("not a list of widths in pixels: {value!r}", "应该是一组宽度（像素），不能是 {value!r}"),
    ("not a repository on GitHub: {value!r}", "不是 GitHub 上的仓库：{value!r}"),
    ("not an address: {value!r}", "不是网址：{value!r}"),
    ("without {names}", "少了 {names}"),
    (
        "copy them from https://giscus.app",
        "到 https://giscus.app 上填好仓库，从它给出的代码里抄过来",
    ),
    ("copy it from https://giscus.app", "到 https://giscus.app 上填好仓库，从它给出的代码里抄过来"),
    ("no variant at the root of the site", "没有一种中文放在网站的根目录"),
    ("write one as  {sample}", "其中一种写成  {sample}"),
    ("two variants in one folder", "两种中文用了同一个文件夹"),
    ("give each a folder of its own", "给每一种各写一个文件夹"),
    # What another message stands in
    ("{place}: {rest}", "{place}：{rest}"),
)

WORDS: dict[str, str] = {
    "a text": "一段文字",
    "a list": "一个列表",
    "a mapping": "一组小项",
    "a text or a list of texts": "一段文字或一个列表",
    "half-width punctuation between Han": "汉字之间的半角标点",
    "straight quotation marks in Chinese text": "中文里的英文直引号",
    "binary": "不是文字的数据（例如图片）",
    "Simplified": "简体",
    "Traditional": "繁体",
    "a tag of Liquid, Hexo or Jinja": "Liquid、Hexo 或 Jinja 的标签",
    "a shortcode of Hugo": "Hugo 的 shortcode",
    "an expression of Liquid, Hexo or Jinja": "Liquid、Hexo 或 Jinja 的表达式",
    "a comment of MDX": "MDX 的注释",
    "an import or export of MDX": "MDX 的引入语句",
    "a component of MDX (JSX)": "MDX（JSX）的组件",
}
"""Words that messages put into a hole."""

LABELS: dict[str, str] = {
    "mend: ": "改法：",
    "see: ": "详见：",
    "… and {rest} more": "……还有 {rest} 处",
    "cannot be published": "无法发布",
    "should be looked at": "请看一看",
    "left out": "没有发布",
    "{number} posts are left out:": "有 {number} 篇文章这次没有发布：",
    "1 post is left out:": "有 1 篇文章这次没有发布：",
    "no post has these topics: {names}": "没有文章用到这些专题：{names}",
}
"""What stands around the messages."""

WORDS_OF_COMPUTERS: tuple[tuple[str, str], ...] = (
    ("发布", "發布"),
    ("文件", "檔案"),
    ("文件名", "檔名"),
    ("文件夹", "資料夾"),
    ("信息", "資訊"),
    ("字符", "字元"),
    ("链接", "連結"),
    ("支持", "支援"),
    ("代码", "程式碼"),
    ("代码块", "程式碼區塊"),
    ("缩进", "縮排"),
    ("设置", "設定"),
    ("注释", "註解"),
)
"""Words that Taiwan and Hong Kong share where OpenCC has others, or none for Hong Kong."""
