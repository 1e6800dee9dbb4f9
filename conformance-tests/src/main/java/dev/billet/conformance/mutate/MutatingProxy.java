package dev.billet.conformance.mutate;

import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the suite and a server. At first it hands every request on and keeps what is
 * answered; once a fault is planted, it answers what it has kept, changed by the fault, and asks
 * the server only what that was never asked. Safe for use by many threads.
 */
public final class MutatingProxy implements Sender {

  private record Key(String head, ByteBuffer body) {

    static Key of(Request request) {
      return new Key(
          request + " " + request.headers(), ByteBuffer.wrap(request.body().orElse(new byte[0])));
    }
  }

  /** A request and what the server itself answers. */
  record Exchanged(Request request, Reply reply) {

    boolean accepted() {
      return reply.accepted();
    }
  }

  /** The same, and what was made of the answer. */
  record Changed(Request request, Reply before, Reply after) {}

  private final Sender upstream;
  // In the order of their sending, on which it depends what a seed draws.
  private final Map<Key, Exchanged> kept = new LinkedHashMap<>();
  private final Map<Key, UnreachableException> unanswered = new LinkedHashMap<>();
  private final List<Changed> changed = new ArrayList<>();
  private @Nullable Mutation planted;
  private boolean replaying;

  /** In front of a server. */
  public MutatingProxy(Sender upstream) {
    this.upstream = upstream;
  }

  /** Answers what it has kept from now on, unchanged. */
  synchronized void replay() {
    replaying = true;
    planted = null;
    changed.clear();
  }

  /** The same, with this fault and no other. */
  synchronized void plant(Mutation fault) {
    replay();
    planted = fault;
  }

  /** What the server itself has answered so far. */
  synchronized List<Exchanged> exchanged() {
    return List.copyOf(kept.values());
  }

  /** What the fault that was planted last has changed. */
  synchronized List<Changed> changed() {
    return List.copyOf(changed);
  }

  @Override
  public Reply send(Request request) {
    return changed(request, again(request).orElseGet(() -> ask(request)));
  }

  private synchronized Reply changed(Request request, Reply before) {
    Reply after = planted == null ? before : planted.apply(request, before);
    if (after != before) {
      changed.add(new Changed(request, before, after));
    }
    return after;
  }

  private synchronized Optional<Reply> again(Request request) {
    Key key = Key.of(request);
    Exchanged known = replaying ? kept.get(key) : null;
    UnreachableException failure = replaying ? unanswered.get(key) : null;
    if (known == null && failure != null) {
      throw failure;
    }
    return Optional.ofNullable(known).map(Exchanged::reply);
  }

  private Reply ask(Request request) {
    Key key = Key.of(request);
    try {
      Reply reply = upstream.send(request);
      keep(key, new Exchanged(request, reply));
      return reply;
    } catch (UnreachableException e) {
      keep(key, e);
      throw e;
    }
  }

  // What is asked twice is answered as it was first, unless that was "not so fast".
  private synchronized void keep(Key key, Exchanged exchanged) {
    kept.merge(key, exchanged, (old, it) -> old.reply().status() == 429 ? it : old);
  }

  private synchronized void keep(Key key, UnreachableException failure) {
    unanswered.put(key, failure);
  }
}
