"""Who is who: transfers between schools, rows that prove to be one person, and what the registry says of them."""
