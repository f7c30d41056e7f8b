"""``python -m rhythm_tui`` is the same program as ``rhythm-tui``."""

from rhythm_tui.cli.main import main

if __name__ == "__main__":
    main()
