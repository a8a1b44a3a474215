"""A regex that is compiled when it is first used: a cold lint of a short reply meets few of the product's regexes.

It behaves as the compiled pattern does; nothing but the time of compiling differs.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._make = (source, flags)

    def __getattr__(self, name: str) -> Any:
        # Reached only for what is not in the instance yet: the bound method is kept, so later calls cost nothing.
        compiled = re.compile(*self._make)
        value = self.__dict__[name] = getattr(compiled, name)
        return value


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, put off to the first use of one of its methods."""
    return cast(re.Pattern[str], _Lazy(source, flags))
