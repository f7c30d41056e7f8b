"""What ``Reader`` answers, a file a noun: read only, fast, standard library only."""
