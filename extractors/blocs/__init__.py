"""Emulation blocs: their names, whose they are, their members, who leads them, and how that passes on."""
