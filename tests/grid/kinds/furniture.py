"""Page furniture in the shapes of sites' templates: what stands there gives no claim and lends no place."""

from __future__ import annotations

from collections.abc import Iterator

from grid import Cell, claim, cross

STORIES = (
    ("Blast in the market\n\nA blast in Ganja killed seven traders on Monday, the mayor said.\n\nThe market was closed.", ("seven", 7)),
    ("Raid on a village\n\nGunmen killed nine herders near Ganja on Monday, police said.\n\nNobody was arrested.", ("nine", 9)),
)  # fmt: skip
BEHIND = (
    "Most read\n1. Ferry sinking kills 30 off Bari\n2. Train crash leaves 14 dead in Pune",
    "Most popular\n\nBus plunge kills 22 in Cusco\n\nFire leaves 11 dead in Lagos",
    "Trending now\nPlane crash: 61 dead\nFlood kills 40 in Accra",
    "Related:\n- 30 killed in Aleppo strike\n- 14 dead in Lagos fire",
    "Related articles\n\nTwelve soldiers killed in Kidal\n\nShelling kills six in Homs",
    "More on this story\nTwo dead in first attack\nSix killed last year",
    "READ MORE: Ferry sinking kills 21 off Lamu",
    "See also: Nine miners killed in Sukabumi",
    "You may also like\nStorm kills 19 in Leyte",
    "Recommended stories\nlist 1 of 2\nTwenty killed in Sinjar\nlist 2 of 2\nFour dead in Kirkuk\nend of list",
    "14 Comments\n\nJohn says:\nThey killed 300 of ours last week!",
    "Comments (3)\nuser1: 50 dead today, I heard!",
    "Leave a comment\n\nMaria: my cousin lost 12 men there",
    "About the author\nJane Roe covered the siege of Homs, in which 500 people died.",
    "Jane Roe is a freelance journalist who reported on the war that killed 9,000 people in Aceh.",
    "Sign up for our newsletter: how 40 sailors died, and more, every morning",
    "Subscribe to The Brief\nLast week: 14 dead in Lagos",
    "We use cookies. Accept all\n\nShare\nTweet\nEmail\nPrint",
    "Photo credit: Agency/A. Doe. Image: rescuers at a blast that killed 12 in Basra",
    "Tags: blast, 30 dead, Basra",
    "Filed under: war, 40 killed, Mosul",
    "Next article: 30 killed in Aleppo strike\nPrevious article: 14 dead in Lagos fire",
    "Reporting by A. Doe; editing by B. Roe. Our standards: on reporting 12 killed.",
    "Up next\nVideo: six killed in Tripoli",
    "Latest news\nEight dead in Mogadishu",
    "Editor's picks\nEight dead in Mogadishu\nNine hurt in Baidoa",
    "What to read next\nEight dead in Mogadishu",
    "Also in world\nEight killed in Mogadishu bombing",
    "Download our app: alerts when 10 people are killed",
    "Advertisement\n\nPopular posts\nEight dead in Mogadishu",
)  # fmt: skip
WITHIN = (
    "READ MORE: Ferry sinking kills 21 off Lamu", "Related: Nine miners killed in Sukabumi", "ALSO READ: 14 die in Lagos fire", "Watch: six killed in Tripoli",
    "Advertisement", "Story continues below", "Don't miss: Storm kills 19 in Leyte", "Image: Agency", "[Read also: Four dead in Kirkuk]", "» Related: Four dead in Kirkuk",
)  # fmt: skip


BOXES = ("Most", "Trending", "Related", "More", "You", "Recommended", "Up next", "Latest", "Editor", "What", "Also")


def cells() -> Iterator[Cell]:
    """The cells of this kind."""

    def behind(story, box):
        return f"{story[0]}\n\n{box}\n", [claim(story[1][0], event="killed", low=story[1][1], location="Ganja")]

    def boxed(story, box):
        title, lead, rest = story[0].split("\n\n")
        text = f"{title}\n\n{lead}\n\n{box}\n\n{rest}."
        return text, [claim(story[1][0], event="killed", low=story[1][1], location="Ganja")]

    def within(story, box):
        title, lead, rest = story[0].split("\n\n")
        return f"{title}\n\n{lead}\n\n{box}\n\n{rest}", [
            claim(story[1][0], event="killed", low=story[1][1], location="Ganja")
        ]

    yield from cross("behind the article", behind, STORIES, BEHIND)
    yield from cross("a box between its paragraphs", boxed, STORIES, [box for box in BEHIND if box.startswith(BOXES)])
    yield from cross("between its paragraphs", within, STORIES, WITHIN)
