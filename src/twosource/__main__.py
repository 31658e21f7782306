"""``python -m twosource``."""

from __future__ import annotations

import sys

from twosource.cli import main

sys.exit(main())
