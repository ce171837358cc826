"""`python -m briefwire` is the `briefwire` command."""

import sys

from briefwire.cli import main

sys.exit(main())
