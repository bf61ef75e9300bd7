"""Student lists as schools send them: checked, applied, reverted."""
