"""Whose people or equipment a claim counts: stated by its sentence or its list, or plain from the article's sides."""
