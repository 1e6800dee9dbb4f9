package dev.billet.conformance.run;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.TestCase;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What takes more than one request: that a retry under an idempotency key is answered as the first
 * try was, also when many come at once. For operations that take such a key.
 */
final class Resilience {

  private static final int AT_ONCE = 12;

  private final Sender sender;
  private final Request request;
  private final Operation operation;

  Resilience(Sender sender, Request request, Operation operation) {
    this.sender = sender;
    this.request = request;
    this.operation = operation;
  }

  List<Result> results() {
    boolean keyed =
        operation.parameters().stream().anyMatch(it -> it.name().equals("Idempotency-Key"));
    if (!keyed) {
      return List.of();
    }
    try {
      return List.of(retried(), atOnce());
    } catch (UnreachableException | CompletionException e) {
      TestCase test = TestCase.resilience(operation, "many requests at once", request);
      List<String> reasons = List.of(String.valueOf(e.getMessage()));
      return List.of(new Result(test, Verdict.BROKEN, reasons, Optional.empty(), Duration.ZERO));
    }
  }

  private Result retried() {
    Request keyed = keyed();
    Reply first = sender.send(keyed);
    Reply second = sender.send(keyed);
    return result("the same twice under one Idempotency-Key", keyed, List.of(first, second));
  }

  private Result atOnce() {
    Request keyed = keyed();
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int index = 0; index < AT_ONCE; index++) {
      replies.add(CompletableFuture.supplyAsync(() -> sender.send(keyed)));
    }
    return result(
        AT_ONCE + " at once under one Idempotency-Key",
        keyed,
        replies.stream().map(CompletableFuture::join).toList());
  }

  private Result result(String title, Request keyed, List<Reply> replies) {
    Set<String> bodies = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (Reply reply : replies) {
      if (reply.accepted()) {
        bodies.add(reply.text());
      } else if (reply.status() != 409) {
        wrong.add("one of them was answered " + reply.status());
      }
    }
    if (bodies.size() > 1) {
      wrong.add("they were answered in " + bodies.size() + " different ways");
    }
    Verdict verdict = wrong.isEmpty() ? Verdict.HELD : Verdict.BROKEN;
    if (bodies.isEmpty()) {
      verdict = Verdict.NOT_TRIED;
      wrong = List.of("the request as given is not accepted");
    }
    return new Result(
        TestCase.resilience(operation, title, keyed),
        verdict,
        wrong,
        replies.stream().findFirst(),
        Duration.ZERO);
  }

  private Request keyed() {
    return request.withHeader("Idempotency-Key", UUID.randomUUID().toString());
  }
}
