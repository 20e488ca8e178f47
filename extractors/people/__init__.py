"""People: their names, ranks, titles and posts, and what they did at a meeting."""
