package dev.billet.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response, whole. Immutable; the body's bytes are not to be changed.
 *
 * @param status the status
 * @param headers the headers, {@code Content-Type} among them
 * @param body the body
 * @param sent whether it goes out; where not, the connection closes instead
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to send, never compared.
public record Answer(int status, Map<String, String> headers, byte[] body, boolean sent) {

  /** No answer at all. */
  static final Answer NONE = new Answer(500, Map.of(), new byte[0], false);

  /** An answer that goes out. */
  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, true);
  }

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Returns this with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body, sent);
  }

  /** Returns this as an answer that was made but gets lost. */
  Answer unsent() {
    return new Answer(status, headers, body, false);
  }
}
