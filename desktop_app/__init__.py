"""The office's program, without its window."""

VERSION = "0.1.0"
"""As in pyproject.toml; printed on what is handed out."""
