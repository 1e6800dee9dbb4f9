"""An answer that is lost, late, or "not now" costs no second sale."""

import unittest

from billet_client import DreadnodeError, NoAnswerError, ProblemError
from demo import SERVER, SLUG, credits, owner
from tap import answering, busy, failing, lose, silent


def buy(opened, key=None, **options):
    client = owner(base_url=opened.url, **options)
    return client.dreadnode.create_checkout_session(
        SLUG, credits(), idempotency_key=key
    ).session_id


class RetryTest(unittest.TestCase):
    def test_a_lost_answer_is_asked_for_again_under_the_same_key(self):
        said = []
        with failing(2, SERVER, said, lose) as opened:
            session = buy(opened, retries=2)
            self.assertEqual(len(opened.keys()), 3)
            self.assertEqual(len(set(opened.keys())), 1)
            self.assertTrue(opened.keys()[0])
            self.assertTrue(len(said) == 3 and all(session in text for text in said))

    def test_a_key_that_is_given_is_the_one_that_is_sent(self):
        with failing(1, SERVER, [], lose) as opened:
            buy(opened, "order 4711", retries=1)
            self.assertEqual(opened.keys(), ["order 4711", "order 4711"])

    def test_each_call_has_a_key_of_its_own(self):
        with failing(0, SERVER, [], lose) as opened:
            self.assertNotEqual(buy(opened), buy(opened))
            self.assertEqual(len(set(opened.keys())), 2)

    def test_a_server_that_is_busy_is_asked_again(self):
        with failing(1, SERVER, [], busy) as opened:
            self.assertRegex(buy(opened, retries=1), "^cs_test_")
            self.assertEqual(len(opened.keys()), 2)

    def test_a_refusal_is_not_tried_again(self):
        with answering(404, b"{}") as opened:
            with self.assertRaises(DreadnodeError):
                buy(opened, retries=3)
            self.assertEqual(len(opened.keys()), 1)

    def test_without_retries_the_caller_is_given_the_key_to_ask_again(self):
        said = []
        with failing(1, SERVER, said, lose) as opened:
            with self.assertRaises(NoAnswerError) as caught:
                buy(opened)
            self.assertFalse(caught.exception.timeout)
            session = buy(opened, caught.exception.idempotency_key)
            self.assertTrue(len(said) == 2 and all(session in text for text in said))

    def test_a_server_that_never_answers_is_not_waited_for_forever(self):
        with silent() as opened:
            with self.assertRaises(NoAnswerError) as caught:
                buy(opened, timeout=0.2, retries=1)
            self.assertTrue(caught.exception.timeout)
            self.assertEqual(len(opened.keys()), 2)

    def test_a_read_carries_no_key(self):
        with answering(404, b"{}") as opened:
            with self.assertRaises(ProblemError):
                owner(base_url=opened.url).billet.get_account(SLUG)
            self.assertEqual(opened.keys(), [None])


if __name__ == "__main__":
    unittest.main()
