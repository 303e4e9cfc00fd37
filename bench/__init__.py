"""Accuracy, speed and memory of what is installed, on the shared texts: each a command that prints a table and appends JSON lines."""
