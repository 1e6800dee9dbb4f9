package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import java.util.Map;

/**
 * The fields of one form.
 *
 * @param prefix what their ids begin with; their names stay as they are
 * @param problems what is wrong with them, by name; the first is where the buyer continues
 */
record Fields(String prefix, Map<String, String> problems) {

  Fields(Map<String, String> problems) {
    this("", problems);
  }

  Fields of(String own) {
    return new Fields(own, problems);
  }

  String email(String value) {
    return field(Filled.EMAIL, "Email", "type=\"email\"", "email", "you@example.com", value);
  }

  String text(
      String name, String label, String autocomplete, String example, Map<String, String> shown) {
    String value = shown.getOrDefault(name, "");
    return field(name, label, "type=\"text\"", autocomplete, example, value);
  }

  String digits(String name, String label, String autocomplete, String example) {
    return field(name, label, "type=\"text\" inputmode=\"numeric\"", autocomplete, example, "");
  }

  private String field(
      String name, String label, String type, String autocomplete, String example, String value) {
    String problem = problems.get(name);
    String id = prefix + name;
    String state =
        problem == null
            ? ""
            : " aria-invalid=\"true\" aria-describedby=\"" + id + "-error\"" + focus(name);
    String error =
        problem == null
            ? ""
            : "<p class=\"error\" id=\"" + id + "-error\">" + escape(problem) + "</p>";
    return """
        <div class="field"><label for="%s">%s</label><input id="%s" name="%s" %s autocomplete="%s" placeholder="%s" value="%s" required%s>%s</div>
        """
        .formatted(
            id,
            escape(label),
            id,
            name,
            type,
            autocomplete,
            escape(example),
            escape(value),
            state,
            error);
  }

  private String focus(String name) {
    return problems.keySet().iterator().next().equals(name) ? " autofocus" : "";
  }
}
