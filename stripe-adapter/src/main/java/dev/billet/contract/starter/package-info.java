/**
 * The contract of {@code openapi/starter.yaml}: a subscription for the organization the caller
 * belongs to, at a price the caller has no say in.
 *
 * <p>Imports {@code dev.billet.contract}, its FastAPI conventions, the domain and its own generated
 * package; never another contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.starter;

import org.jspecify.annotations.NullMarked;
