"""Who "he", "the ministry", "a monitor" and "Zelensky" are: the fullest name in the document, from capitals and roles alone.

No model is run: sentences that state no loss are never parsed, yet they introduce the names. Names are read off in one pass
over the tokens; look-ups are by last word, by role and by acronym, so the whole is linear in the text.
"""
