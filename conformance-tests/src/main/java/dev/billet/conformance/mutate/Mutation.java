package dev.billet.conformance.mutate;

import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;

/** One change to what a server answers. */
interface Mutation {

  /** What is changed, for a person; unique for a contract. */
  String name();

  /** What kind of change it is. */
  FaultKind kind();

  /** The answer instead; the same object where this one is not concerned. */
  Reply apply(Request request, Reply reply);
}
