"""Trust (信任): certificates, seals, and verdicts in layers."""
