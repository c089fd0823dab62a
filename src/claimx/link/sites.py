"""Which of a sentence's places are places of an event, and which belong to a source, a body, an origin or a dateline."""

from __future__ import annotations

from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.link.chains import Site, is_linked
from claimx.models import Document, Mentions, PlaceMention, Sentence
from claimx.schema import Mode

# "Britain-based", "Iran-backed": the place of a body or a patron.
_BELONGING = frozenset(
    {
        "based",
        "backed",
        "led",
        "made",
        "born",
        "trained",
        "funded",
        "supplied",
        "allied",
        "style",
        "sponsored",
        "aligned",
        "affiliated",
        "language",
        "registered",
        "flagged",
        "owned",
        "educated",
        "bound",
        "brokered",
    }
)
# Words of a body or an office after "Gaza's" or before "in Marseille".
_OFFICE = frozenset(
    {
        "ministry",
        "president",
        "minister",
        "government",
        "army",
        "military",
        "forces",
        "police",
        "navy",
        "consulate",
        "embassy",
        "ambassador",
        "governor",
        "mayor",
        "general",
        "officials",
        "official",
        "authorities",
        "leader",
        "leaders",
        "parliament",
        "prosecutor",
        "prosecutors",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "air",
        "media",
        "agency",
        "troops",
        "soldiers",
        "war",
        "allies",
        "ally",
        "defence",
        "defense",
        "intelligence",
        "correspondent",
        "office",
        "headquarters",
        "department",
        "court",
        "government-run",
        "security",
        "health",
        "interior",
        "foreign",
        "offensive",
        "invasion",
        "campaign",
        "losses",
        "casualties",
        "own",
        "largest",
    }
)
# What a body does where it stands: nothing happened there by that.
_STANDING = frozenset(
    {
        "active",
        "operating",
        "operates",
        "operate",
        "based",
        "headquartered",
        "positioned",
        "stationed",
        "entrenched",
        "living",
        "lives",
        "exiled",
        "present",
        "deployed",
        "rooted",
        "born",
        "prevalent",
    }
)
# Bodies that speak of more than the town they sit in.
_SEATS = frozenset(
    "command headquarters ministry army military embassy consulate consul mission bureau agency institute observatory "
    "university family relatives commander council parliament".split()
)
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic", "morgue", "infirmary"})
_TREATED = frozenset(
    {
        "treated",
        "treatment",
        "admitted",
        "hospitalised",
        "hospitalized",
        "taken",
        "rushed",
        "brought",
        "transferred",
        "evacuated",
        "airlifted",
        "ferried",
        "flown",
        "arrived",
        "received",
        "recovering",
        "succumbed",
    }
)
# "were being treated for burns at", "according to the relief group at the": so many words.
_CARE, _SEAT = 6, 3
# "to a military hospital in": so many words.
_BROUGHT = 5
# Between a reporting verb and the place of speaking: "told a news conference on Monday in".
_SPEAKING = 8
# A dateline has at most so many words before its dash: "KYIV, Ukraine, March 3 (Reuters) -".
_DATELINE = 14
_DASHES = frozenset({"-", "–", "—", "--", "_"})
# Where capital letters stand: a country right before one of these is a place, not a party ("Syria town", "Texas restaurant:").
_SCENE_WORDS = frozenset(
    {
        ":",
        "town",
        "village",
        "border",
        "attack",
        "attacks",
        "strike",
        "strikes",
        "blast",
        "quake",
        "earthquake",
        "crash",
        "fire",
        "fires",
        "flood",
        "floods",
        "explosion",
        "shooting",
        "bombing",
        "storm",
        "mine",
        "school",
        "hospital",
        "church",
        "mosque",
        "market",
        "protest",
        "protests",
        "clashes",
        "violence",
    }
)


_ASSAULTS = frozenset(
    {
        "attack",
        "attacks",
        "strike",
        "strikes",
        "airstrike",
        "airstrikes",
        "raid",
        "raids",
        "assault",
        "assaults",
        "war",
        "offensive",
        "invasion",
        "bombardment",
        "missiles",
        "missile",
        "rockets",
        "rocket",
        "bombs",
        "drones",
        "shelling",
        "bombing",
        "bombings",
        "barrage",
        "incursion",
        "fire",
        "operation",
    }
)


def find_sites(document: Document, index: int, vocabulary: PlaceVocabulary, *, launched: bool = False) -> list[Site]:
    """The places of events in sentence ``index``, in text order."""
    mentions = document.mentions[index]
    sentence = mentions.sentence
    lowers = sentence.lowers()
    dateline = _dateline_end(sentence)
    out: list[Site] = []
    chain = 0
    previous: PlaceMention | None = None
    belonging: set[int] = set()
    for mention in mentions.places:
        if previous is None or not is_linked(lowers, previous.phrase.last, mention.phrase.first):
            chain += 1
        previous = mention
        if mention.phrase.first < dateline:
            continue
        if _is_belonging(lowers, mention.phrase.last):
            belonging.add(chain)
        role = _role(mentions, lowers, mention, vocabulary, launched)
        if role is not None:
            out.append(Site(mention, role, chain))
    # "a Washington, D.C.-based institute": the whole chain belongs to the body.
    return [site for site in out if site.chain not in belonging]


def source_place(mentions: Mentions, vocabulary: PlaceVocabulary) -> PlaceMention | None:
    """The town of a local source ("the hospital in Bint Jbeil said"), which speaks of what it sees; a capital is a seat."""
    for attribution in mentions.attributions:
        for mention in mentions.places:
            if (
                attribution.source is not None
                and attribution.source.overlaps(mention.phrase)
                and mention.rank >= Rank.PROVINCE
                and mention.nearness == "at"
                and mention.name.lower() not in vocabulary.capitals
                and _SEATS.isdisjoint(
                    token.lower for token in mentions.sentence.tokens[attribution.source.first : mention.phrase.first]
                )
            ):
                return mention
    return None


def _is_belonging(lowers: list[str], last: int) -> bool:
    """True for "Britain-based", "Iran-backed"."""
    return last + 1 < len(lowers) and lowers[last] in _DASHES and lowers[last + 1] in _BELONGING


def _role(
    mentions: Mentions, lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary, launched: bool
) -> int | None:
    """How the place belongs to an event, or None where it does not."""
    first, last = mention.phrase.first, mention.phrase.last
    following = lowers[last : last + 4]
    if not _HOSPITALS.isdisjoint(lowers[first:last]) and (
        mention.nearness in ("", "from") or not _TREATED.isdisjoint(lowers[max(0, first - _CARE) : first])
    ):
        # Where the wounded are brought, nothing happened.
        return None
    if _is_source_seat(mentions, lowers, first):
        return None
    if (
        lowers[first - 1 : first] == ["against"]
        and mention.rank <= Rank.COUNTRY
        and lowers[first - 2 : first - 1]
        in (
            ["war"],
            ["aggression"],
            ["invasion"],
            ["operation"],
            ["campaign"],
        )
    ):
        return None  # "lost 1,000 troops in the war against Ukraine"
    # A heading's own words ("Denver cinema: 12 dead") look like a speaker's, but name the scene.
    if any(
        a.source is not None
        and a.mode is not Mode.HEADING
        and a.source.overlaps(mention.phrase)
        # "Near Ramadi, strikes ... denied": led to by a preposition, a place is no speaker.
        and not (mention.nearness == "at" and a.source.first >= mention.phrase.first)
        for a in mentions.attributions
    ):
        return None
    if following[:1] in (["'s"], ["'"]) and _is_office(following[1:4], vocabulary, lowers, last + 1):
        return None
    if following[:1] == ["'s"] and mention.rank == Rank.CONTINENT:
        return None  # "the Arabian Peninsula's poorest country"
    if (
        following[:1]
        and following[0] in _OFFICE
        and mention.rank <= Rank.TOWN
        and following[0] not in ("war", "air", "offensive")
    ):
        return None
    if _is_spoken_at(mentions, first):
        return None
    if mention.nearness == "at":
        if _is_brought(lowers, first):
            return None
        if _is_standing(lowers, first):
            return 0 if mention.rank > Rank.COUNTRY else None
        before = next(
            (i for i in range(first - 1, max(-1, first - 6), -1) if lowers[i] in ("in", "at", "of", "near")), None
        )
        if (
            before is not None
            and before > 0
            and lowers[before] in ("in", "at")
            and lowers[before - 1] in _OFFICE
            and (
                mentions.sentence.tokens[before - 1].text[0].isupper()
                or lowers[before - 1] in ("officials", "authorities", "embassy", "consulate", "correspondent")
            )
        ):
            return None
        return 2
    possessive = following[:1] == ["'s"]
    if mention.nearness == "on":
        return None if mention.rank <= Rank.COUNTRY and (possessive or not _is_target(lowers, first)) else 1
    if mention.nearness == "from":
        return 0 if launched and lowers[first - 1 : first] != ["to"] else None
    if mention.rank <= Rank.COUNTRY:
        if following[:1] and following[0] in _SCENE_WORDS:
            return 1
        # "China's Shaanxi province": the larger place of one that follows.
        return 0 if possessive and any(p.phrase.first == last + 1 for p in mentions.places) else None
    return 1 if following[:1] and following[0] in _SCENE_WORDS else 0


def _is_source_seat(mentions: Mentions, lowers: list[str], first: int) -> bool:
    """True for where the source of "according to" sits: "according to the relief group at Abu Shouk camp"."""
    return any(
        a.source is not None
        and a.mode is Mode.ACCORDING_TO
        and a.cue.first < a.source.first
        and a.source.last < first <= a.source.last + _SEAT
        and lowers[a.source.last] in ("in", "at", "of")
        and all(word in ("in", "at", "of", "the", "'s") for word in lowers[a.source.last : first])
        for a in mentions.attributions
    )


def _is_spoken_at(mentions: Mentions, first: int) -> bool:
    """True for a place between the words of a speech and its verb, or behind a verb that closes it: "a spokesman said in Gao"."""
    return any(
        a.source is not None
        and a.mode is not Mode.HEADING
        and a.source.last <= a.cue.last <= first <= a.cue.last + _SPEAKING
        and not any(low <= first < high for low, high in a.content)
        and not any(
            other is not a and any(low <= first < high for low, high in other.content)
            for other in mentions.attributions
        )
        for a in mentions.attributions
    )


def _is_standing(lowers: list[str], first: int) -> bool:
    """True for where a body stands or is at work: "active in the Sahel", "positioned in Bani Zaid"."""
    i = _preposition(lowers, first)
    return i > 0 and lowers[i - 1] in _STANDING


def _is_brought(lowers: list[str], first: int) -> bool:
    """True for where the wounded are brought: "evacuated to a hospital in Sevare"."""
    i = _preposition(lowers, first)
    return (
        i > 0
        and lowers[i - 1] in ("hospital", "hospitals", "clinic", "morgue")
        and not {"to", "from"}.isdisjoint(lowers[max(0, i - _BROUGHT) : i])
    )


def _preposition(lowers: list[str], first: int) -> int:
    """The token before a place's articles and directions: where its preposition stands, else -1."""
    return next(
        (i for i in range(first - 1, max(-1, first - 4), -1) if lowers[i] in ("in", "at", "near", "across", "around")),
        -1,
    )


def _is_target(lowers: list[str], first: int) -> bool:
    """True where an attack or a movement leads to a country: "a toll on Russia" does not, "strikes on Russia" does."""
    i = first - 1
    while i > 0 and lowers[i] in ("the", "occupied", "mainland"):
        i -= 1
    return lowers[i] not in ("on", "against", "toward", "towards") or (i > 0 and lowers[i - 1] in _ASSAULTS)


def _is_office(words: list[str], vocabulary: PlaceVocabulary, lowers: list[str], start: int) -> bool:
    """True where an office or a body is named in the next words: "Gaza's Ministry of Health"."""
    return any(word in _OFFICE for word in words[:3]) or any(
        vocabulary.organisations.at(lowers, i) is not None for i in range(start, min(start + 3, len(lowers)))
    )


def _dateline_end(sentence: Sentence) -> int:
    """Token after the dash of a dateline ("PERRY, Fla. (AP) —", "LONDON -"), 0 where the sentence has none."""
    tokens = sentence.tokens[:_DATELINE]
    if not tokens or tokens[0].text.isdigit() or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for i, token in enumerate(tokens):
        # A hyphen inside a word has no blank before it.
        if token.text in _DASHES and i and tokens[i - 1].space:
            return i + 1
    return 0
