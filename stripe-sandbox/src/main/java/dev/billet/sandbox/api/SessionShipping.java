package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.ArrayList;
import java.util.List;

/** The ways of shipping that a session offers, of which its buyer chooses one. */
final class SessionShipping {

  private SessionShipping() {}

  /** Shows what is offered; the first of them is chosen until the buyer chooses another. */
  static void offer(Call call, ObjectNode session, String currency) {
    int index = 0;
    for (JsonNode given : call.params().path("shipping_options")) {
      String at = "shipping_options[" + index++ + "]";
      ObjectNode rate = rate(call, (ObjectNode) given, at);
      session
          .withArrayProperty("shipping_options")
          .addObject()
          .put("shipping_amount", ShippingRates.amount(rate, currency, at + "[shipping_rate]"))
          .set("shipping_rate", rate.get("id"));
    }
    JsonNode first = session.path("shipping_options").get(0);
    if (first != null) {
      setCost(session, first);
    }
  }

  /** Returns the rates that a session offers, in full. */
  static List<ObjectNode> of(Call call, ObjectNode session) {
    List<ObjectNode> rates = new ArrayList<>();
    for (JsonNode option : session.path("shipping_options")) {
      ObjectNode rate =
          call.table(ShippingRates.OBJECT).find(option.path("shipping_rate").asText());
      if (rate != null) {
        rates.add(rate);
      }
    }
    return rates;
  }

  /** Chooses one of the rates that an open session offers; any other changes nothing. */
  static void choose(Call call, ObjectNode open, String rate) {
    for (JsonNode option : open.path("shipping_options")) {
      if (option.path("shipping_rate").asText().equals(rate)) {
        ObjectNode session = open.deepCopy();
        setCost(session, option);
        ObjectNode order = Buying.order(call, session.get("id").textValue());
        List<ObjectNode> items =
            order.path("items").valueStream().map(ObjectNode.class::cast).toList();
        CheckoutSessionFactory.setTotals(call, session, items, order);
        call.table(CheckoutSessions.OBJECT).put(session);
      }
    }
  }

  private static ObjectNode rate(Call call, ObjectNode given, String at) {
    JsonNode id = given.get("shipping_rate");
    if (id == null) {
      ObjectNode data = JsonParams.object(given, "shipping_rate_data");
      return ShippingRates.create(call, data, at + "[shipping_rate_data][fixed_amount]");
    }
    ObjectNode rate = call.table(ShippingRates.OBJECT).find(id.textValue());
    if (rate == null) {
      throw ApiError.noSuch("shipping rate", id.textValue(), at + "[shipping_rate]");
    }
    if (!rate.get("active").asBoolean()) {
      throw ApiError.invalid(
          at + "[shipping_rate]",
          "The shipping rate specified is inactive. This field only accepts active shipping rates.");
    }
    return rate;
  }

  private static void setCost(ObjectNode session, JsonNode option) {
    long amount = option.get("shipping_amount").longValue();
    ObjectNode cost = session.putObject("shipping_cost");
    cost.put("amount_subtotal", amount).put("amount_tax", 0).put("amount_total", amount);
    cost.set("shipping_rate", option.get("shipping_rate"));
    ((ObjectNode) session.get("total_details")).put("amount_shipping", amount);
  }
}
