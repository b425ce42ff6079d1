"""Numbers (文号): taken once, kept in registers, and on the paper as a code."""
