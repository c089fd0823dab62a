"""What was counted and what befell it: each quantity with its loss; ``linker`` begins."""
