"""Joomla with its own templates: the text in `.item-page`, the day in `.article-info`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="joomla",
    marks=('meta[name="generator"][content*="Joomla"]', ".com-content-article", ".item-page"),
    layout=Layout(
        title=(".page-header h1", ".page-header h2", ".contentheading"),
        body=(".com-content-article__body", '.item-page [itemprop="articleBody"]', ".item-page", ".contentpaneopen"),
        caption=("figcaption", ".img_caption", ".wf_caption"),
        byline=(".createdby",),
        date=('time[itemprop="datePublished"]', 'time[itemprop="dateCreated"]', ".published", ".createdate"),
        drop=(".pager", ".pagenav", ".icons"),
    ),
)
