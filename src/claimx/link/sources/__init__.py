"""Who says so, by the fullest name that the document has; ``linker`` begins."""
