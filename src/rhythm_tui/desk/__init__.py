"""The verbs: one command, one transaction, one journal row; and what the screen asks for."""
