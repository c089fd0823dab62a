"""The vocabularies, loaded once and compiled to matchers. See ``docs/lexicon.md`` for adding to them."""
