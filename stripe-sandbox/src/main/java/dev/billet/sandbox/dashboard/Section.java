package dev.billet.sandbox.dashboard;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A list of objects of one type, and a page for each.
 *
 * @param key its name in paths, such as {@code customers}
 * @param title its heading
 * @param noun what one of them is called
 * @param object Stripe's name of the type
 * @param path where Stripe's API lists them
 * @param prefixes what their ids begin with
 * @param params what the API has to be asked to list them all
 * @param filter the parameter by which a visitor may choose some of them, with its values; no
 *     values where they may type one
 * @param columns what is shown of each; the first leads to its page
 * @param related what else belongs to one of them
 */
record Section(
    String key,
    String title,
    String noun,
    String object,
    String path,
    List<String> prefixes,
    Map<String, String> params,
    Filter filter,
    List<Column> columns,
    List<Related> related) {

  /**
   * What a visitor may choose by.
   *
   * @param param the API's parameter; empty where there is none
   * @param values its values
   */
  record Filter(String param, List<String> values) {
    static final Filter NONE = new Filter("", List.of());
  }

  /**
   * A list that belongs to an object.
   *
   * @param section the list's key
   * @param param the API's parameter that takes the object's id
   */
  record Related(String section, String param) {}

  static Section of(String key, String title, String noun, String object, String path) {
    return new Section(
        key, title, noun, object, path, List.of(), Map.of(), Filter.NONE, List.of(), List.of());
  }

  Section ids(String... prefixes) {
    return new Section(
        key, title, noun, object, path, List.of(prefixes), params, filter, columns, related);
  }

  /** Adds a parameter that the API has to be asked with. */
  Section asking(String param, String value) {
    return new Section(
        key, title, noun, object, path, prefixes, Map.of(param, value), filter, columns, related);
  }

  Section filtered(String param, String... values) {
    Filter by = new Filter(param, List.of(values));
    return new Section(key, title, noun, object, path, prefixes, params, by, columns, related);
  }

  Section showing(Column... columns) {
    return new Section(
        key, title, noun, object, path, prefixes, params, filter, List.of(columns), related);
  }

  Section with(String section, String param) {
    List<Related> more =
        Stream.concat(related.stream(), Stream.of(new Related(section, param))).toList();
    return new Section(key, title, noun, object, path, prefixes, params, filter, columns, more);
  }
}
