"""Reconciliation: which person, unit or bloc of the archive a cell of somebody's table means, and what is known of it.

Pure questions to an archive, in the terms of the Reconciliation Service API 0.2; the website gives them addresses.
"""
