package dev.billet.contract;

import dev.billet.checkout.Caller;
import dev.billet.checkout.Directory;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Role;
import java.util.Map;
import java.util.Optional;

/** Organizations acme and globex; keys named after roles in acme. */
final class TestDirectory implements Directory {

  private final Organization acme =
      new Organization("acme", Optional.of("team"), true, Optional.empty());
  private final Organization globex =
      new Organization("globex", Optional.empty(), false, Optional.of("cus_globex"));
  private final Map<String, Caller> callers =
      Map.of(
          "owner",
          new Caller("ada", Map.of("acme", Role.OWNER)),
          "billing",
          new Caller("bob", Map.of("acme", Role.BILLING)),
          "reader",
          new Caller("eve", Map.of("acme", Role.READER)),
          "member",
          new Caller("max", Map.of("acme", Role.MEMBER)),
          "stranger",
          new Caller("gus", Map.of("globex", Role.OWNER)),
          "both",
          new Caller("bea", Map.of("acme", Role.READER, "globex", Role.MEMBER)),
          "nowhere",
          new Caller("noa", Map.of()),
          "everywhere",
          new Caller("ann", Map.of("*", Role.OWNER)));

  @Override
  public Optional<Organization> organization(String identifier) {
    return switch (identifier) {
      case "acme", InMemory.SHORT_UUID -> Optional.of(acme);
      case "globex" -> Optional.of(globex);
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Caller> caller(String secret) {
    return Optional.ofNullable(callers.get(secret));
  }
}
