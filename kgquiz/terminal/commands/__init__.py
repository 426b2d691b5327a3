"""The verbs of the command line: where each stands, in the order of the help page; one line a verb."""

COMMANDS = {
    "study": "study.commands.study",
    "place": "study.commands.place",
    "due": "study.commands.due",
    "plan": "plan.commands.plan",
    "tune": "plan.commands.tune",
    "simulate": "plan.commands.simulate",
    "stats": "statistics.commands.stats",
    "decks": "authoring.commands.decks",
    "cards": "search.commands.cards",
    "why": "search.commands.why",
    "note": "search.commands.note",
    "undo": "study.commands.undo",
    "suspended": "study.commands.suspended",
    "settings": "commands.settings",
    "where": "commands.where",
    "backup": "sharing.commands.backup",
    "restore": "sharing.commands.restore",
    "doctor": "sharing.commands.doctor",
    "sync": "sharing.commands.sync",
    "build": "authoring.commands.build",
    "write": "authoring.commands.write",
    "check": "authoring.commands.check",
    "schema": "authoring.commands.schema",
    "import": "formats.commands.import_",
    "export": "formats.commands.export",
    "formats": "formats.commands.formats",
    "draft": "books.commands.draft",
    "new": "formats.commands.new",
    "scan": "printing.commands.scan",
}
"""Modules with HELP, EXAMPLE and `command`."""

GROUPS = {
    "exam": "exam.commands.exam",
    "print": "printing.commands.print_",
    "book": "books.commands.book",
    "class": "sharing.commands.class_",
}
"""Modules with verbs of their own under one name: each has `group()`."""
