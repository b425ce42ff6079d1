"""Trust (信任): certificates, whom the unit believes, and verdicts on signed files."""
