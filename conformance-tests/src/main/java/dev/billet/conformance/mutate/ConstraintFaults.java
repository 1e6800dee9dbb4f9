package dev.billet.conformance.mutate;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.SchemaCheck;
import dev.billet.conformance.generate.Constraint;
import dev.billet.conformance.generate.Constraints;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The ways in which a server can get the constraints of an operation wrong: one is not enforced, or
 * its bound is off by one, on either side. None where no request of it was accepted: then nobody
 * knows how it accepts one.
 *
 * @param exchanged what the server itself has answered to the operation's requests
 */
record ConstraintFaults(
    ApiDocument document, Operation operation, List<MutatingProxy.Exchanged> exchanged) {

  List<Mutation> all() {
    Optional<Reply> success = first(MutatingProxy.Exchanged::accepted);
    List<Mutation> all = new ArrayList<>();
    if (success.isPresent()) {
      Constraints.of(operation).forEach(it -> all.addAll(of(it, success.get())));
    }
    return all;
  }

  private List<Mutation> of(Constraint constraint, Reply success) {
    Subject subject = Subject.of(operation, constraint);
    Predicate<Request> broken = broken(subject, constraint);
    Optional<Reply> refusal = first(it -> !it.accepted() && broken.test(it.request()));
    List<Mutation> faults = new ArrayList<>();
    faults.add(
        fault(constraint + " accepted anyway", FaultKind.CONSTRAINT, false, broken, success));
    subject
        .altered(document, constraint.keyword(), Altered.Change.LOOSER)
        .map(looser -> judgedOtherwise(subject, false, looser))
        .map(
            it -> fault(constraint + ", one over it accepted", FaultKind.BOUND, false, it, success))
        .ifPresent(faults::add);
    subject
        .altered(document, constraint.keyword(), Altered.Change.STRICTER)
        .filter(it -> refusal.isPresent())
        .map(stricter -> judgedOtherwise(subject, true, stricter))
        .map(it -> fault(constraint + ", on it refused", FaultKind.BOUND, true, it, refusal.get()))
        .ifPresent(faults::add);
    return faults;
  }

  private Mutation fault(
      String what, FaultKind kind, boolean accepted, Predicate<Request> concerned, Reply instead) {
    String name = operation.id() + ": " + what;
    return new ConstraintMutation(operation, name, kind, accepted, concerned, instead);
  }

  /** Which requests break a constraint, and nothing else of what it is about. */
  private Predicate<Request> broken(Subject subject, Constraint constraint) {
    // Of a parameter; a member of the body has its name beside the keyword.
    if (constraint.keyword().equals("required")) {
      return request -> subject.value().apply(request).isEmpty();
    }
    return subject
        .altered(document, constraint.keyword(), Altered.Change.WITHOUT)
        .map(relaxed -> judgedOtherwise(subject, false, relaxed))
        .orElse(request -> false);
  }

  /** Which of the requests that the document accepts, or does not, another one sees otherwise. */
  private static Predicate<Request> judgedOtherwise(
      Subject subject, boolean accepted, SchemaCheck other) {
    return request ->
        subject
            .value()
            .apply(request)
            .filter(it -> subject.check().accepts(it) == accepted && other.accepts(it) != accepted)
            .isPresent();
  }

  private Optional<Reply> first(Predicate<MutatingProxy.Exchanged> like) {
    return exchanged.stream().filter(like).map(MutatingProxy.Exchanged::reply).findFirst();
  }
}
