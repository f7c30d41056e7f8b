"""Write what follows from the program: ``python -m guide``, with ``src`` and ``tools`` on the path."""

from __future__ import annotations

from guide import written

for path, text in written():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
