"""The life of the card after the recording, to the hand of its owner."""
