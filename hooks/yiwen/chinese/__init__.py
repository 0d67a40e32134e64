"""Convert texts and pages between the Chinese of the mainland, Taiwan and Hong Kong.

>>> from yiwen.chinese.texts import Converters
>>> from yiwen.chinese.variants import Variant
>>> Converters().convert(Variant.HANS, Variant.TW, "理发师说：“发展。”")
'理髮師說：「發展。」'

A library of its own: it knows nothing of blogs, Markdown engines or files. From the bottom up:

- ``variants``: the written variants, their tags, which value stands in for which
- ``prose``, ``rules``: inline rules ``-{…}-`` of a Markdown text, as marks that travel
- ``glossary``, ``matching``: the words of a site
- ``routes``, ``engine``: the way through OpenCC's dictionaries, with any of three OpenCCs
- ``quotes``, ``texts``: everything together, text in and text out
- ``folding``: one key for all spellings of a name
- ``pages``: HTML, cut into slots once and joined for every variant
- ``detection``: what a text is written in
- ``lexicon``, ``vocabulary``, ``doubts``, ``reports``: what an editor should look at again
"""
