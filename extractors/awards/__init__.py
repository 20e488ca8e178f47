"""Awards: their names, who gives them, who gets them."""
