/**
 * The contract of {@code openapi/dreadnode.yaml}: bundles of credits.
 *
 * <p>Imports {@code dev.billet.contract}, the domain and its own generated package; never another
 * contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.dreadnode;

import org.jspecify.annotations.NullMarked;
