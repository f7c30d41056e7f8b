"""Pictures of the desk for the guide: ``make gallery`` draws docs/gallery anew, the same each time.

Each scene is acted out by keys on the sample day, whose clock stands.
"""
