"""Persian as it is written: letters, numbers, dates, people. Nothing here knows of sites or reports."""
