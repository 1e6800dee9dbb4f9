"""What each contract sells is opened with its generated models."""

import unittest

from billet_client import Client
from billet_client.almanac import BillingCheckoutRequest
from billet_client.billet import PortalRequest
from billet_client.starter import CheckoutRequest
from billet_client.versori import CheckoutSessionRequest
from demo import CANCEL, SERVER, SLUG, SUCCESS, ULID, balance, credits, owner, reader
from pydantic import ValidationError

PAGE = r"/c/pay/cs_test_"


class CheckoutTest(unittest.TestCase):
    def test_versori_names_the_session(self):
        request = CheckoutSessionRequest(successURL=SUCCESS, cancelURL=CANCEL)
        answer = owner().versori.create_checkout_session(
            ULID, checkout_session_request=request
        )
        self.assertRegex(answer.session_id, "^cs_test_")

    def test_versori_asks_for_no_credential_and_no_body(self):
        answer = Client(SERVER).versori.create_checkout_session(ULID)
        self.assertRegex(answer.session_id, "^cs_test_")

    def test_dreadnode_gives_the_page_and_the_session(self):
        answer = owner().dreadnode.create_checkout_session(SLUG, credits(2))
        self.assertTrue(answer.checkout_url.endswith(f"/c/pay/{answer.session_id}"))

    def test_almanac_gives_the_page(self):
        request = BillingCheckoutRequest(plan_id="pro", success_url=SUCCESS)
        self.assertRegex(owner().almanac.create_checkout_session(SLUG, request).url, PAGE)

    def test_closient_gives_the_page(self):
        self.assertRegex(
            owner().closient.create_checkout_session(balance(501)).checkout_url, PAGE
        )

    def test_starter_gives_the_page(self):
        request = CheckoutRequest(success_url=SUCCESS, cancel_url=CANCEL)
        self.assertRegex(owner().starter.create_checkout_session(request).url, PAGE)

    def test_headers_are_there_for_who_asks_for_them(self):
        answer = owner().dreadnode.create_checkout_session_with_http_info(SLUG, credits())
        self.assertEqual(answer.headers["Link"], f'<{answer.data.checkout_url}>; rel="payment"')

    def test_what_does_not_fit_the_contract_is_not_sent(self):
        with self.assertRaises(ValidationError):
            credits(11)


class LedgerTest(unittest.TestCase):
    def test_an_account_is_read(self):
        account = reader().billet.get_account(SLUG)
        self.assertEqual(account.organization, SLUG)
        self.assertGreaterEqual(account.credits, 0)

    def test_a_checkout_is_read_while_it_is_open(self):
        session = owner().dreadnode.create_checkout_session(SLUG, credits(3)).session_id
        checkout = owner().billet.get_checkout(SLUG, session)
        self.assertEqual(checkout.status, "open")
        self.assertEqual(checkout.purchase.bundles, 3)
        self.assertEqual(checkout.entries, [])

    def test_entries_and_the_feed_are_read(self):
        self.assertFalse(reader().billet.list_entries(SLUG, limit=5).has_more)
        self.assertTrue(reader().billet.list_events(limit=5).next)

    def test_the_portal_is_opened_for_who_has_bought(self):
        owner().dreadnode.create_checkout_session(SLUG, credits())
        request = PortalRequest(return_url="https://shop.example.com/")
        self.assertRegex(owner().billet.open_portal(SLUG, request).url, "^http")
        self.assertRegex(owner().billet.open_portal(SLUG).url, "^http")


if __name__ == "__main__":
    unittest.main()
