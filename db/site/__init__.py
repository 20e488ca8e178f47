"""The archive's website: Datasette with our titles, stored queries, templates and styles; nothing from outside."""
