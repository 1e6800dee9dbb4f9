package dev.billet.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that cannot be changed, and share what is the same in them. */
final class FreezerTest {

  private static final String MANY =
      "{\"a\":1,\"b\":2,\"c\":null,\"d\":\"x\",\"e\":[],\"f\":{\"g\":[{\"h\":true}]},\"i\":7,\"j\":0.5,\"k\":9}";

  private final Freezer freezer = new Freezer();

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"b\":1,\"a\":{\"c\":[1,\"2\",null]}}", MANY})
  void keepsWhatAnObjectShowsAndItsOrder(String json) {
    ObjectNode object = object(json);

    ObjectNode frozen = freezer.freeze(object);

    assertThat(frozen).hasToString(json).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(object).isEqualTo(frozen);
    assertThat(frozen.size()).isEqualTo(object.size());
    object
        .properties()
        .forEach(entry -> assertThat(frozen.get(entry.getKey())).isEqualTo(entry.getValue()));
    assertThat(frozen.get("none")).isNull();
    assertThat(frozen.has("none")).isFalse();
  }

  @Test
  void doesNotSeeWhatIsChangedLater() {
    ObjectNode object = object(MANY);
    ObjectNode frozen = freezer.freeze(object);

    object.put("a", 2);
    ((ArrayNode) object.get("e")).add(1);

    assertThat(frozen).hasToString(MANY);
  }

  @Test
  void cannotBeChanged() {
    ObjectNode frozen = freezer.freeze(object(MANY));

    assertThatThrownBy(() -> frozen.put("a", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> frozen.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((ArrayNode) frozen.get("e")).add(1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((ObjectNode) frozen.get("f")).removeAll())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(frozen).hasToString(MANY);
  }

  @Test
  void canBeCopiedAndTheCopyChanged() {
    ObjectNode copy = freezer.freeze(object(MANY)).deepCopy();

    copy.put("a", 2);
    ((ArrayNode) copy.get("f").get("g")).removeAll();

    assertThat(copy.toString()).startsWith("{\"a\":2").contains("\"g\":[]");
  }

  @Test
  void sharesEqualParts() {
    ObjectNode one = freezer.freeze(object("{\"id\":1,\"part\":{\"a\":[\"x\"]}}"));
    ObjectNode other = freezer.freeze(object("{\"id\":2,\"part\":{\"a\":[\"x\"]}}"));

    assertThat(other.get("part")).isSameAs(one.get("part"));
    assertThat(freezer.freeze(object("{\"object\":" + one + "}")).get("object")).isSameAs(one);
    assertThat(freezer.freeze(one)).isSameAs(one);
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
