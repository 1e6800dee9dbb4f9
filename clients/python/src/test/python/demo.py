"""Who buys in the demo directory, and what they ask for."""

import os

from billet_client import Client
from billet_client.closient import CheckoutRequest as Balance
from billet_client.dreadnode import CheckoutRequest as Credits

SERVER = os.environ["BILLET_URL"]
SLUG = "acme"
ULID = "01J9ZC6VY4T5W6X7Y8Z9A0B1C2"
SHORT_UUID = "23456789ABCDEFGHJKLMNP"
SUCCESS = "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}"
CANCEL = "https://shop.example.com/back"
# A URL of the right form, which no server should send a buyer to.
REFUSED = "http://elsewhere.example.com/"


def owner(**options):
    return Client(options.pop("base_url", SERVER), credential="demo_acme_owner", **options)


def reader():
    return Client(SERVER, credential="demo_acme_reader")


def credits(quantity=1, success=SUCCESS):
    return Credits(quantity=quantity, success_url=success, cancel_url=CANCEL)


def balance(cents, success=SUCCESS):
    return Balance(
        organization_id=SHORT_UUID, amount_cents=cents, success_url=success, cancel_url=CANCEL
    )
