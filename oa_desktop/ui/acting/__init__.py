"""Acting (办理): what this person may do now with this document, and doing it."""
