"""Storms: what the desk promises, tried until it breaks or the numbers are reached; ``make storm`` runs all.

Each storm is a function that fills a ``Tally``; the suite runs a small, seeded cut of each, and shows that
each catches the bug it is for (``mutants.py``).
"""
