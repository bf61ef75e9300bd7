"""What is true in the registry, whoever asks. Knows nothing of HTTP."""
