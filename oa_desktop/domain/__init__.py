"""What an official document, its handling and its office are: pure, without clock, files or randomness."""
