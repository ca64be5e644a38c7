"""How fast the program is, as ratios against a floor measured in the same run.

Run all with ``.venv/bin/python -m benchmarks``, some with their names behind.
Absolute figures drift with the machine; only ratios mean anything.
"""
