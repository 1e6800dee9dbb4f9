/**
 * What every contract shares: reading the request, checking it in the contract's own order,
 * validating it against the contract's own document, and turning whatever goes wrong into an answer
 * that the document describes.
 *
 * <p>A request passes these rooms. {@link dev.billet.contract.ContractApplication} registers them
 * with Jersey: {@code EntryFilter} names the request, {@code ChecksFilter} runs the contract's list
 * of {@link dev.billet.contract.Check}s for the operation and leaves an {@link
 * dev.billet.contract.Exchange} behind, {@code ParsedBodyReader} binds the body that was parsed
 * once to the generated model, and the contract's resource calls {@link
 * dev.billet.contract.Exchange#checkOut}. On the way back {@code FailureMapper} renders anything
 * thrown in the contract's {@link dev.billet.contract.ErrorDialect}, and {@code AnswerFilter} adds
 * the headers of every answer.
 *
 * <p>The packages below this one hold a contract each and may import this one; the server mounts
 * {@link dev.billet.contract.Contract}s. This package imports the domain, JAX-RS, Jersey, Jackson
 * and the schema validator, and knows no contract.
 */
@NullMarked
package dev.billet.contract;

import org.jspecify.annotations.NullMarked;
