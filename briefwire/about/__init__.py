"""What a statement is about: countries and actors it names (`mentions`), those it is about (`whom`), its topics (`topics`) and what it does (`acts`)."""
