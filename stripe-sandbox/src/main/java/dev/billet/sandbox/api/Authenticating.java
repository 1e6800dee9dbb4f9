package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a buyer does on the page that an intent's {@code next_action} names: proves to the issuer
 * that the card is theirs, or does not. Safe for use by several threads.
 */
public final class Authenticating {

  /**
   * An intent as it is now; not to be changed.
   *
   * @param intent a payment intent or a setup intent
   * @param destination where its buyer is to be sent on to, or nothing
   */
  public record Challenged(ObjectNode intent, String destination) {

    /** Returns whether the buyer still has to prove it. */
    public boolean isOpen() {
      return intent.path("status").asText().equals("requires_action");
    }
  }

  private final StripeApi api;
  private final Accounts accounts;

  /** Lets buyers at the intents of these accounts. */
  public Authenticating(StripeApi api, Accounts accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  /** Returns the intent with this id, in whichever account it is; empty where there is none. */
  public Optional<Challenged> find(String intent) {
    return inItsAccount(intent, (call, found) -> found);
  }

  /** Ends an intent's challenge, if there is one. */
  public Optional<Challenged> end(String intent, boolean passed) {
    return inItsAccount(
        intent,
        (call, found) -> {
          if (!found.path("status").asText().equals("requires_action")) {
            return found;
          }
          return found.get("object").textValue().equals(SetupIntents.OBJECT)
              ? SetupIntents.authenticate(call, found, passed)
              : Payments.authenticate(call, found, passed);
        });
  }

  private Optional<Challenged> inItsAccount(
      String id, BiFunction<Call, ObjectNode, ObjectNode> step) {
    for (Account account : accounts.all()) {
      Optional<Challenged> challenged =
          api.inAccount(
              account,
              JsonParams.empty(),
              id,
              Cause.NONE,
              call -> {
                ObjectNode found = Challenges.find(call, id);
                if (found == null) {
                  return Optional.<Challenged>empty();
                }
                ObjectNode after = step.apply(call, found);
                return Optional.of(new Challenged(after, Challenges.destination(call, after)));
              });
      if (challenged.isPresent()) {
        return challenged;
      }
    }
    return Optional.empty();
  }
}
