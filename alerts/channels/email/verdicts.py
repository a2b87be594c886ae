"""What an answer or a failure of the mail server means for the delivery. Pure.

In: the stage of the conversation and the error of ``aiosmtplib``. Out: a result that holds the server's code only -
its sentences often repeat the address.
"""

from __future__ import annotations

import re
import ssl
from enum import Enum, auto

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from alerts.sending import Outcome, SendResult, Status

_TEMPORARY = range(400, 500)
# RFC 5321, 4.5.3.1.10: a 552 to RCPT means "too much for now", as 452 does.
_MAILBOX_FULL = 552
_PERMANENT = range(500, 600)
# RFC 5321, 4.2.2 and RFC 4954, 6: commands out of order, login wanted; RFC 3463, 3.8: policy, such as relaying denied.
# They say what the server wants of us, not that the mailbox is gone.
_NOT_THE_MAILBOX = frozenset({503, 530})
_POLICY = re.compile(r"5\.7\.\d")


class Stage(Enum):
    """How far the conversation got."""

    CONNECT = auto()
    TLS = auto()
    LOGIN = auto()
    MAIL = auto()


class TlsNotOfferedError(Exception):
    """The server does not offer STARTTLS, or somebody on the way removed the offer."""


def verdict(stage: Stage, error: Exception) -> SendResult:
    """The result for a failure at that stage; only a refused recipient is final."""
    if _is_tls(stage, error):
        return _retry(Status.MAIL_TLS_FAILED, error)
    if isinstance(error, TimeoutError):
        return _retry(Status.MAIL_TIMEOUT, error)
    if isinstance(error, SMTPRecipientsRefused):
        return _recipient_refused(error)
    if isinstance(error, SMTPResponseException):
        return _answered(stage, error)
    return _retry(_unanswered(stage, error), error)


def _unanswered(stage: Stage, error: Exception) -> Status:
    if stage is Stage.LOGIN and not isinstance(error, ConnectionError):
        return Status.MAIL_LOGIN_REFUSED
    if isinstance(error, SMTPServerDisconnected) and stage is not Stage.CONNECT:
        return Status.MAIL_DROPPED
    return Status.MAIL_UNREACHABLE


def _is_tls(stage: Stage, error: Exception) -> bool:
    if isinstance(error, ssl.SSLError | ssl.CertificateError | TlsNotOfferedError):
        return True
    if isinstance(error, SMTPConnectError) and isinstance(error.__cause__, ssl.SSLError | ssl.CertificateError):
        return True
    return stage is Stage.TLS and not isinstance(error, TimeoutError)


def _recipient_refused(error: SMTPRecipientsRefused) -> SendResult:
    refused = error.recipients[0]
    code = refused.code
    if code in _TEMPORARY or code == _MAILBOX_FULL:
        return SendResult(Outcome.RETRY, Status.MAIL_TEMPORARY, code)
    if code not in _PERMANENT or code in _NOT_THE_MAILBOX or _POLICY.match(refused.message):
        return SendResult(Outcome.RETRY, Status.MAIL_REFUSED, code)
    return SendResult(Outcome.DEAD, Status.MAIL_RECIPIENT_REFUSED, code)


def _answered(stage: Stage, error: SMTPResponseException) -> SendResult:
    if error.code in _TEMPORARY:
        return _retry(Status.MAIL_TEMPORARY, error)
    if stage is Stage.LOGIN or isinstance(error, SMTPAuthenticationError):
        return _retry(Status.MAIL_LOGIN_REFUSED, error)
    return _retry(Status.MAIL_REFUSED, error)


def _retry(status: Status, error: Exception) -> SendResult:
    code = error.code if isinstance(error, SMTPResponseException) and error.code > 0 else None
    return SendResult(Outcome.RETRY, status, code)
