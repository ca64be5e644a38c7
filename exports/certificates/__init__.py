"""Training certificates on paper: drawn, issued, printed, and printed again."""
