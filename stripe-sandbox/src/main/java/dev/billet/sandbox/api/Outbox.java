package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;

/**
 * Takes what is to be delivered to webhook endpoints, once the operation that it tells of is whole.
 * To be safe for use by several threads.
 */
@FunctionalInterface
public interface Outbox {

  /** Delivers nothing; what is to be delivered stays where it is. */
  Outbox NONE = (account, delivery) -> {};

  /**
   * One event to be told to one endpoint.
   *
   * @param id the id of its record in the {@link DeliveryLog}
   * @param endpoint the endpoint's id
   * @param type the event's type
   * @param first whether it has not been handed over before
   */
  record Delivery(String id, String endpoint, String type, boolean first) {

    static Delivery of(ObjectNode record, boolean first) {
      return new Delivery(
          record.get("id").textValue(),
          record.get("webhook_endpoint").textValue(),
          record.get("event_type").textValue(),
          first);
    }
  }

  /**
   * Takes a delivery. Called under the account's lock: it must not wait, and must not fail where it
   * cannot take more.
   */
  void accept(Account account, Delivery delivery);
}
