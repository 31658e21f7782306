"""Word lists that reading and comparing share: people, organisations, places and ordinary words of English.

Hand-written from general knowledge, except ``ordinary.txt``, which is counted (``training/ordinary_words.py``).
Everything is lower-case and looked up by lower-case word. Nothing here reads an article.
"""
