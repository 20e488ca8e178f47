"""The publishers whose pages are known: one file each, named as its `SITE`."""
