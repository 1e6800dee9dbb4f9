/**
 * The contract of {@code openapi/versori.yaml}: a platform subscription, named by its session id.
 *
 * <p>Imports {@code dev.billet.contract}, the domain and its own generated package; never another
 * contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.versori;

import org.jspecify.annotations.NullMarked;
