"""References inside one article: which name a pronoun stands for."""
