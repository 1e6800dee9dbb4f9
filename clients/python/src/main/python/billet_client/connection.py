"""Connects a generated client to a server: with a credential, within a time, and with patience."""

import random
import time
import uuid
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Optional, Type

import urllib3

from billet_client.errors import NoAnswerError, RefusedError, retry_after

_KEY = "Idempotency-Key"
_PASSING = frozenset({429, 502, 503, 504})
_FIRST_SECONDS = 0.25
_LONGEST_SECONDS = 8.0
# A server that asks for more is better left to the caller, who is told.
_LONGEST_ASKED_SECONDS = 60


@dataclass(frozen=True)
class Settings:
    """How to reach a server; what each member means, :class:`billet_client.Client` says."""

    base_url: str
    connect_timeout: float
    timeout: float
    retries: int


def connect(
    contract: ModuleType,
    settings: Settings,
    refused: Type[RefusedError[Any]],
    path: str = "",
    header: Optional[tuple[str, str]] = None,
) -> Any:
    """The generated package's ``ApiClient``, connected.

    :param contract: the generated package
    :param refused: the error for the contract's envelope
    :param path: where the document's paths begin
    :param header: the header that holds the credential, and its value
    """

    class Connection(contract.ApiClient):  # type: ignore[misc, name-defined]
        def call_api(
            self,
            method: str,
            url: str,
            header_params: Optional[dict[str, str]] = None,
            body: Any = None,
            post_params: Any = None,
            _request_timeout: Any = None,
        ) -> Any:
            headers = dict(header_params or {})
            if header is not None:
                headers[header[0]] = header[1]
            if method == "POST":
                headers.setdefault(_KEY, str(uuid.uuid4()))
            limits = _request_timeout or (settings.connect_timeout, settings.timeout)

            def attempt() -> Any:
                answer = super(Connection, self).call_api(
                    method, url, headers, body, post_params, limits
                )
                answer.read()
                return answer

            return _patiently(attempt, settings.retries, headers.get(_KEY))

        def response_deserialize(self, response_data: Any, response_types_map: Any = None) -> Any:
            if 200 <= response_data.status <= 299:
                return super().response_deserialize(response_data, response_types_map)
            try:
                return super().response_deserialize(response_data, response_types_map)
            except contract.ApiException as refusal:
                error = refusal.data
            except ValueError:
                # The body is not what the document says of this status.
                error = None
            text = (response_data.data or b"").decode("utf-8", "replace")
            raise refused(response_data.status, response_data.headers, text, error)

    configuration = contract.Configuration(host=settings.base_url + path)
    # What is tried again, and how often, is decided here.
    configuration.retries = False
    return Connection(configuration)


def _patiently(attempt: Any, retries: int, key: Optional[str]) -> Any:
    lost = False
    failures = 0
    while True:
        asked = None
        last = failures >= retries
        try:
            answer = attempt()
            asked = retry_after(answer.headers)
            if last or not _is_passing(answer.status, lost) or (asked or 0) > _LONGEST_ASKED_SECONDS:
                return answer
        except urllib3.exceptions.HTTPError as failure:
            if last:
                timeout = isinstance(failure, urllib3.exceptions.TimeoutError)
                raise NoAnswerError(str(failure), timeout, key) from failure
            lost = True
        failures += 1
        time.sleep(max(_pause(failures), asked or 0))


# A conflict after an attempt of ours was lost is that attempt, still under way.
def _is_passing(status: int, lost: bool) -> bool:
    return status in _PASSING or (lost and status == 409)


# Twice as long each time, and by chance a little less, so that many clients do not come back at once.
def _pause(failures: int) -> float:
    full = min(_LONGEST_SECONDS, _FIRST_SECONDS * 2 ** min(failures - 1, 10))
    return random.uniform(full / 2, full)
