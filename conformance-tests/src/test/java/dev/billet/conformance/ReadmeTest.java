package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every fenced block of the README does what it says: curl lines are run against the server and, in
 * a console, must print what is printed there; configurations are started, Java is compiled, and
 * the commands that build and run it all are the known ones. A block of any other kind fails, so
 * that nothing untested slips in.
 */
@ExtendWith(SuiteExtension.class)
final class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(?<kind>\\S*)[^\\n]*\\n(?<text>.*?)^```$");
  private static final Pattern SESSION_STEP =
      Pattern.compile("(?m)^\\$ (?<command>.*)\\n(?<output>(?:(?!\\$ ).*\\n)*)");
  private static final Pattern STATUS = Pattern.compile("\\b[1-5][0-9]{2}$");
  private static final Pattern CLASS_NAME = Pattern.compile("(?:class|record|interface) (\\w+)");

  // The commands that build, test and start it: running them from within would not end.
  private static final Set<String> BUILD_COMMANDS =
      Set.of(
          "mvn -q -DskipTests package && java -jar server/target/billet.jar",
          "mvn verify",
          "mvn verify -Dbillet.base-url=http://127.0.0.1:8080"
              + " -Dbillet.sandbox-url=http://127.0.0.1:8081",
          "export STRIPE_SECRET_KEY=sk_test_yours",
          "export STRIPE_WEBHOOK_SECRET=whsec_yours",
          "java -jar server/target/billet.jar reconcile --since 7d --config billet.yaml",
          "java -jar server/target/billet.jar ledger verify --config billet.yaml",
          "java -jar server/target/billet.jar ledger export --config billet.yaml --out entries.csv",
          "java -jar server/target/billet.jar --config billet.yaml",
          "java -jar server/target/billet.jar sandbox --data stripe.journal"
              + " --webhook http://127.0.0.1:3000/webhooks/stripe");

  // What the README says the server is at, in place of which the running one is asked.
  private static final String DOCUMENTED_BASE = "http://127.0.0.1:8080";
  private static final String DOCUMENTED_SANDBOX = "http://127.0.0.1:8081";
  private static final String DOCUMENTED_JAR = "conformance-tests/target/billet-conformance.jar";

  private static final String WEBHOOKS = "java -jar " + DOCUMENTED_JAR + " webhooks ";

  // What the README calls the session that was opened last.
  private static final String ANY_SESSION = "cs_test_…";
  private static final Pattern SESSION_ID = Pattern.compile("cs_test_[A-Za-z0-9]+");

  private String lastSession = ANY_SESSION;

  private record Block(int number, String kind, String text) {}

  @TestFactory
  Stream<DynamicTest> everyBlockDoesWhatItSays(Suite suite) throws IOException {
    assumeTrue(!suite.external(), "the README is that of the jar");
    Path readme = Path.of(System.getProperty("billet.readme", "README.md"));
    List<Block> blocks = blocks(Files.readString(readme));
    assertThat(blocks).as("fenced blocks in %s", readme).isNotEmpty();
    return blocks.stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.number() + ". " + block.kind() + ": " + firstLine(block.text()),
                    () -> check(block, suite)));
  }

  private void check(Block block, Suite suite) throws Exception {
    String expected = "200";
    switch (block.kind()) {
      case "sh" -> {
        for (String command : commands(block.text())) {
          if (command.startsWith("#")) {
            expected = announced(command);
          } else if (command.startsWith(WEBHOOKS)) {
            // For a server that is not here: what can be held is that there are such options.
            assertThat(run(command + " --help", suite.target())).contains("Usage: ");
          } else if (command.startsWith("curl ")) {
            curl(command, expected, suite.target());
            expected = "200";
          } else {
            assertThat(BUILD_COMMANDS).as("known commands").contains(command);
          }
        }
      }
      case "console" -> session(block.text(), suite.target());
      case "yaml" -> startsWith(block.text(), suite);
      case "java" -> compiles(block.text());
      default -> throw new AssertionError("no test knows a block of kind '" + block.kind() + "'");
    }
  }

  /** The status that the comment above a command announces, such as {@code # is refused: 422}. */
  private static String announced(String comment) {
    Matcher matcher = STATUS.matcher(comment);
    return matcher.find() ? matcher.group() : "200";
  }

  private static void curl(String command, String status, Target target) throws Exception {
    String output = run(command.replaceFirst("^curl ", "curl -w '\\\\n%{http_code}' "), target);
    assertThat(output.lines().reduce((first, last) -> last)).as(output).hasValue(status);
  }

  /** Runs what follows a dollar sign, and compares what is printed below it; … is anything. */
  private void session(String text, Target target) throws Exception {
    Matcher matcher = SESSION_STEP.matcher(text);
    int end = 0;
    while (matcher.find()) {
      assertThat(matcher.start()).as("text that no command has printed").isEqualTo(end);
      end = matcher.end();
      String command = String.valueOf(matcher.group("command"));
      String output = run(command.replace(ANY_SESSION, lastSession), target);
      SESSION_ID.matcher(output).results().forEach(it -> lastSession = it.group());
      assertThat(output.strip()).matches(Pattern.compile(printed(matcher, target), Pattern.DOTALL));
    }
    assertThat(end).as("the end of the last command's output").isEqualTo(text.length());
  }

  private static String printed(Matcher step, Target target) {
    String printed = aimed(String.valueOf(step.group("output")).strip(), target);
    return Stream.of(printed.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  // The documented addresses, replaced by those of the servers that run.
  private static String aimed(String text, Target target) {
    String sandbox =
        target.sandbox().map(StripeSessions::base).map(URI::toString).orElse(DOCUMENTED_SANDBOX);
    return text.replace(
            DOCUMENTED_JAR, System.getProperty("billet.conformance.jar", DOCUMENTED_JAR))
        .replace(DOCUMENTED_BASE, target.baseUrl().toString())
        .replace(DOCUMENTED_SANDBOX, sandbox);
  }

  private static boolean hasCurl() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
  }

  private static String run(String command, Target target) throws Exception {
    assumeTrue(hasCurl(), "the README's commands need curl, which is not installed");
    String aimed = aimed(command, target);
    assertThat(aimed).matches("(?s)(?:curl|java -jar \\S*billet-conformance\\.jar) .*");
    assertThat(aimed).isNotEqualTo(command);
    Process process =
        new ProcessBuilder("sh", "-c", aimed.replaceFirst("^curl ", "curl -sS "))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.replace("\r\n", "\n");
  }

  // With the key that the command below it exports, but never so that Stripe itself is asked.
  private static void startsWith(String yaml, Suite suite) {
    try (FakeStripe upstream = new FakeStripe();
        ServerProcess process =
            suite
                .process()
                .configuration(yaml)
                .environment("STRIPE_SECRET_KEY", "sk_test_yours")
                .environment("STRIPE_API_BASE", upstream.url().toString())
                .start()) {
      process.awaitListening();
      process.terminate();
      assertThat(process.awaitExit()).as(process.log()).isZero();
    }
  }

  private static void compiles(String source) throws IOException {
    Matcher name = CLASS_NAME.matcher(source);
    assertThat(name.find()).as("a whole class").isTrue();
    JavaCompiler compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).orElseThrow();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Path output = Files.createTempDirectory("readme");
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                problems,
                List.of("-d", output.toString()),
                null,
                List.of(new Source(String.valueOf(name.group(1)), source)))
            .call();
    assertThat(compiled).as("%s", problems.getDiagnostics()).isTrue();
  }

  private static List<Block> blocks(String markdown) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(markdown);
    while (matcher.find()) {
      blocks.add(
          new Block(
              blocks.size() + 1,
              String.valueOf(matcher.group("kind")),
              String.valueOf(matcher.group("text"))));
    }
    return blocks;
  }

  // A command may go on after a backslash, and within quotes; a comment stands by itself.
  private static List<String> commands(String block) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    for (String line : block.replace("\\\n", " ").lines().toList()) {
      if (command.isEmpty() && line.isBlank()) {
        continue;
      }
      if (command.isEmpty() && line.startsWith("#")) {
        commands.add(line.strip());
        continue;
      }
      command.append(command.isEmpty() ? "" : "\n").append(line);
      if (command.chars().filter(it -> it == '\'').count() % 2 == 0) {
        commands.add(command.toString().strip());
        command.setLength(0);
      }
    }
    assertThat(command.toString()).as("an open quote").isEmpty();
    return commands;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
