/**
 * An OpenAPI document as the suite reads it: its operations with their parameters and bodies, and
 * what it says of every answer. Nothing here knows a particular contract; another document works by
 * being given.
 *
 * <p>Imports {@code http} only. The generator, the judge and the reports import it.
 */
@NullMarked
package dev.billet.conformance.document;

import org.jspecify.annotations.NullMarked;
