"""A real WordPress on loopback for the tests, the recordings and the benchmarks.

`python -m tests.wordpress start` starts one by hand; `python -m tests.wordpress --help` says what else there is.
"""
