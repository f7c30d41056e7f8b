"""Whole screens: duty, detail, forms, help."""
