"""Text as tokens: folding, syllables, sentences, the gazetteers and their matches."""
