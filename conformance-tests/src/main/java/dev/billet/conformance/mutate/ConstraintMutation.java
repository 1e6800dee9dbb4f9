package dev.billet.conformance.mutate;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.util.function.Predicate;

/**
 * A server that takes one constraint otherwise than the document has it.
 *
 * @param accepted whether it is requests that the server accepts which are answered otherwise, or
 *     those that it refuses
 * @param concerned which of them
 * @param instead what they are answered
 */
record ConstraintMutation(
    Operation operation,
    String name,
    FaultKind kind,
    boolean accepted,
    Predicate<Request> concerned,
    Reply instead)
    implements Mutation {

  @Override
  public Reply apply(Request request, Reply reply) {
    boolean own = request.method().equals(operation.method()) && operation.matches(request.path());
    return own && reply.accepted() == accepted && concerned.test(request) ? instead : reply;
  }
}
