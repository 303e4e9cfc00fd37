"""A reading in other forms, one module per format: json, csv, table (for a terminal), html (for a notebook)."""
