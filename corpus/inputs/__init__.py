"""What a file may be, and its readers: one module a kind, all of them listed in `kinds`."""
