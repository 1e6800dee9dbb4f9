/**
 * The contract of {@code openapi/closient.yaml}: prepaid balance of an exact amount.
 *
 * <p>Imports {@code dev.billet.contract}, the domain and its own generated package; never another
 * contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.closient;

import org.jspecify.annotations.NullMarked;
