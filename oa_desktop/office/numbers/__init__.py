"""Numbers (文号): taken and given up, and their register."""
