"""`python -m shahrkarimeh` is the command line."""

from shahrkarimeh.cli import main

main()
