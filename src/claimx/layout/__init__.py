"""The layout of an article: its plain text, its blocks, its sentences and the tree that they form."""

from claimx.layout.blocks import find_blocks, segment, story_starts
from claimx.layout.plain import read_plain
from claimx.layout.sentences import split_sentences
from claimx.layout.tree import read_layout

__all__ = ["find_blocks", "read_layout", "read_plain", "segment", "split_sentences", "story_starts"]
