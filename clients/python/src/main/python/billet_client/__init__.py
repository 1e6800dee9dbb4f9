"""Clients for the checkout contracts that Billet serves.

:class:`Client` is where to begin. The operations and models of each contract are generated from
its OpenAPI document, into ``billet_client.<contract>``.
"""

from billet_client.client import Client
from billet_client.errors import (
    AlmanacError,
    ClosientError,
    DreadnodeError,
    NoAnswerError,
    ProblemError,
    RefusedError,
    StarterError,
    VersoriError,
)

__all__ = [
    "AlmanacError",
    "Client",
    "ClosientError",
    "DreadnodeError",
    "NoAnswerError",
    "ProblemError",
    "RefusedError",
    "StarterError",
    "VersoriError",
]
