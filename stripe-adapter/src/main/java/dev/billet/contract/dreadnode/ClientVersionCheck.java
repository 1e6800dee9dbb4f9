package dev.billet.contract.dreadnode;

import dev.billet.checkout.Failure.Kind;
import dev.billet.contract.Check;
import dev.billet.contract.Checks;
import dev.billet.contract.Exchange;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns away a client that declares a version which is no longer served. A client that declares
 * none, or something that is no version, is not known to be old. Immutable.
 */
final class ClientVersionCheck implements Check {

  private static final Pattern VERSION = Pattern.compile("v?(?<numbers>[0-9]+(\\.[0-9]+){0,3}).*");

  private final String minimum;

  ClientVersionCheck(String minimum) {
    if (!minimum.isEmpty() && numbers(minimum).isEmpty()) {
      throw new IllegalArgumentException("'" + minimum + "' is no version; write 1.4.0");
    }
    this.minimum = minimum;
  }

  @Override
  public void pass(Exchange exchange) {
    if (minimum.isEmpty()) {
      return;
    }
    Optional<String> declared =
        exchange.header("X-Client-Version").or(() -> exchange.header("Dreadnode-Version"));
    if (declared.filter(this::isOlder).isPresent()) {
      throw Checks.refused(
          Kind.CLIENT_TOO_OLD, "This client is no longer served; upgrade to " + minimum);
    }
  }

  private boolean isOlder(String declared) {
    Optional<String> numbers = numbers(declared);
    if (numbers.isEmpty()) {
      return false;
    }
    String[] theirs = numbers.get().split("\\.", -1);
    String[] ours = numbers(minimum).orElseThrow().split("\\.", -1);
    for (int i = 0; i < Math.max(theirs.length, ours.length); i++) {
      int order = part(theirs, i).compareTo(part(ours, i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static Optional<String> numbers(String version) {
    var matcher = VERSION.matcher(version.strip());
    return matcher.matches() ? Optional.of(matcher.group("numbers")) : Optional.empty();
  }

  private static BigInteger part(String[] parts, int index) {
    return index < parts.length ? new BigInteger(parts[index]) : BigInteger.ZERO;
  }
}
