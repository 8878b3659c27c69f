"""The architecture as a picture: what is drawn, where it stands, and in which language it is written down."""
