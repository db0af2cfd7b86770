"""The set-up in words: steps, drafts, and how a target is understood."""
