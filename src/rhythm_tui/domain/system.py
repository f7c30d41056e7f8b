"""What the system says when a file cannot be had, in words of ours: the system speaks its own language.

Standard library only: the fast start depends on it.
"""

from __future__ import annotations

import errno

from rhythm_tui.domain.refusal import Told, msg

_WORDS = {
    errno.ENOENT: msg("there is no such file or folder"),
    errno.EACCES: msg("you have no permission for it"),
    errno.EPERM: msg("you have no permission for it"),
    errno.EISDIR: msg("this is a folder"),
    errno.ENOTDIR: msg("a part of the path is no folder"),
    errno.EEXIST: msg("it is there already"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EROFS: msg("the disk can only be read"),
    errno.EIO: msg("the disk does not answer as it should"),
    errno.EBUSY: msg("another program is using it"),
    errno.ELOOP: msg("its links lead round in a circle"),
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.EMFILE: msg("too many files are open"),
    errno.ENFILE: msg("too many files are open"),
}


def why(error: BaseException) -> str:
    """Return why the system could not do something: ours to translate, else what the system itself says."""
    code = error.errno if isinstance(error, OSError) else None
    if code in _WORDS:
        return Told(_WORDS[code])
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
