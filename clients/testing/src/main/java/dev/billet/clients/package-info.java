/**
 * What the tests of all clients share: the packaged jar they are aimed at, the programs of other
 * languages that they run, and the examples of their READMEs. For those tests only.
 */
@NullMarked
package dev.billet.clients;

import org.jspecify.annotations.NullMarked;
