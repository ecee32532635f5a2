"""The demonstration: invented visits, recommendations and answers at places that do not exist."""
