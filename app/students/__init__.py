"""The people in the recording target, at a school or not."""
