"""Copies."""
from dataclasses import dataclass
class Candidate: pass
class Copy: pass
def find_copies(): pass
