"""Who killed, destroyed, captured or gave what a claim counts: stated in its sentence, or carried from where it is told."""
