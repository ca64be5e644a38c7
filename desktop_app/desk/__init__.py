"""What an officer does at the desk: acts that touch several records at once.

Each is a function on a session of the store, written in the trade's words, so
that the window, the command line and the sample data do the same thing.
"""
