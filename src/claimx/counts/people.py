"""Nouns for people that no lexicon has, told by their endings."""

from __future__ import annotations

# Nouns for whoever does, makes, keeps, attends or comes from something.
_SINGULAR = tuple("er or ist ian man woman smith wright monger goer naut crat".split())
_PLURAL = (*(ending + "s" for ending in _SINGULAR if not ending.endswith("man")), "men", "women", "folk")


def names_people(noun: str, *, plural: bool = True) -> bool:
    """True for a noun, in lower-case, whose ending is that of nouns for people; some things end so too.

    >>> names_people("falconers"), names_people("guitarists"), names_people("buildings")
    (True, True, False)
    >>> names_people("falconer", plural=False)
    True
    """
    return noun.endswith(_PLURAL if plural else _SINGULAR)
