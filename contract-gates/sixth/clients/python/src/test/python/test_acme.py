"""A contract that was not there when the client was written is bought from like the others."""

import unittest
import urllib.request

from billet_client import AcmeError
from billet_client.acme import CheckoutRequest
from demo import CANCEL, REFUSED, SLUG, SUCCESS, owner

CARD = b"email=buyer%40example.com&cardNumber=4242424242424242&cardExpiry=12%2F34&cardCvc=123"


class ToThePage(urllib.request.HTTPRedirectHandler):
    """Goes nowhere: the shop to which a buyer returns is made up."""

    def redirect_request(self, request, answer, code, message, headers, url):
        raise Returned(url)


class Returned(Exception):
    """Where a buyer is sent after paying."""


class AcmeTest(unittest.TestCase):
    def test_what_is_paid_for_is_handed_out(self):
        request = CheckoutRequest(plan="team", done_url=SUCCESS, back_url=CANCEL)
        page = owner().acme.create_checkout_session(SLUG, request).pay_at
        with self.assertRaises(Returned):
            urllib.request.build_opener(ToThePage).open(page, CARD)
        checkout = owner().billet.get_checkout(SLUG, page.rsplit("/", 1)[1])
        self.assertEqual(checkout.status, "fulfilled")

    def test_a_refusal_holds_the_contracts_own_envelope(self):
        request = CheckoutRequest(plan="team", done_url=REFUSED)
        with self.assertRaises(AcmeError) as caught:
            owner().acme.create_checkout_session(SLUG, request)
        self.assertEqual(caught.exception.status, 400)
        self.assertEqual(caught.exception.error.reason, "invalid")
        self.assertEqual([it.var_field for it in caught.exception.error.faults], ["done_url"])


if __name__ == "__main__":
    unittest.main()
