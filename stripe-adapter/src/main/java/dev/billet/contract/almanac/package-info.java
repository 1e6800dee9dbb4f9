/**
 * The contract of {@code openapi/almanac.yaml}: a subscription to the plan the caller names.
 *
 * <p>Imports {@code dev.billet.contract}, its FastAPI conventions, the domain and its own generated
 * package; never another contract. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.almanac;

import org.jspecify.annotations.NullMarked;
