"""What all spiders share: polite hardened settings, transport with its address guard, archive, ledger and run report."""
