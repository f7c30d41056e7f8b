"""Files in: sniff, read, map, reject."""
