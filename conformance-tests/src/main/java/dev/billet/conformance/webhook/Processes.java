package dev.billet.conformance.webhook;

import java.util.List;
import java.util.stream.Stream;

/** Ends processes with all that they have started. Stateless. */
final class Processes {

  private Processes() {}

  /** Looks up a process and all below it. Returns what kills them, the first one first. */
  static Runnable aim(ProcessHandle root) {
    List<ProcessHandle> found = Stream.concat(Stream.of(root), root.descendants()).toList();
    return () -> found.forEach(ProcessHandle::destroyForcibly);
  }
}
