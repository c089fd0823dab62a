"""What a quantity counts: the noun phrase it belongs to, read word by word.

The parser attaches numbers well in short sentences and badly in lists, so the phrase is read from the words, with the
part-of-speech tags as a guide; lists of a communique ("tanks - 3,466") put the noun first (``claimx.link.claims.rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimx.counts import names_people, read_noun_phrase
from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.link.claims.phrases import (
    NOMINAL,
    QUOTES,
    Counted,
    Words,
    is_attributive,
    is_dash,
    is_ordinal,
    unknown_person,
)
from claimx.link.claims.predicates import read_predicate
from claimx.link.claims.rows import read_row
from claimx.models import Form, Item, Loss, Quantity, Sentence, Token
from claimx.schema import Event, Kind
from claimx.tokenize import HYPHENS

# Words that may stand between a number and its noun whatever their tag.
_INNER = (
    frozenset(
        "other others more additional further of the their its his her our these those such so-called - ‐ ‑ 's "
        "* ** _ fellow different separate own new old young first mostly mainly all".split()
    )
    | QUOTES
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SPANS = frozenset("week month year weekend night summer winter spring autumn fall morning evening time".split())
_DETERMINERS = frozenset("the their its his her our these those all".split())
# Adjectives and nouns between number and head: longer phrases than this are misread clauses.
REACH = 14
# "rounds of 7.62 x 39 mm special ammunition": words from "of" to the noun.
_CALIBRE = 8
# Nouns for people that tell their fate by themselves: "68 bodies", "5,000 lives", "12 dead soldiers".
_FATEFUL = ("killed.body", "killed.body-found", "killed.lives-noun", "killed.dead")


def read_counted(
    sentence: Sentence, quantity: Quantity, items: Sequence[Item], losses: Sequence[Loss], taken: frozenset[int],
    vocabulary: ConstructionVocabulary, *, in_list: bool = False,
) -> Counted:  # fmt: skip
    """The phrase that ``quantity`` counts.

    ``taken`` are token indices of other quantities, which end a phrase; ``in_list`` tells that the sentence is a line of
    a loss list.
    """
    words = Words(
        sentence, {item.phrase.first: item for item in items}, {loss.phrase.first: loss for loss in losses}, taken
    )
    phrase = quantity.phrase
    number = Counted(quantity, phrase.first, phrase.last, quantity.number.last - 1)
    if words.is_name(quantity):
        return replace(number, head=phrase.last - 1, foreign=quantity.number.first)
    if quantity.form is Form.NUMBER and any(
        item.model is not None and item.phrase.first < phrase.first < item.phrase.last for item in items
    ):
        return replace(number, head=phrase.last - 1, foreign=quantity.number.first)  # the 450 of "Hermes 450"
    own = next((item for item in items if phrase.covers(item.head)), None)
    if own is not None and quantity.form is Form.NOUN:  # "twins": the quantity is the noun
        return replace(number, head=own.head, item=own, items=(own,))
    if quantity.form is Form.ARTICLE and is_ordinal(sentence, phrase.last):
        return replace(number, last=phrase.last + 1, head=phrase.last, other=True)  # "wounding a third"
    predicate = read_predicate(words, number)
    if predicate is not None and predicate.loss is not None:
        return predicate
    reading = _Reading(words, number, losses, vocabulary)
    behind = reading.read()
    if behind is not None:
        return behind
    if quantity.form is not Form.ARTICLE:
        before = read_row(words, number, items, in_list=in_list) if quantity.form is not Form.PRONOUN else None
        if before is not None:
            return before
        if reading.noun is None and predicate is not None:
            return predicate
    return reading.without_item()


@dataclass(slots=True)
class _Reading:
    """A walk from the number to its noun: ``at`` is the token looked at, ``noun`` the last common noun passed.

    ``described`` is a loss word within the phrase ("14 missing miners"), ``other`` tells that the phrase says "others".
    """

    words: Words
    number: Counted
    losses: Sequence[Loss]
    vocabulary: ConstructionVocabulary
    at: int = field(init=False)
    noun: int | None = None
    described: Loss | None = None
    other: bool = False

    def __post_init__(self) -> None:
        quantity = self.number.quantity
        self.at = quantity.phrase.last
        aside = [t.lower for t in self.words.sentence.tokens[quantity.phrase.first : self.at + 1]]
        if aside[-1] == "," and aside.count(",") > 1:
            self.at += 1  # "at least 40, and perhaps more than 70, soldiers"
        # "Another five": the word may stand before the number.
        said = self.words.sentence.tokens[max(0, quantity.phrase.first - 1) : self.at]
        self.other = any(
            t.lower in ("other", "others", "another", "more", "further")
            and self.words.sentence.tokens[t.i + 1].lower != "than"  # "more than 60" is a hedge
            for t in said
        )

    def read(self) -> Counted | None:
        """Walk to a noun of people, equipment or loss; None where a word that cannot stand in the phrase comes first."""
        words, tokens = self.words, self.words.sentence.tokens
        limit = min(len(tokens), self.at + REACH)
        while self.at < limit:
            if self.at in words.items:
                if self._passes_modifier():
                    continue
                return self._at_item()
            loss = words.losses.get(self.at) if self.at not in words.taken else None
            if loss is not None and not self._is_compound(loss):
                if self._is_fate(loss):
                    return self._phrase(loss.phrase.last, loss.anchor, loss=loss)
                if not self._describes(loss):
                    break
                if loss.events.get(Kind.EQUIPMENT) is not Event.PLEDGED:  # "handed over four promised jets"
                    self.described = loss
                self.at = loss.phrase.last
            elif not (self._passes_compound() or self._passes(tokens[self.at], limit)):
                break
        return None

    def _phrase(
        self, last: int, head: int, *, items: tuple[Item, ...] = (), item: Item | None = None, loss: Loss | None = None,
        foreign: int | None = None, noun_loss: Loss | None = None,
    ) -> Counted:  # fmt: skip
        return replace(
            self.number,
            last=last,
            head=head,
            item=item,
            items=items,
            loss=loss,
            other=self.other,
            foreign=foreign,
            noun_loss=noun_loss,
        )

    def _passes_modifier(self) -> bool:
        """Step over a singular noun that modifies after a plural number: "304 fighter, attack and transport jets"."""
        item = self.words.items[self.at]
        if self._owns(item.phrase.last):
            self.at = item.phrase.last
            return True
        if item.entry.startswith("person.demonym") and self.words.heads_later(item):
            self.at = item.phrase.last
            return True
        if (
            item.plural
            or self.words.sentence.tokens[self.at].lower in ("others", "other")
            or not _counts_many(self.number.quantity)
        ):
            return False
        if not self.words.modifies(item.phrase.last):
            return False
        self.at = item.phrase.last
        return True

    def _owns(self, after: int) -> bool:
        """True where the noun before token ``after`` is an owner: "76 of the ferry's 118 passengers"."""
        tokens = self.words.sentence.tokens
        of = any(t.lower == "of" for t in tokens[self.number.quantity.phrase.last : after])
        return of and after < len(tokens) and tokens[after].lower in ("'s", "’s", "'")

    def _at_item(self) -> Counted:
        """A noun for people or equipment ends the phrase; it may tell their fate, or qualify a noun of loss behind it."""
        tokens = self.words.sentence.tokens
        if tokens[self.at].lower in ("others", "other"):
            self.other = True
            return self._phrase(self.at + 1, self.at, loss=self.described)
        item, items = self.words.items_from(self._past_rounds(), one=self.number.quantity.form is Form.ARTICLE)
        end = items[-1].phrase.last
        own = next(
            (
                loss
                for loss in self.losses
                if item.phrase.overlaps(loss.phrase) and (loss.frame == "noun" or loss.entry == "killed.dead")
            ),
            None,
        )
        if own is not None and own.entry in _FATEFUL and self.number.quantity.form is not Form.NONE:
            return self._phrase(end, item.head, item=item, items=items, loss=own)
        if own is not None and self.described is None:
            return self._phrase(end, item.head, item=item, items=items, noun_loss=own)
        after = self.words.losses.get(end)
        if self.described is None and after is not None and after.frame == "noun" and tokens[end].tag.startswith("NN"):
            # "20 civilian deaths", "600 soldier casualties": the person word qualifies the loss noun.
            return self._phrase(after.phrase.last, after.anchor, item=item, items=items, loss=after)
        return self._phrase(end, item.head, item=item, items=items, loss=self.described)

    def _past_rounds(self) -> int:
        """Where the noun is looked for: past "rounds of 7.62 mm special", at the ammunition behind it."""
        words, tokens = self.words, self.words.sentence.tokens
        item = words.items[self.at]
        last = item.phrase.last
        if item.entry != "ammunition.rounds":
            return self.at
        for k in range(last, min(len(tokens), last + _CALIBRE)):
            if k in words.items and words.items[k].category is item.category:
                return k
            if tokens[k].text in (",", ";", ".") or tokens[k].tag.startswith(("VB", "IN")):
                break
        return self.at

    def _is_fate(self, loss: Loss) -> bool:
        """True where the loss word is itself what is counted: "12 deaths", "30 wounded"."""
        if not self._is_nominal(loss):
            return False
        tokens, last = self.words.sentence.tokens, loss.phrase.last
        things = self.vocabulary.never_people
        if loss.frame == "adjective" and (
            (self.noun is not None and tokens[self.noun].lower in things)
            or (last < len(tokens) and tokens[last].lower in things)
        ):
            return False  # "two sheep dead", "two dead batteries"
        modifier = loss.frame == "adjective" or self.words.sentence.tokens[loss.anchor].tag.startswith("NN")
        return not (modifier and self.words.noun_follows(loss.phrase.last))

    def _is_compound(self, loss: Loss) -> bool:
        """True for a noun of loss that only tells of what kind the counted things are: "three execution methods"."""
        tokens, last = self.words.sentence.tokens, loss.phrase.last
        if (
            loss.frame != "noun"
            or last >= len(tokens)
            or last in self.words.items
            or not _counts_many(self.number.quantity)
        ):
            return False
        modifier, noun = tokens[loss.anchor], tokens[last]
        return (
            modifier.tag == "NN"
            and modifier.dep == "compound"
            and modifier.head == last
            and noun.tag in ("NN", "NNS")
            and noun.lower not in ("case", "cases", "victims", "tolls")
        )

    def _describes(self, loss: Loss) -> bool:
        """True where the loss word modifies a noun to come: "14 missing miners", "two captured bases"."""
        sentence = self.words.sentence
        if self._is_nominal(loss) or is_attributive(sentence, loss):
            return True
        return sentence.tokens[self.at].tag in ("VBN", "VBG", "JJ") and self.words.noun_follows(loss.phrase.last)

    def _is_nominal(self, loss: Loss) -> bool:
        return loss.frame in ("noun", "adjective")

    def _passes_compound(self) -> bool:
        """Step over a modifier of two words with a hyphen: "9,400 alcohol-related deaths", "an off-duty nurse"."""
        tokens, j = self.words.sentence.tokens, self.at
        if j + 3 >= len(tokens) or tokens[j + 1].text not in HYPHENS or tokens[j].space or tokens[j + 1].space:
            return False
        if not tokens[j].text.isalpha() or j + 2 in self.words.items or not tokens[j + 3].tag.startswith(NOMINAL):
            return False
        self.at += 3
        return True

    def _passes(self, token: Token, limit: int) -> bool:
        """Step over a word that may stand between a number and its noun; False where the phrase ends before it."""
        tokens, quantity = self.words.sentence.tokens, self.number.quantity
        before = tokens[self.at - 1]
        if self._at_acronym(before):
            self.at += 3  # "two Islamic State (IS) bombers"
            return True
        if self.at in self.words.taken:
            if before.lower in ("of", "the", "its", "their", "'s", "’s") and any(
                t.lower == "of" for t in tokens[quantity.phrase.last : self.at]
            ):
                while self.at in self.words.taken:
                    self.at += 1  # "45 of two dozen drones": the base's noun is counted
                return True
            if not before.tag.startswith("NNP"):
                return False
        if token.lower == "out" and self.noun is None and tokens[self.at + 1].lower == "of":
            self.at += 1  # "two out of nine boats"
            return True
        if token.lower in ("others", "more", "other"):
            self.other = True
        noun = None if self.noun is None else tokens[self.noun].lower
        if token.lower in ("of", "about", "on") and quantity.form is Form.NONE and noun in self.vocabulary.tidings:
            self.at += 1  # "no reports of any casualties" denies the casualties
            while self.at < limit and tokens[self.at].lower in ("any", "further", "the", "more"):
                self.at += 1
            return True
        if token.lower == "of" and noun is not None and noun not in self.vocabulary.measures:
            return False
        if quantity.form is Form.NONE and token.lower in ("or", "and", "nor") and self.noun is not None:
            loss = self.words.losses.get(self.at + 1)
            if loss is not None and loss.frame == "noun":
                self.at += 1  # "no damage or casualties" denies both
                return True
        if not self._may_stand(token, before) or self._is_time(token):
            return False
        if token.tag.startswith("NN") and not token.tag.startswith("NNP"):
            self.noun = self.at
        self.at += 1
        return True

    def _at_acronym(self, before: Token) -> bool:
        """True at the bracket that gives the short form of a name within the phrase, its noun behind it."""
        tokens = self.words.sentence.tokens[self.at : self.at + 4]
        return (
            len(tokens) == 4
            and tokens[0].text == "("
            and tokens[2].text == ")"
            and 2 <= len(tokens[1].text) <= 8
            and tokens[1].text.isupper()
            and before.text[0].isupper()
            and self.words.noun_follows(self.at + 3)
        )

    def _is_time(self, token: Token) -> bool:
        """True where a time begins right behind the number: "injured 72 last month", "two more Monday morning"."""
        if any(t.tag.startswith("NN") for t in self.words.sentence.tokens[self.number.quantity.phrase.last : token.i]):
            return False
        after = self.words.sentence.tokens[token.i + 1].lower if token.i + 1 < len(self.words.sentence.tokens) else ""
        return token.lower in _DAYS or (token.lower in ("last", "this") and after in _DAYS | _SPANS)

    def _may_stand(self, token: Token, before: Token) -> bool:
        """True for a modifier, a mark between modifiers, and a determiner after "of" ("three of the soldiers")."""
        if token.lower in _DETERMINERS:
            return before.lower in ("of", "all")
        if is_dash(self.words.sentence, token.i):
            return False
        if token.lower in _INNER or token.tag.startswith(NOMINAL):
            return True
        told = self.words.losses.get(self.at + 1)
        if token.tag == "VBN" and told is not None and told.frame == "noun":
            return True  # "3,000 confirmed deaths"
        if token.tag in ("VBN", "VBG", "RB", "CD") and self.words.noun_follows(self.at + 1):
            return True
        if token.tag in ("VB", "VBP", "VBZ") and before.tag == "JJ" and self.at + 1 in self.words.items:
            return True  # a noun that the tagger took for a verb: "nine Dutch tulip growers"
        # "150, residents said", "20 more, police said": right behind the number a mark ends the phrase.
        behind = (
            self.at > self.number.quantity.phrase.last
            and before.tag not in ("NNS", "NNPS")
            and before.lower not in ("more", "others", "another", "further")
        )
        return behind and token.lower in (",", "and", "or", "/") and self.words.adjective_goes_on(self.at)

    def without_item(self) -> Counted:
        """The phrase ended before any noun of people, equipment or loss: what it counts is foreign, or untold."""
        tokens, phrase = self.words.sentence.tokens, self.number.quantity.phrase
        own = read_noun_phrase(self.words.sentence, self.number.quantity)
        if own.head is not None and self._is_unknown_person(tokens[own.head]):
            item = unknown_person(self.words.sentence, own.head)
            return self._phrase(own.last, own.head, item=item, items=(item,), loss=self.described)
        if self.noun is None:
            state = phrase.last
            if state < len(tokens) and tokens[state].lower in self.vocabulary.states:
                return self._phrase(state + 1, state, foreign=state)  # "9,000 homeless"
            return self._phrase(phrase.last, self.number.head, loss=self.described)
        if tokens[self.noun].lower == "mark" and self.noun == phrase.last:
            return self._phrase(phrase.last, self.number.head, loss=self.described)  # "crossed the 400 mark"
        foreign = self.noun if tokens[self.noun].lower not in ("others", "more", "total") else None
        if foreign is None and not self.other:
            return self._phrase(phrase.last, self.number.head, loss=self.described)
        return self._phrase(self.noun + 1, self.noun, loss=self.described, foreign=foreign)

    def _is_unknown_person(self, noun: Token) -> bool:
        """True for a noun that names people by its ending: "nine falconers", "a falconer"."""
        words, many = self.vocabulary, noun.tag in ("NNS", "NNPS")
        plural = noun.lower if many else noun.lower + "s"
        return (
            (many or noun.tag == "NN")
            and noun.text.islower()
            and names_people(noun.lower, plural=many)
            and words.never_people.isdisjoint((noun.lower, plural))
            and plural not in words.measures
        )


def _counts_many(quantity: Quantity) -> bool:
    bound = quantity.low if quantity.low is not None else quantity.high
    return bound is not None and bound > 1
