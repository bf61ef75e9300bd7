"""`/v1/surveys`, and the public door of the survey."""
