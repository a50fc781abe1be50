"""From the data directory to a dataset: tables in several formats, described, checked and citable."""
