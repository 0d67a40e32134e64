from __future__ import annotations

import pytest

from yiwen.importing.shortcodes import convert_shortcodes


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ('{{< figure src="/a.png" alt="图" caption="说明" >}}', '![图](/a.png "说明")'),
        ('{{< figure src=`a b.png` title="题" />}}', '![](a%20b.png "题")'),
        (
            '{{< highlight go "linenos=table" >}}\nx := `a`\n{{< /highlight >}}',
            "\n```go\nx := `a`\n```\n",
        ),
        ("{{< youtube dQw4w9WgXcQ >}}", "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>"),
        ('{{< bilibili id="BV1xx411c7mD" >}}', "<https://www.bilibili.com/video/BV1xx411c7mD>"),
        ("{% asset_img a.png 一张 图 %}", '![一张 图](a.png "一张 图")'),
        ("{% asset_img left a.png 300 200 '题' %}", '![题](a.png "题")'),
        ("{% img /images/a.png 300 %}", "![](/images/a.png)"),
        ("{% asset_link a.pdf 全文 %}", "[全文](a.pdf)"),
        ("{% asset_link a.pdf %}", "[a.pdf](a.pdf)"),
        ("![图]({% asset_path a.png %})", "![图](a.png)"),
        (
            "{% codeblock 题目 lang:js https://a.cn %}\na()\n{% endcodeblock %}",
            "\n**题目**\n\n```js\na()\n```\n",
        ),
        ("{% code %}\n```\n{% endcode %}", "\n````\n```\n````\n"),
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "\n```ruby\nputs 1\n```\n"),
        (
            "{% blockquote 张三 https://a.cn/x %}\n话\n\n又\n{% endblockquote %}",
            "\n> 话\n>\n> 又\n>\n> —— [张三](https://a.cn/x)\n",
        ),
        ("{% quote %}话{% endquote %}", "\n> 话\n"),
        ("{% blockquote 张三, 《书》 %}话{% endblockquote %}", "\n> 话\n>\n> —— 张三, 《书》\n"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ('{% include figure.html src="a.png" alt="图" caption="说" %}', '![图](a.png "说")'),
        ("![图]({{ site.baseurl }}/a.png)", "![图](/a.png)"),
        ('![图]({{ "/a.png" | relative_url }})', "![图](/a.png)"),
        ("没有标记", "没有标记"),
    ],
)
def test_what_means_one_thing_becomes_markdown(body: str, markdown: str):
    assert convert_shortcodes(body, line=1) == (markdown, [])


@pytest.mark.parametrize(
    "left",
    [
        "{{< notice tip >}}",
        '{{< ref "a.md" >}}',
        '{{< figure src="a.png" link="https://a.cn" >}}',
        '{{< figure class="x" >}}',
        "{{< youtube >}}",
        "{% post_link other %}",
        "{% note info %}",
        "{% codeblock %}",
        "{% asset_img %}",
        "{% asset_link %}",
        "{% asset_path %}",
        "{% include toc.html %}",
        "{{ page.title }}",
    ],
)
def test_what_means_more_is_left_and_told(left: str):
    body = f"话。\n\n{left}\n"

    text, notes = convert_shortcodes(body, line=5)

    assert text == body
    assert [(note.line, note.text, note.fate) for note in notes] == [(7, left, "left as text")]


@pytest.mark.parametrize("sign", ['{{< figure "', "{% img '", "{{ a", "{% codeblock %}"])
def test_tags_that_never_end_take_no_time(sign: str):
    assert convert_shortcodes(sign * 3000, line=1)[0] == sign * 3000


@pytest.mark.parametrize(
    "body",
    [
        "`{% raw %}` 与 `{{< figure src=a >}}`",
        "```\n{{ x }}\n```",
        "<!-- {% x %} -->",
        "    {{ x }}\n",
    ],
)
def test_code_and_comments_are_left_alone(body: str):
    assert convert_shortcodes(body, line=1) == (body, [])
