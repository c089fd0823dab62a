"""When the counted thing happened; ``linker`` begins."""
