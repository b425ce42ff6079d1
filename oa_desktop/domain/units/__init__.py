"""The unit (单位): its people, posts, rights and settings, and what two of them must do."""
