"""What may go wrong: a refusal, as the error of its contract, or no answer at all."""

from typing import Any, Generic, Mapping, Optional, TypeVar

from billet_client.almanac.models.http_error import HTTPError as AlmanacHTTPError
from billet_client.almanac.models.http_validation_error import (
    HTTPValidationError as AlmanacHTTPValidationError,
)
from billet_client.billet.models.problem import Problem
from billet_client.closient.models.error_response import ErrorResponse
from billet_client.dreadnode.models.api_error_payload import APIErrorPayload
from billet_client.starter.models.http_error import HTTPError as StarterHTTPError
from billet_client.starter.models.http_validation_error import (
    HTTPValidationError as StarterHTTPValidationError,
)
from billet_client.versori.models.api_error import ApiError

E = TypeVar("E")


class RefusedError(Exception, Generic[E]):
    """The server answered, and did not do it. Each contract has a subclass.

    :ivar status: the HTTP status
    :ivar error: the contract's envelope as the generated model; None where the body is none, as
        that of a proxy in between may be
    :ivar request_id: under what the server's log has the request; None where something else answered
    :ivar retry_after: how many seconds the server asks to wait; None where it does not say
    :ivar body: the body as it came
    """

    def __init__(self, status: int, headers: Mapping[str, str], body: str, error: Optional[E]):
        super().__init__(f"answered {status}: {body}" if body else f"answered {status}")
        self.status = status
        self.error = error
        self.request_id = headers.get("X-Request-Id")
        self.retry_after = retry_after(headers)
        self.body = body


class VersoriError(RefusedError[ApiError]):
    """A refusal of the contract ``versori``."""


class DreadnodeError(RefusedError[APIErrorPayload]):
    """A refusal of the contract ``dreadnode``."""


class ClosientError(RefusedError[ErrorResponse]):
    """A refusal of the contract ``closient``."""


class ProblemError(RefusedError[Problem]):
    """A refusal of the contract ``billet``."""


class _TwoEnvelopes(RefusedError[E]):
    def __init__(self, status: int, headers: Mapping[str, str], body: str, error: Optional[Any]):
        super().__init__(status, headers, body, None if status == 422 else error)
        self.validation_error = error if status == 422 else None


class AlmanacError(_TwoEnvelopes[AlmanacHTTPError]):
    """A refusal of the contract ``almanac``.

    :ivar validation_error: with 422, everything that is wrong with the request, in place of
        ``error``; None with any other status
    """

    validation_error: Optional[AlmanacHTTPValidationError]


class StarterError(_TwoEnvelopes[StarterHTTPError]):
    """A refusal of the contract ``starter``.

    :ivar validation_error: with 422, everything that is wrong with the request, in place of
        ``error``; None with any other status
    """

    validation_error: Optional[StarterHTTPValidationError]


class NoAnswerError(Exception):
    """No answer came, so that it is not known whether the server did what it was asked.

    Calling again with ``idempotency_key`` is safe: if it did, the answer is the one that was lost.

    :ivar timeout: whether time ran out; otherwise the connection failed, or could not be made
    :ivar idempotency_key: the key that all attempts carried; None where the operation only reads
    """

    def __init__(self, message: str, timeout: bool, idempotency_key: Optional[str]):
        super().__init__(f"no answer: {message}")
        self.timeout = timeout
        self.idempotency_key = idempotency_key


def retry_after(headers: Mapping[str, str]) -> Optional[int]:
    """The seconds of Retry-After (RFC 9110, section 10.2.3); a date is not understood."""
    asked = headers.get("Retry-After", "").strip()
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
