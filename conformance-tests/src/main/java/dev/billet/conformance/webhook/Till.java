package dev.billet.conformance.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.sandbox.SandboxClient;
import dev.billet.conformance.sandbox.SandboxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where things are bought and paid, and where what happened is read. For one thread. */
final class Till {

  static final String COMPLETED = "checkout.session.completed";
  static final String REFUNDED = "charge.refunded";

  private static final Pattern SESSION = Pattern.compile("cs_test_[A-Za-z0-9]+");

  private final Shop shop;
  private final SandboxClient sandbox;
  private final Set<String> sold = new HashSet<>();
  private @Nullable JsonNode first;

  Till(Shop shop, SandboxClient sandbox) {
    this.shop = shop;
    this.sandbox = sandbox;
  }

  /** The first id of a session in a text. */
  static Optional<String> session(String text) {
    Matcher session = SESSION.matcher(text);
    return session.find() ? Optional.of(session.group()) : Optional.empty();
  }

  /**
   * Begins a checkout at the user's server.
   *
   * @throws CommandException where that is none, or not another one of the same thing
   */
  Purchase checkOut() {
    String before = sandbox.latestEvent();
    String session =
        session(shop.checkOut())
            .orElseThrow(() -> new CommandException("--checkout: there is no session's id in it"));
    requireLikeTheFirst(found(session));
    if (!sold.add(session)) {
      throw new CommandException(
          "--checkout: it gave "
              + session
              + " again; each purchase needs a session of its own (is an idempotency key fixed?)");
    }
    return new Purchase(session, before);
  }

  /** Begins a checkout and pays it with a card. */
  Purchase buy() {
    Purchase purchase = checkOut();
    pay(purchase, Map.of());
    return purchase;
  }

  /** Pays a checkout, or begins to. */
  void pay(Purchase purchase, Map<String, String> means) {
    sandbox.complete(purchase.session(), means);
  }

  /** A checkout of somebody else's at the same Stripe, for as much, paid. */
  Purchase buyElsewhere() {
    JsonNode like = first();
    String before = sandbox.latestEvent();
    JsonNode session =
        sandbox.checkOut(
            Map.of(
                "mode",
                "payment",
                "success_url",
                "https://elsewhere.example.com/",
                "line_items[0][quantity]",
                "1",
                "line_items[0][price_data][currency]",
                like.path("currency").asText(),
                "line_items[0][price_data][unit_amount]",
                like.path("amount_total").asText(),
                "line_items[0][price_data][product_data][name]",
                "Something else"));
    Purchase purchase = new Purchase(session.path("id").asText(), before);
    pay(purchase, Map.of());
    return purchase;
  }

  /** Ends a checkout that nobody has paid. */
  void expire(Purchase purchase) {
    sandbox.expire(purchase.session());
  }

  /** Gives all of the money back. */
  void refund(Purchase purchase) {
    sandbox.refund(paymentIntent(purchase));
  }

  /** Gives some of the money back: two fifths, so that no half is mistaken for the other. */
  void refundPart(Purchase purchase) {
    long amount = first().path("amount_total").asLong();
    sandbox.refund(paymentIntent(purchase), Math.max(1, amount / 5 * 2));
  }

  /** Lets the sandbox's time go by, so that bank debits come to their end. */
  void letDebitsEnd() {
    sandbox.advance(10);
  }

  /** What has happened to a purchase, the oldest first. */
  List<Event> events(Purchase purchase) {
    String intent = paymentIntent(purchase);
    return sandbox.eventsSince(purchase.before()).stream()
        .filter(
            it -> {
              String object = it.at("/data/object").toString();
              return object.contains('"' + purchase.session() + '"')
                  || (!intent.isEmpty() && object.contains('"' + intent + '"'));
            })
        .map(Event::of)
        .toList();
  }

  /**
   * The last event of a type about a purchase.
   *
   * @throws NotTriedException where the sandbox tells of none
   */
  Event event(Purchase purchase, String type) {
    return events(purchase).stream()
        .filter(it -> it.type().equals(type))
        .reduce((former, latter) -> latter)
        .orElseThrow(() -> new NotTriedException("the sandbox has told of no " + type));
  }

  /** The sandbox itself, for trouble on purpose. */
  SandboxClient sandbox() {
    return sandbox;
  }

  private String paymentIntent(Purchase purchase) {
    return sandbox.session(purchase.session()).path("payment_intent").asText("");
  }

  private JsonNode first() {
    if (first == null) {
      throw new IllegalStateException("nothing was bought yet");
    }
    return first;
  }

  private JsonNode found(String session) {
    try {
      return sandbox.session(session);
    } catch (SandboxException e) {
      throw new CommandException(
          "--checkout: the sandbox does not know %s; does the server's Stripe API base point at it,"
                  .formatted(session)
              + " with the same key? ("
              + e.getMessage()
              + ")");
    }
  }

  private void requireLikeTheFirst(JsonNode session) {
    if (!session.path("mode").asText().equals("payment")) {
      throw new CommandException(
          "--checkout: its session is of mode '%s'; only one-time purchases are played, mode payment"
              .formatted(session.path("mode").asText()));
    }
    JsonNode like = first == null ? session : first;
    if (!like.path("amount_total").equals(session.path("amount_total"))
        || !like.path("currency").equals(session.path("currency"))) {
      throw new CommandException("--checkout: it does not cost the same each time");
    }
    first = like;
  }
}
