"""Before the office is open, and while it is locked."""
