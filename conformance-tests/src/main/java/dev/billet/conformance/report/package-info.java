/**
 * What a run has shown: on the console for a person, as JUnit XML for a build server, as JSON for a
 * program, and as one HTML file to keep. Every form is made from the same results; none decides
 * anything.
 *
 * <p>Imports {@code mutate} and what that imports. The command line imports it.
 */
@NullMarked
package dev.billet.conformance.report;

import org.jspecify.annotations.NullMarked;
