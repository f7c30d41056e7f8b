"""The exit codes of the program.

0 done, 1 done with rejects or refusals, 2 wrong usage or input, 3 the desk's file cannot be used, 70 an
error inside the program, 130 interrupted from the keyboard.
"""

DONE, WITH_REJECTS, WRONG_USE, UNUSABLE, CRASHED, INTERRUPTED = 0, 1, 2, 3, 70, 130


class Interrupted(Exception):
    """Ctrl-C has ended some long work; in the operator's words, what stays of it."""
