"""The crawl: addresses, feeds, sitemaps and sections in; WARC and a log of every address out.

`plan` says what is wanted, `work` decides what becomes of every answer, `journal` and `warc` keep it on the disk so
that a kill loses nothing, `run` puts all of it on Scrapy. Scrapy is imported by `run` and by what it loads alone.
"""
