package dev.billet.conformance.webhook;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of a scenario.
 *
 * @param expected what had to be credited, for a person
 * @param expectedAmount the same as a number, where there is one
 * @param credited what was credited, over all of it; empty where nothing was looked at
 * @param reasons what is wrong, why it was not tried, or what was seen
 * @param answers what the endpoint answered
 * @param steps what was done, in order
 */
record Result(
    Scenario scenario,
    Verdict verdict,
    String expected,
    OptionalLong expectedAmount,
    OptionalLong credited,
    List<String> reasons,
    String answers,
    List<String> steps,
    Duration time) {}
