"""Where to begin: a connection to a server, with the operations of every contract."""

from typing import Optional
from urllib.parse import urlsplit

from billet_client import almanac, billet, closient, dreadnode, starter, versori
from billet_client import errors
from billet_client.connection import Settings, connect


class Client:
    """A connection to a server, with the operations of every contract.

    An operation returns the generated model of its answer. It raises the contract's own
    :class:`~billet_client.RefusedError` where the server refuses,
    :class:`~billet_client.NoAnswerError` where no answer comes, and pydantic's ``ValidationError``
    where what it is given does not fit the contract, before anything is sent.

    Every POST carries an idempotency key: the one that the operation is given, or else a new one
    for each call. All attempts of a call carry the same, so that trying again never sells twice.

    Safe for use by many threads.

    :param base_url: the server's origin, and the path under which it is mounted if there is one
    :param credential: the key or token that every request carries, in the header that its contract
        reads; none where it is None
    :param timeout: how many seconds to wait for an answer, and between its parts; a server has to
        ask Stripe, so leave it more than that takes
    :param connect_timeout: how many seconds a connection may take to come about
    :param retries: how often a call is tried again where no answer came, or it was 429, 502, 503
        or 504; waits between attempts, for as long as the server's Retry-After says
    :raises ValueError: where ``base_url`` is no http or https URL, or has a query
    """

    versori: "versori.VersoriApi"
    dreadnode: "dreadnode.DreadnodeApi"
    almanac: "almanac.AlmanacApi"
    closient: "closient.ClosientApi"
    starter: "starter.StarterApi"
    billet: "billet.BilletApi"

    def __init__(
        self,
        base_url: str,
        *,
        credential: Optional[str] = None,
        timeout: float = 30.0,
        connect_timeout: float = 5.0,
        retries: int = 0,
    ) -> None:
        url = urlsplit(base_url)
        if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
            raise ValueError(f"not an http or https URL without a query: {base_url}")
        if timeout <= 0 or connect_timeout <= 0 or retries < 0:
            raise ValueError("timeouts must be positive, and retries not negative")
        settings = Settings(base_url.rstrip("/"), connect_timeout, timeout, retries)
        bearer = ("Authorization", f"Bearer {credential}") if credential else None
        api_key = ("X-API-Key", credential) if credential else None
        self.versori = versori.VersoriApi(
            connect(versori, settings, errors.VersoriError, "/api/organisations/v1", bearer)
        )
        self.dreadnode = dreadnode.DreadnodeApi(
            connect(dreadnode, settings, errors.DreadnodeError, header=bearer)
        )
        self.almanac = almanac.AlmanacApi(
            connect(almanac, settings, errors.AlmanacError, header=bearer)
        )
        self.closient = closient.ClosientApi(
            connect(closient, settings, errors.ClosientError, header=api_key)
        )
        self.starter = starter.StarterApi(
            connect(starter, settings, errors.StarterError, header=bearer)
        )
        self.billet = billet.BilletApi(
            connect(billet, settings, errors.ProblemError, header=bearer)
        )
