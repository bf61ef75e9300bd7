"""A day in the field without a network: what is carried, what is brought back."""
