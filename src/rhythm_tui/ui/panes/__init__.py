"""The three panes of the duty screen."""
