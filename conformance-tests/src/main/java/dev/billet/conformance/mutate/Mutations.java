package dev.billet.conformance.mutate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.DocumentedAnswer;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.mutate.AnswerMutation.MemberFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every fault that can be planted in what a server has answered in a run, in a fixed order. */
final class Mutations {

  private final ApiDocument document;
  private final List<MutatingProxy.Exchanged> exchanged;
  private final Map<String, Mutation> mutations = new LinkedHashMap<>();

  private Mutations(ApiDocument document, List<MutatingProxy.Exchanged> exchanged) {
    this.document = document;
    this.exchanged = exchanged;
  }

  static List<Mutation> of(ApiDocument document, List<MutatingProxy.Exchanged> exchanged) {
    Mutations all = new Mutations(document, exchanged);
    for (Operation operation : document.operations()) {
      AnswerMutation.Answers own =
          request ->
              request.method().equals(operation.method()) && operation.matches(request.path());
      all.answers(operation.id(), own, all.of(own));
      new ConstraintFaults(document, operation, all.of(own))
          .all()
          .forEach(it -> all.mutations.putIfAbsent(it.name(), it));
    }
    all.answers(
        "no operation",
        request ->
            document.operations().stream()
                .noneMatch(
                    it -> request.method().equals(it.method()) && it.matches(request.path())),
        exchanged);
    return List.copyOf(all.mutations.values());
  }

  /** Faults in answers, and, where one of the examples was accepted, refusals that are left out. */
  private void answers(
      String operation, AnswerMutation.Answers where, List<MutatingProxy.Exchanged> examples) {
    Map<Integer, List<MutatingProxy.Exchanged>> byStatus = new TreeMap<>();
    of(where)
        .forEach(
            it -> byStatus.computeIfAbsent(it.reply().status(), s -> new ArrayList<>()).add(it));
    Optional<MutatingProxy.Exchanged> success =
        examples.stream().filter(MutatingProxy.Exchanged::accepted).findFirst();
    byStatus.forEach(
        (status, answers) -> {
          Answered answered = new Answered(operation, where, status);
          answered.faults(answers);
          success.filter(it -> status >= 400).ifPresent(it -> answered.accepted(it.reply()));
        });
  }

  /** The answers of one operation with one status. */
  private final class Answered {

    private final String operation;
    private final AnswerMutation.Answers where;
    private final int status;

    Answered(String operation, AnswerMutation.Answers where, int status) {
      this.operation = operation;
      this.where = where;
      this.status = status;
    }

    void faults(List<MutatingProxy.Exchanged> answers) {
      for (int other : otherStatuses(status)) {
        add(FaultKind.STATUS, "status " + other, AnswerMutation.status(other));
      }
      add(
          FaultKind.MEDIA_TYPE,
          "media type text/html",
          AnswerMutation.header("Content-Type", "text/html"));
      add(FaultKind.MEDIA_TYPE, "no media type", AnswerMutation.header("Content-Type"));
      for (String header : requiredHeaders(answers)) {
        add(FaultKind.HEADER, "no " + header, AnswerMutation.header(header));
      }
      for (JsonPointer at : members(answers)) {
        for (MemberFault fault : MemberFault.values()) {
          add(fault.kind(), fault + " " + at, AnswerMutation.member(at, fault));
        }
      }
    }

    void accepted(Reply success) {
      add(FaultKind.ACCEPTANCE, "accepted anyway", reply -> success);
    }

    private void add(FaultKind kind, String what, AnswerMutation.Change change) {
      String name = operation + " " + status + ": " + what;
      mutations.putIfAbsent(name, new AnswerMutation(where, status, name, kind, change));
    }
  }

  // One that nobody documents, and the documented ones next to it, which are harder to notice.
  private Set<Integer> otherStatuses(int status) {
    Set<Integer> others = new LinkedHashSet<>(Set.of(status < 400 ? 299 : 418));
    for (int other : document.statuses()) {
      if (other != status && other / 100 == status / 100 && others.size() < 4) {
        others.add(other);
      }
    }
    others.add(status < 400 ? 400 : 200);
    others.add(500);
    return others;
  }

  private Set<String> requiredHeaders(List<MutatingProxy.Exchanged> answers) {
    Set<String> names = new LinkedHashSet<>();
    for (MutatingProxy.Exchanged it : answers) {
      document.candidates(it.request().method(), it.request().path()).stream()
          .flatMap(operation -> operation.answer(it.reply().status()).stream())
          .map(DocumentedAnswer::headers)
          .forEach(
              rules ->
                  rules.forEach(
                      (name, rule) -> {
                        if (rule.required() && it.reply().header(name).isPresent()) {
                          names.add(name);
                        }
                      }));
    }
    return names;
  }

  private static Set<JsonPointer> members(List<MutatingProxy.Exchanged> answers) {
    Set<JsonPointer> members = new LinkedHashSet<>();
    for (MutatingProxy.Exchanged it : answers) {
      AnswerMutation.json(it.reply())
          .ifPresent(body -> collect(body, JsonPointer.empty(), members));
    }
    return members;
  }

  private static void collect(JsonNode node, JsonPointer at, Set<JsonPointer> members) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonPointer deeper = at.appendProperty(member.getKey());
      members.add(deeper);
      // What was sent comes back here, whatever it was: it is no member of the contract's.
      if (!member.getKey().equals("input")) {
        collect(member.getValue(), deeper, members);
      }
    }
    if (node.isArray() && !node.isEmpty()) {
      collect(node.path(0), at.appendIndex(0), members);
    }
  }

  private List<MutatingProxy.Exchanged> of(AnswerMutation.Answers where) {
    return exchanged.stream().filter(it -> where.include(it.request())).toList();
  }
}
