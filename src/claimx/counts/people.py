"""Nouns for people that no lexicon has, told by their endings."""

from __future__ import annotations

# Plurals of nouns for whoever does, makes, keeps, attends or comes from something.
_ENDINGS = tuple("ers ors ists ians men women smiths wrights mongers goers folk nauts crats".split())


def names_people(plural: str) -> bool:
    """True for a plural, in lower-case, whose ending is that of nouns for people; some things end so too.

    >>> names_people("falconers"), names_people("guitarists"), names_people("buildings")
    (True, True, False)
    """
    return plural.endswith(_ENDINGS)
