"""Days, periods and years, as articles write them and as they leave them out."""
