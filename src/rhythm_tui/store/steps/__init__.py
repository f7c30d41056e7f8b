"""What each migration does to the desk's file: statements in their order."""
