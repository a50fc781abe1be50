"""What the data covers: the sessions found and missing, and the page that shows it."""
