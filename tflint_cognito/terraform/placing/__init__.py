"""The source behind a plan or a state: its values stay what they are, and get the places where they are written."""
