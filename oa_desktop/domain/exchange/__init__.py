"""Exchange (交换): packages, the units they go to, and the media they travel on."""
