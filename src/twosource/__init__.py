"""twosource reads every report of an event and says what is known, from whom, and how independently."""

__version__ = "0.1.0"
