"""Whose attack a sentence names, and who claims it: "Russian missile strikes", "an attack by X", "X claimed responsibility"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimx.clauses import objects_of
from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.lexicon.verbs import ASSAULT_LEMMAS, SAYS
from claimx.link.scene import attack_above, skip_left
from claimx.models import PartyMention, Sentence
from claimx.schema import PartyType
from claimx.tokenize import HYPHENS

# Words that come between a side and the noun of its attack: "Israeli military air strikes", "Russian drone and missile attacks".
_GAP = 5


def attacks_named(
    sentence: Sentence, mentions: Sequence[PartyMention], vocabulary: PartyVocabulary
) -> Iterator[PartyMention]:
    """Parties named as the owners of an attack: "Israeli air strikes", "Russian forces shelled", "attack by Boko Haram"."""
    lowers = sentence.lowers()
    for mention in mentions:
        if mention.form in ("enemy", "own"):
            continue
        last = mention.phrase.last
        if (
            attack_after(sentence, lowers, mention, vocabulary) is not None
            or attack_before(lowers, mention, vocabulary)
            # "A bus in Pakistan caught fire after hitting a van": of a place nothing is told.
            or (lowers[mention.phrase.first - 1] != "in" and _assails(_predicate(lowers, last), vocabulary))
            or _is_accused(lowers, mention)
        ):
            yield mention


def sole_attacker(
    sentence: Sentence, mentions: Sequence[PartyMention], vocabulary: PartyVocabulary, but: str | None = None
) -> PartyMention | None:
    """The one side whose attack the sentence names, ``but`` one aside."""
    named = {mention.id: mention for mention in attacks_named(sentence, mentions, vocabulary) if mention.id != but}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_accused(lowers: list[str], mention: PartyMention) -> bool:
    """True for "accused the rebels of shelling a clinic"."""
    first, last = mention.phrase.first, mention.phrase.last
    accused = not _ACCUSING.isdisjoint(lowers[max(0, first - _ACCUSED) : first])
    return accused and lowers[last : last + 1] == ["of"] and not _ATTACKING.isdisjoint(lowers[last + 1 : last + 4])


_ACCUSING = frozenset("accuse accuses accused accusing".split())
# "accused | the paramilitary | Rapid Support Forces"
_ACCUSED = 4
_ATTACKING = frozenset(
    "shelling bombing striking attacking targeting firing bombarding pounding raiding storming ambushing hitting launching "
    "strafing torching burning carrying detonating downing".split()
)


# "Russian forces have again shelled": words between a side and its verb.
_VERB_GAP = 4
# "carried out | what it called a targeted | strike": words from a verb of doing to the attack.
_DONE_GAP = 6


def _assails(predicate: list[str], vocabulary: PartyVocabulary) -> bool:
    """True for "shelled the town", "had carried out the attack", "admitted the strike"; who "was shelled", "hit by" fire is the target."""
    for j, word in enumerate(predicate[:_VERB_GAP]):
        if word in _UNTRUE or word in _STOPS:
            return False
        if vocabulary.has_role(Role.ASSAILING, word):
            return predicate[j + 1 : j + 2] != ["by"] and (word.endswith("ing") or _BEING.isdisjoint(predicate[:j]))
        if word in _STAGED or word in _BEGUN or word in _OWNING:
            return any(vocabulary.has_role(Role.ATTACK, each) for each in predicate[j + 1 : j + 1 + _DONE_GAP])
    return False


_BEING = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_STOPS = frozenset(", ; : and or but as when after while who which".split())
_UNTRUE = frozenset("not n't never denied denies no".split())
_BEGUN = frozenset("began started opened resumed continued intensified escalated unleashed ordered made".split())
_OWNING = frozenset("claimed claims admitted admits acknowledged acknowledges confirmed confirms".split())


def _predicate(lowers: list[str], last: int) -> list[str]:
    """The words after a side up to a comma, past a relative clause, and past what the side says of itself.

    "Israel, which backs the Druze, | struck"; "the Houthis said on Monday that their forces | had hit a tanker".
    """
    if (
        lowers[last : last + 1] == [","]
        and lowers[last + 1 : last + 2] in (["which"], ["who"], ["whose"])
        and "," in lowers[last + 2 :]
    ):
        last = lowers.index(",", last + 2) + 1
    if lowers[last : last + 1] and lowers[last] in SAYS:
        itself = next((j for j in range(last + 1, min(len(lowers), last + _SAID)) if lowers[j] in _ITSELF), None)
        if itself is not None:
            last = itself + (2 if lowers[itself] in ("its", "their") else 1)
        elif lowers[last] not in _OWNING:
            return []
    return lowers[last : last + _VERB_GAP + _DONE_GAP]


_ITSELF = frozenset("it they its their".split())
# "said | on Monday that | it": words from the verb of saying to the pronoun.
_SAID = 5


_AS = frozenset({"as", "when", "after"})
# "as the Sudanese army": words from the conjunction to the side.
_AS_GAP = 2


def assails(lowers: list[str], mention: PartyMention) -> bool:
    """True for the subject of a headline's clause that tells how it came about: "Nine die as Sudanese army shells village".

    Behind nationality and force the tagger takes the verb for a noun.
    """
    first = mention.phrase.first
    at = next((j for j in range(first - 1, max(-1, first - 1 - _AS_GAP), -1) if lowers[j] in _AS), None)
    if at is None or lowers[at - 1] == ",":
        return False  # ", as Hamas fired rockets" tells of another event
    behind = _predicate(lowers, mention.phrase.last)[:_VERB_GAP]
    found = next((j for j, word in enumerate(behind) if word.removesuffix("s") in ASSAULT_LEMMAS), None)
    return found is not None and all(word not in _NOT_INSIDE for word in behind[:found])


def led_to(sentence: Sentence, mention: PartyMention, first: int, vocabulary: PartyVocabulary) -> bool:
    """True for the subject of a clause of attack that the losses counted from token ``first`` on follow.

    "Rebels of X attacked the village and nine people were hacked to death", "X strikes Tyre, 12 dead", "X shelled a camp; six died".
    """
    lowers, at = sentence.lowers(), skip_left(sentence, first)
    if lowers[at + 1] in _JOINS:
        at += 1
    at += lowers[at : at + 1] == ["that"]
    if at < mention.phrase.last or lowers[at] not in _JOINS:
        return False
    at -= lowers[at - 1] in _JOINS
    predicate = _predicate(lowers, mention.phrase.last)[: at - mention.phrase.last]
    if _assails(predicate, vocabulary):
        return True
    found = next((j for j, word in enumerate(predicate[:_VERB_GAP]) if word.removesuffix("s") in ASSAULT_LEMMAS), None)
    return found is not None and found + 1 < len(predicate) and _NOT_INSIDE.isdisjoint(predicate[:found])


_JOINS = frozenset({"and", ",", ";", ":", "-", "\u2013", "\u2014"})


# Tags of words that may stand between a nationality and the noun of its attack.
_INSIDE = ("JJ", "NN", "HYPH", "POS", "CC", "VBN", "VBG", "CD")
_NOT_INSIDE = frozenset(
    "on for against in of by at said who that , . to from and the a an this these its their".split()
)


def is_mishap(sentence: Sentence, mention: PartyMention, head: int) -> bool:
    """True for a fire, a blast or a shooting that a nationality only places: "Philippine ferry fire", "Afghan mine blast"."""
    tokens, word = sentence.tokens, sentence.tokens[head].lower
    if word in _BLASTS:
        return True
    between = [t.lower for t in tokens[mention.phrase.last : head] if t.tag.startswith("NN")]
    if word in _BOMBS:
        return bool(between) and between[-1] in _HIDDEN
    return word in _FIRES and bool(between) and between[-1] in _BURNING


_BLASTS = frozenset("blast blasts explosion explosions shooting shootings stampede".split())
_BOMBS = frozenset("bomb bombs bombing bombings".split())
_HIDDEN = frozenset(
    "car truck suicide roadside parcel church mosque temple market bus train hotel school hospital".split()
)
_FIRES = frozenset(("fire", "fires"))
_BURNING = frozenset(
    "ferry boat ship train bus car truck plane factory plant mill workshop warehouse depot hotel hostel house home flat apartment "
    "building tower block hospital school dormitory church mosque temple market mall shop cinema theatre club nightclub bar "
    "restaurant prison jail camp mine refinery pipeline oil gas fuel fireworks kitchen forest bush brush grass wild office "
    "embassy museum stadium sanatorium nursery home".split()
)


def attack_after(
    sentence: Sentence, lowers: list[str], mention: PartyMention, vocabulary: PartyVocabulary
) -> int | None:
    """The token after the attack noun that the mention qualifies, or None: "Russian missile strikes", "Israel's war"."""
    i = mention.phrase.last
    owner = i < len(lowers) and lowers[i] in ("'s", "'", "\u2019")
    if mention.form in ("name", "metonym") and mention.type is PartyType.COUNTRY and not owner:
        # "Yemen strike" is a place, "NIGER RAID" in a line of capitals too; "US strike" is a side.
        if sentence.text.isupper() or not all(t.text.isupper() for t in sentence.tokens[mention.phrase.first : i]):
            return None
    if i < len(lowers) and lowers[i] in DATING and lowers[i - 1] == "led":
        return None
    if mention.phrase.first and lowers[mention.phrase.first - 1] in _UNREAL:
        return None
    if i < len(lowers) and lowers[i] in HYPHENS:
        if i + 1 < len(lowers) and lowers[i + 1] == "led":
            i += 2
            if i < len(lowers) and lowers[i] in DATING:
                return None
        else:
            return None
    for j in range(i, min(len(lowers), i + _GAP)):
        end = vocabulary.role_at(Role.ATTACK, lowers, j)
        if end is not None and lowers[j] in MUTUAL and (not owner or lowers[j - 1] == "civil"):
            return None  # "the Falklands War", "the Syrian fighting", "Syria's civil war" name no attacker
        if end is not None:
            while end < len(lowers) and (more := vocabulary.role_at(Role.ATTACK, lowers, end)) is not None:
                end = more
            mishap = mention.type is PartyType.COUNTRY and is_mishap(sentence, mention, end - 1)
            return None if mishap or _is_modifier(sentence, end) else end
        if lowers[j] in _NOT_INSIDE:
            return None
        tag = sentence.tokens[j].tag
        if tag and not tag.startswith(_INSIDE):
            return None
    return None


def _is_modifier(sentence: Sentence, end: int) -> bool:
    """True where the attack noun before token ``end`` only modifies the noun there: "fire brigade", "attack helicopters"."""
    if end >= len(sentence.tokens):
        return False
    attack, head = sentence.tokens[end - 1], sentence.tokens[end]
    named = attack.tag.startswith("NNP") and head.tag.startswith("NNP") and attack.text[:1].isupper()
    office = named and (head.ent == attack.ent != "" or head.lower in _OFFICES)
    untagged = head.tag == "" and head.lower in _SITES
    return office or untagged or (head.tag in ("NN", "NNS") and head.lower not in _TIMES)


# "Special Operations Command", "Anti-War Committee".
_OFFICES = frozenset(
    "center centre command committee room unit group office department directorate division council headquarters".split()
)
# "Houthi missile sites": in a sentence that is not parsed only the word tells.
_SITES = frozenset(
    "site sites base bases depot depots launcher launchers position positions target targets factory factories unit units "
    "crew crews chief commander commanders programme program plant plants".split()
)
_TIMES = frozenset("today yesterday overnight morning evening night afternoon dawn".split())

# "Since a US-led invasion" dates, it tells of no attack.
DATING = frozenset({"invasion", "war", "mission"})
# Attacks that are no one deed: feared ones, and those that a land sees all the time.
_UNREAL = frozenset("possible potential planned threatened feared regular frequent sporadic occasional routine".split())


def attack_before(lowers: list[str], mention: PartyMention, vocabulary: PartyVocabulary) -> bool:
    """True for the party after an attack and "by": "an air strike by the Saudi-led coalition"."""
    i = mention.phrase.first - 1
    while i >= 0 and (
        lowers[i] in _BEFORE_GROUPS or lowers[i + 1] in ("'s", "\u2019s") and i + 1 < mention.phrase.first
    ):
        i -= 1
    if i >= 1 and (lowers[i - 1], lowers[i]) in _BLAMED:
        return any(vocabulary.has_role(Role.ATTACK, word) for word in lowers[max(0, i - _CLAIMED) : i])
    sided = lowers[mention.phrase.last : mention.phrase.last + 1] == ["side"]
    whose = mention.form == "force" or mention.type is PartyType.GROUP or sided
    if i > 0 and lowers[i] == "from" and whose and vocabulary.has_role(Role.ATTACK, lowers[i - 1]):
        return True  # "artillery fire from the Syrian army"
    while i >= 1 and (
        lowers[i] in ("from", "of") or vocabulary.has_role(Role.MILITANT, lowers[i]) or lowers[i] in _MEMBERS
    ):
        i -= 1  # "by rebels from the group"
    if i < 1 or lowers[i] != "by":
        return False
    if any(vocabulary.has_role(Role.ATTACK, word) for word in lowers[max(0, i - 3) : i]):
        return True
    # "in the attack organized in the department by rebels of the group"
    staged = next((j for j in range(i - 1, max(0, i - _CLAIMED), -1) if lowers[j] in _STAGED), None)
    return staged is not None and any(
        vocabulary.has_role(Role.ATTACK, w) for w in lowers[max(0, staged - _STAGED_GAP) : staged]
    )


# "raids which were most likely carried out by": words from the attack to its participle.
_STAGED_GAP = 6
_MEMBERS = frozenset({"members", "fighters", "elements", "supporters", "men", "units", "gunmen"})
_STAGED = frozenset(
    "organized organised staged carried launched mounted perpetrated conducted committed executed orchestrated waged planted placed "
    "dropped carrying staging launching mounting conducting planting perpetrating".split()
)
# "an attack on a military base in the town claimed by": words from the attack to the blame.
_CLAIMED = 10
_BLAMED = frozenset({("attributed", "to"), ("blamed", "on"), ("claimed", "by")})
# Words between "by" and a group: "by Sudan's paramilitary RSF", "by suspected members of X".
_BEFORE_GROUPS = frozenset(
    "the a an suspected alleged 's \u2019s paramilitary militant islamist rebel armed group jihadist extremist shiite shia sunni "
    "movement militia".split()
)
# Prepositions after an attack and before whom it is aimed at, and the words between them and the name.
_AIMED = frozenset({"on", "against", "targeting", "at"})
_AIM_GAP = 5


def is_aimed_at(lowers: Sequence[str], mention: PartyMention, vocabulary: PartyVocabulary) -> bool:
    """True for whom an attack is on: "US strikes on a Yemeni port", "strikes on gatherings of X"."""
    first = mention.phrase.first
    return any(
        lowers[j] in _AIMED
        and vocabulary.has_role(Role.ATTACK, lowers[j - 1])
        or (lowers[j] == "of" and lowers[j - 1] in _UPON)
        or lowers[j] in _ATTACKING
        for j in range(max(1, first - _AIM_GAP), first)
    )


def is_struck(sentence: Sentence, mention: PartyMention, loss: int | None) -> bool:
    """True for whom an attack hits of which the loss at ``loss`` is the outcome: "ambushed an Israeli patrol, killing five"."""
    verb = attack_above(sentence, loss) if loss is not None else None
    struck = () if verb is None else objects_of(sentence, verb)
    return any(sentence.subtree(noun)[0] <= mention.phrase.first <= noun for noun in struck)


# Nouns of attack whose "of" leads to whom it is on: "the shelling of a Cambodian town".
_UPON = frozenset("shelling bombing bombardment invasion strafing storming targeting".split())


# Both sides share these: only a possessive ("Israel's war") tells who wages them.
MUTUAL = frozenset({"war", "fighting", "clashes", "battle", "siege", "campaign", "conflict"})
