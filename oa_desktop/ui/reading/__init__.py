"""Reading (阅读): one document: its page, its handling form, what was done to it, its attachments."""
