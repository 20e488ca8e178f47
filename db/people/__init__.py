"""People: from mentions in claims to who is who.

An article's mentions of a name are one profile; `profiles` makes them, `evidence` says how likely two are of one
person, `matching` joins what belongs together and links what may, `entities` writes the rows.
"""
