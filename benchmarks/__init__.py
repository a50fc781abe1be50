"""Commands that print the figures the README quotes: `python -m benchmarks.NAME`."""
