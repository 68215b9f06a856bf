"""An app with work that tests can watch: each run adds a line to a file."""
