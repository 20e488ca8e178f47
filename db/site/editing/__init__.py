"""Deciding on the website: who may, what the forms say, and how a decision is taken and taken back."""
