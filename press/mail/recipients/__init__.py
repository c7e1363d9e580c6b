"""From the rows of a list to recipients, or to the problems of each row."""

from press.mail.recipients.check_rows import CheckedRows
from press.mail.recipients.recipient import (
    Address,
    LeftOut,
    Recipient,
    Refused,
    RowOutcome,
    Rules,
)

__all__ = ["Address", "CheckedRows", "LeftOut", "Recipient", "Refused", "RowOutcome", "Rules"]
