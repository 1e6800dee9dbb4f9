package dev.billet.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operations happen whole or not at all, and are written down in the same way. */
final class AccountTest {

  private final Notes journal = new Notes();
  private final Account account = new Accounts(journal).named("a");

  @Test
  void writesAnOperationDownOnceItIsWhole() {
    account.atomically(
        () -> {
          account.table("price").put(object("p1"));
          account.table("price").put(object("p2"));
          assertThat(journal.lines).isEmpty();
          return account;
        });

    assertThat(journal.lines).hasSize(1);
    assertThat(journal.lines.get(0)).hasSize(2);
  }

  @Test
  void writesNothingDownOfWhatFailedOrOnlyRead() {
    assertThatThrownBy(
            () ->
                account.atomically(
                    () -> {
                      account.table("price").put(object("p1"));
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(find("p1")).isNull();
    assertThat(journal.lines).isEmpty();
  }

  @Test
  void takesAnOperationBackThatCannotBeWrittenDown() {
    put("p1");
    journal.broken = true;

    List<String> afterwards = new ArrayList<>();
    assertThatThrownBy(
            () ->
                account.atomically(
                    () -> {
                      account.table("price").put(object("p2"));
                      account.table("price").delete("p1", object("p1"));
                      account.afterCommit(() -> afterwards.add("done"));
                      return account;
                    }))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(find("p1")).isNotNull();
    assertThat(find("p2")).isNull();
    assertThat(afterwards).isEmpty();
  }

  @Test
  void keepsOfAnOuterOperationWhatAnInnerOneThatFailedDidNotMake() {
    account.atomically(
        () -> {
          account.table("price").put(object("outer"));
          assertThatThrownBy(
                  () ->
                      account.atomically(
                          () -> {
                            account.table("price").put(object("inner"));
                            throw new IllegalStateException();
                          }))
              .isInstanceOf(IllegalStateException.class);
          return account;
        });

    assertThat(find("outer")).isNotNull();
    assertThat(find("inner")).isNull();
    assertThat(journal.lines).hasSize(1);
    assertThat(journal.lines.get(0)).hasSize(1);
  }

  @Test
  void isMadeAgainByItsDescription() {
    put("p2");
    put("p1");
    account.atomically(
        () -> {
          account.table("price").delete("p2", object("p2"));
          account.schedule(new Due(5, "price", "p1"));
          account.schedule(new Due(3, "price", "p1"));
          return account.takeDue(3);
        });

    try (State state = State.inMemory(new OffsetClock(Clock.systemUTC()))) {
      Account other = state.accounts().named("b");
      state.replace(other, state.describe(account));

      assertThat(state.describe(other)).isEqualTo(state.describe(account)).hasSize(3);
    }
  }

  private void put(String id) {
    account.atomically(
        () -> {
          account.table("price").put(object(id));
          return account;
        });
  }

  private @Nullable ObjectNode find(String id) {
    return account
        .atomically(() -> Optional.ofNullable(account.table("price").find(id)))
        .orElse(null);
  }

  private static ObjectNode object(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  /** A journal in memory, which can fail. */
  private static final class Notes implements Journal {

    final List<List<Change>> lines = new ArrayList<>();
    boolean broken;

    @Override
    public void append(String account, List<Change> changes) {
      if (broken) {
        throw new UncheckedIOException(new IOException("the disk is full"));
      }
      lines.add(List.copyOf(changes));
    }

    @Override
    public void append(Duration clockOffset) {
      throw new AssertionError("no clock is put forward here");
    }
  }
}
