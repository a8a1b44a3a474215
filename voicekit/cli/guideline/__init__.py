"""`voicekit guideline ACTION`: what can be done with a guideline; the action `x-y` is the module `x_y` of this package.

Must never import an action that was not asked for.
"""

from __future__ import annotations

ACTIONS: dict[str, str] = {
    "new": "start a brand from nothing: a few questions become its files",
    "learn": "propose terms, address forms and limits from replies that were approved",
    "check": "check the files of a guideline, each mistake with its line",
    "set": "change one value in a brand's files, comments and order kept",
    "override": "change how severe a rule is, what it says, or whether it is on",
    "terms": "take terms from a table, or write them to one",
    "templates": "take templates from a table of macros",
    "import": "take the files of a brand into the store",
    "import-vale": "take the rules of Vale styles over as a pack, and list what could not be taken",
    "draft": "open the draft of a guideline, save files into it, look at it, throw it away",
    "diff": "say in words what one guideline says otherwise than another",
    "impact": "replay past replies under a changed guideline: what would be judged otherwise",
    "submit": "put the draft up for review",
    "publish": "make a version in review the one that is live",
    "rollback": "make what was live before live again, as a new version",
    "retire": "take a version out of review",
    "history": "list the versions: who made each, when and why",
    "verify": "prove that every version, and what is live here, is as it was kept",
    "due": "list what was to be looked at again by now",
    "export": "write a version into a folder, to edit it or to keep it in git",
    "replay": "keep redacted conversations to replay changes on, for a set number of days",
}
"""Each action with its line of help."""
