"""Whose people and equipment, and who did it; ``linker`` begins."""
