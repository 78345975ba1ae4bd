"""The terminal: one module a command, kept light so that `--help` is instant."""
