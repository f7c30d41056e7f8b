"""The SQLite file: schema, journal, one file a noun. The only room that knows SQL."""
