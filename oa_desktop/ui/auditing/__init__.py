"""What two persons do (双人) and what the auditor reads (审计), in the window."""
