/**
 * The command line of {@code billet-conformance.jar}: options in, reports and an exit code out. All
 * there is to decide is decided elsewhere. Nobody imports it.
 */
@NullMarked
package dev.billet.conformance.cli;

import org.jspecify.annotations.NullMarked;
