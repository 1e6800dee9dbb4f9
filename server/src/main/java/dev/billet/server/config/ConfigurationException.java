package dev.billet.server.config;

import java.util.List;

/** The configuration cannot be used. The message names every key that is at fault. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  ConfigurationException(List<String> errors) {
    super(String.join(System.lineSeparator(), errors));
    this.errors = List.copyOf(errors);
  }

  /** All that is wrong, one line each, beginning with the key. */
  public List<String> errors() {
    return errors;
  }
}
