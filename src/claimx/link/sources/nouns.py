"""Nouns that stand for a source told of elsewhere, by what they may stand for."""

from __future__ import annotations

from claimx.schema import SourceType

# Nouns for any body or person: whoever spoke last, whatever the name.
ANY_BODY = frozenset(
    "agency group organisation organization organisations organizations office team company centre center project".split()
)
# Those of them that an armed group may be called.
OF_ARMS = frozenset("group organisation organization organisations organizations".split())
# Those of them that a state has too.
OF_STATE = frozenset("agency office team centre center".split())
STATE = (SourceType.OFFICIAL, SourceType.MILITARY, SourceType.GOVERNMENT)
ANY_PERSON = frozenset(
    "official spokesman spokeswoman spokesperson source man woman minister soldier officer leader witness mother father doctor".split()
)
# What a person issues; reports and studies are a body's.
PERSONAL = frozenset(
    "statement message post tweet letter announcement interview release communique video speech".split()
)
