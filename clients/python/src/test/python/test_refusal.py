"""A refusal is the error of its contract, and holds the contract's envelope as its model."""

import unittest

from billet_client import (
    AlmanacError,
    Client,
    ClosientError,
    DreadnodeError,
    ProblemError,
    RefusedError,
    StarterError,
    VersoriError,
)
from billet_client.almanac import BillingCheckoutRequest
from billet_client.starter import CheckoutRequest
from demo import REFUSED, SERVER, SLUG, balance, credits, owner, reader
from tap import answering


class RefusalTest(unittest.TestCase):
    def refused(self, kind, status, call, *arguments):
        with self.assertRaises(kind) as caught:
            call(*arguments)
        refusal = caught.exception
        self.assertIsInstance(refusal, RefusedError)
        self.assertEqual(refusal.status, status)
        self.assertTrue(refusal.request_id)
        return refusal

    def test_versori_tells_the_code(self):
        call = owner().versori.create_checkout_session
        self.assertEqual(self.refused(VersoriError, 404, call, "nobody").error.code, "not_found")

    def test_dreadnode_tells_the_field_at_fault(self):
        call = owner().dreadnode.create_checkout_session
        refusal = self.refused(DreadnodeError, 422, call, SLUG, credits(1, REFUSED))
        self.assertEqual(refusal.error.type, "validation_error")
        self.assertEqual(len(refusal.error.errors), 1)

    def test_almanac_has_an_envelope_for_what_is_invalid(self):
        call = owner().almanac.create_checkout_session
        request = BillingCheckoutRequest(plan_id="pro", success_url=REFUSED)
        refusal = self.refused(AlmanacError, 422, call, SLUG, request)
        self.assertIsNone(refusal.error)
        place = [step.actual_instance for step in refusal.validation_error.detail[0].loc]
        self.assertEqual(place, ["body", "success_url"])

    def test_almanac_has_another_for_the_rest(self):
        call = reader().almanac.create_checkout_session
        refusal = self.refused(
            AlmanacError, 403, call, SLUG, BillingCheckoutRequest(plan_id="pro")
        )
        self.assertIsNone(refusal.validation_error)
        self.assertRegex(refusal.error.detail, "may not make purchases")

    def test_closient_tells_the_field_at_fault(self):
        call = owner().closient.create_checkout_session
        refusal = self.refused(ClosientError, 422, call, balance(501, REFUSED))
        self.assertEqual(refusal.error.error.code, "VALIDATION_ERROR")
        self.assertEqual([it.var_field for it in refusal.error.error.details], ["success_url"])

    def test_starter_has_an_envelope_for_what_is_invalid(self):
        call = owner().starter.create_checkout_session
        refusal = self.refused(StarterError, 422, call, CheckoutRequest(cancel_url=REFUSED))
        self.assertIsNone(refusal.error)
        self.assertEqual(len(refusal.validation_error.detail), 1)

    def test_starter_has_another_for_the_rest(self):
        call = Client(SERVER).starter.create_checkout_session
        refusal = self.refused(StarterError, 401, call, CheckoutRequest())
        self.assertEqual(refusal.error.detail, "Not authenticated")

    def test_billet_answers_a_problem(self):
        call = reader().billet.list_entries
        refusal = self.refused(ProblemError, 400, call, SLUG, None, "made up")
        self.assertEqual(refusal.error.code, "invalid_request")
        self.assertEqual([it.parameter for it in refusal.error.errors], ["cursor"])
        self.assertEqual(refusal.error.request_id, refusal.request_id)

    def test_what_is_no_envelope_is_still_a_refusal(self):
        for body in (b"<html>bad gateway</html>", b'{"other": 1}', b""):
            with self.subTest(body), answering(502, body) as proxy:
                with self.assertRaises(DreadnodeError) as caught:
                    owner(base_url=proxy.url).dreadnode.create_checkout_session(SLUG, credits())
                self.assertEqual(caught.exception.status, 502)
                self.assertIsNone(caught.exception.error)
                self.assertIsNone(caught.exception.request_id)
                self.assertEqual(caught.exception.body, body.decode())

    def test_options_that_make_no_sense_are_refused_at_once(self):
        for options in ({"base_url": "localhost:8080"}, {"timeout": 0}, {"retries": -1}):
            with self.subTest(options), self.assertRaises(ValueError):
                owner(**options)


if __name__ == "__main__":
    unittest.main()
