/**
 * The program: the command line, the parts list, the demo directory, and what is said at start.
 *
 * <p>{@code Main} reads the command line and the configuration; {@code Billet} puts the parts
 * together, by hand and in one place; {@code ContractPart} lists the contracts, one entry each.
 * Nobody imports this package.
 */
@NullMarked
package dev.billet.server;

import org.jspecify.annotations.NullMarked;
