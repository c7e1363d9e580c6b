"""From the rows of a list to recipients, or to what is wrong with each; nothing is kept but keyed hashes."""

from press.mail.recipients.check_rows import Checking, check
from press.mail.recipients.recipient import Address, Checked, Left, Recipient, Refused, Rules

__all__ = ["Address", "Checked", "Checking", "Left", "Recipient", "Refused", "Rules", "check"]
