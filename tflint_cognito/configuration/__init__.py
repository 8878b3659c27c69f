"""What a team has decided: files of configuration, found, read, merged and explained."""
