"""Text into blocks, attributes and expressions, every one with its place. Nothing is evaluated here."""
