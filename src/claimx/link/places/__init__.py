"""Where it happened; ``linker`` begins."""
