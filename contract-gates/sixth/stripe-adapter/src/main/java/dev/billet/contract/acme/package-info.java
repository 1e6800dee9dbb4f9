/**
 * The contract of {@code openapi/acme.yaml}, which is made up: a subscription of a team to a plan
 * that the caller names.
 *
 * <p>Imports {@code dev.billet.contract}, the domain and its own generated package; never another
 * contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.acme;

import org.jspecify.annotations.NullMarked;
