"""What single words give sign of: a loss, people, equipment, counting; and how a text's words are met."""

from __future__ import annotations

from claimx.lexicon.gate_words import GateWords
from claimx.lexicon.items import Reading
from claimx.lexicon.quantities import Role
from claimx.schema import Category, Kind

# What the words of a text give sign of; plain integers, since every sentence of every text is asked.
CASUALTY = 1  # a word for a loss of people
EQUIPMENT_LOSS = 2  # a word for a loss of equipment
PERSON = 4  # a word for people
EQUIPMENT = 8  # a word for equipment
NUMBER = 16  # a counting word other than an article
ARTICLE = 32  # a, an, another
VERB = 64  # a verb that is a loss word with its particle: shot … down
PARTICLE = 128
ARMS = 256  # a word for equipment that only armies have

_OF_KIND = {Kind.CASUALTY: CASUALTY, Kind.EQUIPMENT: EQUIPMENT_LOSS}
_ITEM_OF_KIND = {Kind.CASUALTY: PERSON, Kind.EQUIPMENT: EQUIPMENT}

# Small letters stay, capitals become small, all else (digits, marks, bytes of other scripts) parts words: a text and
# the lexicon's words go through the same mill, so words of other alphabets meet too.
_MILL = bytes(byte + 32 if 65 <= byte <= 90 else byte if 97 <= byte <= 122 else 32 for byte in range(256))
_COUNTING = frozenset(
    [Role.UNIT, Role.TEN, Role.MAGNITUDE, Role.SET, Role.FRACTION, Role.VAGUE, Role.VAGUE_BASE, Role.NONE, Role.NONE_PHRASE, Role.ARTICLE,
     Role.PRONOUN, Role.NOUN, Role.FACTOR, Role.FACTOR_WHOLE]
)  # fmt: skip


# What armies and civilians both have; counted without a word of loss it gives no sign.
_CIVIL = frozenset([Category.VEHICLE, Category.SHIP, Category.AIRCRAFT])


def is_arms(reading: Reading) -> bool:
    """True for equipment that only armies have."""
    return reading.kind is Kind.EQUIPMENT and reading.category not in _CIVIL


def is_thrown(reading: Reading) -> bool:
    """True for equipment that is used by being fired, dropped or flown at a target."""
    return reading.category in _THROWN


_THROWN = frozenset([Category.UAV, Category.MISSILE, Category.AMMUNITION])


def milled(text: str) -> bytes:
    """The words of a text alone, each between blanks, in small letters."""
    return b" %b " % b" ".join(text.encode("utf-8", "surrogatepass").translate(_MILL).split())


_NOTHING = milled("")


def signs_of(lexicon: GateWords) -> dict[bytes, int]:
    """Every word of the lexicon that gives a sign, as the automaton meets it, with its signs."""
    signs: dict[bytes, int] = {}

    def add(words: str, sign: int) -> None:
        pattern = milled(words)
        # Words without a Latin letter leave nothing; such an entry gives no sign.
        if pattern != _NOTHING:
            signs[pattern] = signs.get(pattern, 0) | sign

    for words, wordings in lexicon.losses.words.phrases():
        for wording in wordings:
            for kind in wording.events:
                add(words, _OF_KIND[kind])
    for verb, particle in lexicon.losses.particles:
        add(verb, VERB)
        add(particle, PARTICLE)
    for matcher in (lexicon.items.words, lexicon.items.names):
        for words, reading in matcher.phrases():
            if not reading.pseudo:
                arms = ARMS if is_arms(reading) else 0
                add(words, _ITEM_OF_KIND[reading.kind] | (EQUIPMENT if reading.flown else 0) | arms)
    for entry in lexicon.quantities.entries:
        if entry.role in _COUNTING:
            for words in entry.words:
                add(words, ARTICLE if entry.role is Role.ARTICLE else NUMBER)
    return signs
