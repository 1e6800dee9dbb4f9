package dev.billet.conformance.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Commands of the user's, whatever they do. */
final class ShellTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void aCommandThatDoesNotEndIsEnded() {
    assertThatThrownBy(() -> Shell.run("--account", "tail -f /dev/null", Duration.ofMillis(200)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--account: it does not end");
  }

  @Test
  void aCommandThatPrintsWithoutEndIsEnded() {
    assertThatThrownBy(() -> Shell.run("--account", "yes", LONG))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("it prints more than");
  }

  @Test
  void whatIsQuotedIsShortAndInOneLine() {
    String quoted = Shell.run("--account", "yes | head -n 1000; exit 4", LONG).quoted();
    assertThat(quoted).hasSizeLessThan(300).startsWith("it ended with 4").doesNotContain("\n");
  }

  @Test
  void anAccountIsAWholeNumberAloneOrWithinJson() {
    assertThat(account("echo ' -12 '").read()).isEqualTo(-12);
    assertThat(new CommandAccount("echo '{\"a\":[7]}'", pointer("/a/0"), LONG).read()).isEqualTo(7);
  }

  @Test
  void anythingElseIsNoAccount() {
    for (String wrong : new String[] {"echo 1.0", "echo", "echo 99999999999999999999", "exit 1"}) {
      assertThatThrownBy(() -> account(wrong).read())
          .as(wrong)
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith("--account: ");
    }
    for (String wrong : new String[] {"echo '{\"a\":[7.5]}'", "echo '{}'", "echo '{'"}) {
      assertThatThrownBy(() -> new CommandAccount(wrong, pointer("/a/0"), LONG).read())
          .as(wrong)
          .isInstanceOf(CommandException.class);
    }
  }

  private static CommandAccount account(String command) {
    return new CommandAccount(command, Optional.empty(), LONG);
  }

  private static Optional<JsonPointer> pointer(String text) {
    return Optional.of(JsonPointer.compile(text));
  }
}
