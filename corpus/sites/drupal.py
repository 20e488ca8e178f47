"""Drupal, the software of some provinces' offices; its day is in RDFa beside `Submitted by`."""

from corpus.sites.site import Site

SITE = Site(
    name="drupal",
    marks=('meta[name="generator" i][content*="Drupal" i]', ".field-name-body", ".field--name-body"),
    title=("h1#page-title", "h1.page-title", "h1.title"),
    lead=(".field-name-field-lead", ".field-name-field-summary"),
    body=(".field-name-body", ".field--name-body", ".node-content"),
    date=(".submitted",),
)
