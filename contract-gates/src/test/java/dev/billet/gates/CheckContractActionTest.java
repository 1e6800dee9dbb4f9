package dev.billet.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The action and the shell recipe for "check my server against its contract", run as a runner
 * would.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
class CheckContractActionTest {

  private static final Path FOLDER =
      Documents.root().resolve(".github/actions/check-contract").toAbsolutePath().normalize();
  private static final JsonNode ACTION = Documents.read(FOLDER.resolve("action.yml"));

  @TempDir Path scratch = Path.of("");

  @Test
  void isAComposite() {
    assertThat(ACTION.at("/runs/using").asText()).isEqualTo("composite");
    assertThat(ACTION.path("description").asText()).isNotBlank();
    assertThat(ACTION.at("/runs/steps"))
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.path("shell").asText()).isEqualTo("bash"));
  }

  @Test
  void usesEveryInputItDeclaresAndNoOther() {
    Set<String> used = new TreeSet<>();
    Pattern.compile("inputs\\.([a-z-]+)")
        .matcher(ACTION.path("runs").toString())
        .results()
        .forEach(it -> used.add(it.group(1)));
    Set<String> declared = new TreeSet<>();
    ACTION.path("inputs").properties().forEach(it -> declared.add(it.getKey()));

    assertThat(used).isEqualTo(declared);
  }

  @Test
  void readsNoInputAsAPartOfAScript() {
    assertThat(ACTION.at("/runs/steps").findValuesAsText("run"))
        .allSatisfy(run -> assertThat(run).doesNotContain("${{"));
  }

  @Test
  void hasScriptsThatBashCanRead() throws Exception {
    List<String> scripts = new ArrayList<>(ACTION.at("/runs/steps").findValuesAsText("run"));
    scripts.add(Documents.text(FOLDER.resolve("check-contract")));

    for (String script : scripts) {
      Path file = Files.writeString(scratch.resolve("script"), script);
      assertThat(run(Map.of(), "bash", "-n", file.toString())).isEqualTo(new Outcome(0, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void handsOnTheVerdict(int code) throws Exception {
    Outcome outcome = check(Map.of("base-url", "http://h", "contract", "almanac"), code);

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(Documents.text(scratch.resolve("output"))).isEqualTo("exit-code=" + code + "\n");
    assertThat(Documents.text(scratch.resolve("summary"))).contains("http://h", "contract-report");
  }

  @Test
  void handsOnEveryInputAsItIsAndShowsNoKeyAmongTheArguments() throws Exception {
    Map<String, String> inputs = new HashMap<>();
    ACTION.path("inputs").properties().forEach(it -> inputs.put(it.getKey(), "of " + it.getKey()));
    inputs.remove("contract");
    inputs.remove("jar");
    inputs.put("key", "a \"b\" \\ $(touch gone) `c` 'd'");

    assertThat(check(inputs, 0).code()).isZero();

    assertThat(Documents.text(scratch.resolve("arguments"))).doesNotContain("touch");
    assertThat(Documents.text(scratch.resolve("file")))
        .contains("\"--key=a \\\"b\\\" \\\\ $(touch gone) `c` 'd'\"\n")
        .contains(
            "\"--spec=of spec\"\n", "\"--plan=of plan\"\n", "\"--report-dir=of report-dir\"\n")
        .doesNotContain("--contract", "--jar");
    assertThat(Documents.text(scratch.resolve("mode")).trim()).isEqualTo("-rw-------");
    assertThat(scratch.resolve("gone")).doesNotExist();
  }

  @Test
  void leavesNoFileWithKeysBehind() throws Exception {
    check(Map.of("base-url", "http://h", "contract", "almanac", "key", "secret"), 0);

    String file = Documents.text(scratch.resolve("arguments")).replaceFirst("(?s).*@(.*)\n", "$1");
    assertThat(Path.of(file)).isAbsolute().doesNotExist();
  }

  @Test
  void refusesToGuess() throws Exception {
    assertThat(check(Map.of("base-url", "http://h"), 0))
        .satisfies(it -> assertThat(it.code()).isEqualTo(2))
        .satisfies(it -> assertThat(it.text()).contains("CONTRACT or SPEC"));
    assertThat(check(Map.of("base-url", "http://h", "contract", "a", "spec", "b"), 0).code())
        .isEqualTo(2);
    assertThat(check(Map.of("contract", "almanac"), 0).text()).contains("BASE_URL");
    assertThat(check(Map.of("base-url", "http://h", "contract", "a", "jar", "none.jar"), 0).text())
        .contains("none.jar");
  }

  /** Runs the action's last step with a java that notes how it was called, as a runner would. */
  private Outcome check(Map<String, String> inputs, int code) throws Exception {
    Path java = Files.createDirectories(scratch.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >arguments\ncp \"${3#@}\" file\n"
            + "ls -l \"${3#@}\" | cut -c 1-10 >mode\nexit "
            + code
            + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(scratch.resolve("suite.jar"), "");
    Files.deleteIfExists(scratch.resolve("output"));
    Files.deleteIfExists(scratch.resolve("summary"));
    JsonNode step = ACTION.at("/runs/steps").get(ACTION.at("/runs/steps").size() - 1);
    Map<String, String> environment = new HashMap<>();
    step.path("env")
        .properties()
        .forEach(it -> environment.put(it.getKey(), filledIn(it.getValue().asText(), inputs)));
    environment.put("GITHUB_ACTION_PATH", FOLDER.toString());
    environment.put("GITHUB_OUTPUT", "output");
    environment.put("GITHUB_STEP_SUMMARY", "summary");
    environment.put("JAVA_HOME", scratch.resolve("jdk").toString());
    Path script = Files.writeString(scratch.resolve("step"), step.path("run").asText());
    return run(environment, "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
  }

  private static String filledIn(String text, Map<String, String> inputs) {
    String name = text.replaceFirst("^\\$\\{\\{ inputs\\.([a-z-]+) }}$", "$1");
    String otherwise =
        name.equals("jar")
            ? "suite.jar"
            : ACTION.path("inputs").path(name).path("default").asText();
    return inputs.getOrDefault(name, otherwise);
  }

  private Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(scratch.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  private record Outcome(int code, String text) {}
}
