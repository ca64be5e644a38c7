"""The deep processes of the trade: plain functions, without database or window."""
