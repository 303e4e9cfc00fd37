"""Accuracy, speed and memory on the shared texts: each a command that prints a table and appends JSON lines."""
