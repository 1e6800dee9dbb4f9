package dev.billet.conformance.webhook;

import java.time.Duration;

/** Starts checkouts by a command. */
final class CommandShop implements Shop {

  private static final String OPTION = "--checkout";

  private final String command;
  private final Duration most;

  CommandShop(String command, Duration most) {
    this.command = command;
    this.most = most;
  }

  @Override
  public String checkOut() {
    Shell.Outcome outcome = Shell.run(OPTION, command, most);
    if (outcome.code() != 0 || Till.session(outcome.output()).isEmpty()) {
      throw new CommandException(
          OPTION + ": the id of a session, cs_test_…, is needed, and " + outcome.quoted());
    }
    return outcome.output();
  }
}
