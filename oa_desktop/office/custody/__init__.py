"""保管登记: copies that are lent, and classified paper that is only registered; acts, books and what is asked for."""
