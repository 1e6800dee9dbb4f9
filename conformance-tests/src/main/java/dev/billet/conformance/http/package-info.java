/**
 * HTTP as the suite needs it: requests that may be wrong in any way, sent as they are, and what
 * came back. The lowest package of the suite: it imports nothing of the others, and they all import
 * it.
 */
@NullMarked
package dev.billet.conformance.http;

import org.jspecify.annotations.NullMarked;
