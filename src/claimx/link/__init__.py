"""Which mention belongs to which: claims first, then the source, parties, date and place of each."""
