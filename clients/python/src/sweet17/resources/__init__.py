"""One resource a room, as the contract names them; each method is one endpoint."""
