"""What each command of `cli` does; one module a command, imported when it is called."""
