"""One text, every Chinese: what the site is made of, without MkDocs."""
