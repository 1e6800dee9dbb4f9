/**
 * What a real FastAPI server does, measured on FastAPI 0.142 with pydantic 2.13, for the contracts
 * that are documented by one: the order in which it looks at a request, and the two shapes of its
 * errors.
 *
 * <p>Contracts of that kind may import this package; it imports {@code dev.billet.contract} and
 * knows none of them.
 */
@NullMarked
package dev.billet.contract.fastapi;

import org.jspecify.annotations.NullMarked;
