"""The satisfaction survey (*Survei Kepuasan Masyarakat*) and its index."""
