"""Drupal, the software of some provinces' offices; its day is in RDFa beside `Submitted by`."""

from __future__ import annotations

from corpus.layout import Family, Layout

FAMILY = Family(
    name="drupal",
    marks=(
        'meta[name="Generator"][content*="Drupal"]',
        'meta[name="generator"][content*="Drupal"]',
        ".field-name-body",
        ".field--name-body",
    ),
    layout=Layout(
        title=("h1#page-title", "h1.page-title", "h1.title"),
        lead=(".field-name-field-lead", ".field-name-field-summary"),
        body=(
            ".node__content",
            ".node .content",
            ".field-name-body",
            ".field--name-body",
            ".node-content",
            "#node-content",
        ),
        date=(".submitted",),
    ),
)
