package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Table;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stripe's lists: newest first, cut into pages by the id of an object at a page's end. */
final class Lists {

  private static final int DEFAULT_LIMIT = 10;

  private Lists() {}

  /** Adds the parameters that every list takes. */
  static ObjectParam paged(ObjectParam filters) {
    return filters
        .optional("limit", integer(1, 100))
        .optional("starting_after", string())
        .optional("ending_before", string())
        .exclusive("ending_before", "starting_after");
  }

  /** Returns a page of a table's objects. */
  static ObjectNode page(Call call, String object, String url, Predicate<ObjectNode> filter) {
    Table table = call.table(object);
    String after = call.text("starting_after");
    String before = call.text("ending_before");
    if (after != null) {
      call.referenced(object, after, "starting_after");
      return forwards(table.after(after), call, url, filter);
    }
    if (before != null) {
      call.referenced(object, before, "ending_before");
      return backwards(table.before(before), call, url, filter);
    }
    return forwards(table.newestFirst(), call, url, filter);
  }

  /** Returns a page of objects that are in a list's order and have an {@code id}. */
  static ObjectNode page(Call call, String noun, List<ObjectNode> all, String url) {
    String after = call.text("starting_after");
    String before = call.text("ending_before");
    if (after != null) {
      int at = position(all, noun, after, "starting_after");
      return forwards(all.subList(at + 1, all.size()), call, url, any -> true);
    }
    if (before != null) {
      List<ObjectNode> nearestFirst =
          new ArrayList<>(all.subList(0, position(all, noun, before, "ending_before")));
      Collections.reverse(nearestFirst);
      return backwards(nearestFirst, call, url, any -> true);
    }
    return forwards(all, call, url, any -> true);
  }

  /** Returns a list object with these elements. */
  static ObjectNode of(Collection<ObjectNode> data, boolean more, String url) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode array = list.putArray("data");
    data.forEach(array::add);
    return list.put("has_more", more).put("url", url);
  }

  /** Returns a filter that compares a member with a parameter of the same name, where given. */
  static Predicate<ObjectNode> equal(Call call, String... names) {
    return object -> {
      for (String name : names) {
        String wanted = call.text(name);
        if (wanted != null && !wanted.equals(object.path(name).asText())) {
          return false;
        }
      }
      return true;
    };
  }

  /** Returns a filter by a moment, for a parameter made by {@code Params.range()}. */
  static Predicate<ObjectNode> within(Call call, String name) {
    return within(call.params().get(name), object -> object.path(name).asLong());
  }

  private static Predicate<ObjectNode> within(
      @Nullable JsonNode range, Function<ObjectNode, Long> moment) {
    if (range == null) {
      return any -> true;
    }
    if (range.isNumber()) {
      return object -> moment.apply(object) == range.asLong();
    }
    return object -> {
      long at = moment.apply(object);
      return (!range.has("gt") || at > range.get("gt").asLong())
          && (!range.has("gte") || at >= range.get("gte").asLong())
          && (!range.has("lt") || at < range.get("lt").asLong())
          && (!range.has("lte") || at <= range.get("lte").asLong());
    };
  }

  private static ObjectNode forwards(
      Collection<ObjectNode> objects, Call call, String url, Predicate<ObjectNode> filter) {
    List<ObjectNode> data = take(objects, call, filter);
    boolean more = data.size() > limit(call);
    return of(more ? data.subList(0, limit(call)) : data, more, url);
  }

  private static ObjectNode backwards(
      Collection<ObjectNode> objects, Call call, String url, Predicate<ObjectNode> filter) {
    List<ObjectNode> data = take(objects, call, filter);
    boolean more = data.size() > limit(call);
    List<ObjectNode> page = new ArrayList<>(more ? data.subList(0, limit(call)) : data);
    Collections.reverse(page);
    return of(page, more, url);
  }

  /** Takes one more than a page holds, to know whether there are more. */
  private static List<ObjectNode> take(
      Collection<ObjectNode> objects, Call call, Predicate<ObjectNode> filter) {
    return objects.stream().filter(filter).limit(limit(call) + 1L).toList();
  }

  private static int limit(Call call) {
    JsonNode limit = call.params().get("limit");
    return limit == null ? DEFAULT_LIMIT : limit.intValue();
  }

  private static int position(List<ObjectNode> all, String noun, String id, String param) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).get("id").textValue().equals(id)) {
        return i;
      }
    }
    throw ApiError.noSuch(noun, id, param);
  }
}
