"""Files in: sniff, read, map, reject. ``intake.source.open_source`` is the way in.

A file becomes a stream of facts (``domain.facts``) and rejects, one for each row read; nothing here writes
to the desk. Readers are loaded when a file needs them.
"""
