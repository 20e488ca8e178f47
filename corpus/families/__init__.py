"""The software of many sites, in the order in which a page is asked for its marks: the unmistakable first.

Papers' own systems come before the systems of everyone, these before names that anybody may give to a `div`.
"""

from __future__ import annotations

from corpus.families import (
    blogger,
    cms_body,
    content_article,
    content_fck,
    content_news,
    dotnetnuke,
    drupal,
    fck_detail,
    image_desc,
    joomla,
    liferay,
    mastercms,
    microdata,
    nukeviet,
    onecms,
    portal,
    post_date,
    post_subinfo,
    sharepoint,
    vccorp,
    vhv,
    wordpress,
    zcms,
)
from corpus.layout import Family

FAMILIES: tuple[Family, ...] = (
    vccorp.FAMILY,
    onecms.FAMILY,
    mastercms.FAMILY,
    zcms.FAMILY,
    cms_body.FAMILY,
    content_article.FAMILY,
    content_fck.FAMILY,
    content_news.FAMILY,
    vhv.FAMILY,
    fck_detail.FAMILY,
    post_subinfo.FAMILY,
    blogger.FAMILY,
    nukeviet.FAMILY,
    dotnetnuke.FAMILY,
    joomla.FAMILY,
    drupal.FAMILY,
    liferay.FAMILY,
    sharepoint.FAMILY,
    post_date.FAMILY,
    image_desc.FAMILY,
    microdata.FAMILY,
    portal.FAMILY,
    wordpress.FAMILY,
)
