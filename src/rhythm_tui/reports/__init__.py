"""Files out: documents built from the desk."""
