package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.SessionMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link SessionMetadata} wrote onto a session, a payment or a subscription at the
 * provider.
 */
public final class OrderMetadata {

  // Any of these makes an object ours: what is ours and damaged must not pass for somebody else's.
  private static final List<String> OURS =
      List.of(SessionMetadata.CONTRACT, SessionMetadata.ORGANIZATION, SessionMetadata.PURCHASE);

  private OrderMetadata() {}

  /** Whether metadata claims to be ours, sound or damaged. */
  public static boolean isOurs(Map<String, String> metadata) {
    return OURS.stream().anyMatch(metadata::containsKey);
  }

  /**
   * Reads the order.
   *
   * @param metadata all of the object's metadata; names of others in it are no matter
   * @return the order; empty where the object is not ours
   * @throws IllegalArgumentException where it is ours and damaged, so that money may have come for
   *     something that nobody can name; the message says which name is to blame, and no value
   */
  public static Optional<Order> read(Map<String, String> metadata) {
    if (!isOurs(metadata)) {
      return Optional.empty();
    }
    String organization = text(metadata, SessionMetadata.ORGANIZATION);
    String contract = text(metadata, SessionMetadata.CONTRACT);
    return Optional.of(new Order(organization, contract, goods(metadata)));
  }

  private static Order.Goods goods(Map<String, String> metadata) {
    return switch (text(metadata, SessionMetadata.PURCHASE)) {
      case "subscription" -> new Order.Goods.Plan(text(metadata, SessionMetadata.PLAN));
      case "credits" ->
          new Order.Goods.Credits(
              number(metadata, SessionMetadata.QUANTITY, Math::toIntExact),
              number(metadata, SessionMetadata.CREDITS, credits -> credits));
      case "balance" ->
          new Order.Goods.Balance(
              number(metadata, SessionMetadata.AMOUNT, amount -> money(metadata, amount)));
      default -> throw damaged(SessionMetadata.PURCHASE, null);
    };
  }

  private static Money money(Map<String, String> metadata, long amount) {
    String currency = text(metadata, SessionMetadata.CURRENCY);
    try {
      return new Money(amount, currency);
    } catch (IllegalArgumentException e) {
      throw damaged(SessionMetadata.CURRENCY, e);
    }
  }

  private static <T> T number(Map<String, String> metadata, String name, LongFunction<T> as) {
    String text = text(metadata, name);
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return as.apply(number);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw damaged(name, e);
    }
    throw damaged(name, null);
  }

  private static String text(Map<String, String> metadata, String name) {
    String text = metadata.get(name);
    if (text == null || text.isBlank()) {
      throw damaged(name, null);
    }
    return text;
  }

  private static IllegalArgumentException damaged(String name, @Nullable Throwable cause) {
    return new IllegalArgumentException("the metadata is ours, but its " + name + " is not", cause);
  }
}
