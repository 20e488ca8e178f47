"""Measuring the reader: found records against annotated ones, and stated confidence against what proved right."""
