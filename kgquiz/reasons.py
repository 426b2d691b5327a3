"""Why the system or the database refused, in words that can be put into the person's language."""

from __future__ import annotations

import errno
import sqlite3

from kgquiz.messages import N_, Message, message

_OF_FILES = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is a file, not a folder"),
    errno.EEXIST: N_("a file of this name is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is used up"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk does not answer"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("the links lead in a circle"),
    errno.ESPIPE: N_("it is a pipe or a device, not a file"),
    errno.EINVAL: N_("the name is not allowed here"),
    errno.EBUSY: N_("another program is using it"),
    errno.ETXTBSY: N_("another program is using it"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
}
_OF_DATABASES = {
    sqlite3.SQLITE_NOTADB: N_("it is no database"),
    sqlite3.SQLITE_CORRUPT: N_("it is damaged"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_READONLY: N_("it can only be read"),
    sqlite3.SQLITE_IOERR: N_("the disk does not answer"),
    sqlite3.SQLITE_PERM: N_("you have no right to it"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
}
_PRIMARY = 0xFF
"""The bits of an extended result code of SQLite that hold the primary one."""


def reason_of(error: OSError) -> Message:
    """Why a file could not be read or written."""
    told = _OF_FILES.get(error.errno or 0)
    return message(told) if told else message(N_("the system says error {number}"), number=error.errno or "?")


def reason_of_database(error: sqlite3.Error) -> Message:
    """Why a database could not be used."""
    code = getattr(error, "sqlite_errorcode", None)
    told = None if code is None else _OF_DATABASES.get(code & _PRIMARY)
    return message(told) if told else message(N_("the database says error {number}"), number=code or "?")
