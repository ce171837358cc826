"""Stand-in outlets on loopback: invented news in the shape of the real sites, the same for everyone on any given day."""
