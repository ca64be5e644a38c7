"""The commands of `terampil`: one module per group, each with its words and its acts.

A module declares its commands on a parser; an act takes what was given and
returns an `Answer`. What needs time to load is loaded by the act itself.
"""
