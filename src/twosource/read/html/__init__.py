"""Saved pages of HTML: what stands on them (``blocks``), which of it is the report (``judge``), what they declare."""
