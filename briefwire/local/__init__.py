"""Everything on this machine: the embedded Postgres, Airflow and, without live sites, the stand-in sites; started by `up`, ended by `down`."""

from briefwire.local.running import AlreadyUp, LocalError, down
from briefwire.local.up import up

__all__ = ["AlreadyUp", "LocalError", "down", "up"]
