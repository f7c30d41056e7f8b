"""Small pieces the panes are made of."""
