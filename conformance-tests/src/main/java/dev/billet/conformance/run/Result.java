package dev.billet.conformance.run;

import dev.billet.conformance.generate.TestCase;
import dev.billet.conformance.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a case.
 *
 * @param reasons why it is broken, or was not tried; empty where it held
 * @param reply what came back; empty where nothing was sent
 * @param time how long the answer took
 */
public record Result(
    TestCase test, Verdict verdict, List<String> reasons, Optional<Reply> reply, Duration time) {}
