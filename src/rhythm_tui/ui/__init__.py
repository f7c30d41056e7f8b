"""The Textual desk."""

import os

# How long a lone Esc waits for the rest of a key's sequence: Textual's tenth of a second makes Esc feel slow
# and glues it to a letter typed right after. It is read when Textual is imported.
os.environ.setdefault("ESCDELAY", "30")
