"""Posts that pass on: appointments, elections, departures, handovers."""
