"""What one sentence says: a finder each for quantities, losses, items, parties, places, dates, attributions, qualifiers.

Finders report and never decide, and never import each other.
"""
