"""Units and places: their names, the units above them, lists of them, and what an article explains of their names."""
