"""The meeting that an article reports: its kinds, period and place."""
