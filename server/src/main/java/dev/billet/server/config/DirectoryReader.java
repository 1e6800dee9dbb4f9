package dev.billet.server.config;

import dev.billet.checkout.Caller;
import dev.billet.checkout.Catalogue;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Role;
import dev.billet.server.config.Settings.KeySettings;
import dev.billet.server.config.Settings.OrganizationSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads who buys, and whose credentials are known. */
final class DirectoryReader {

  private static final String ORGANIZATIONS = "billet.organizations";
  private static final String KEYS = "billet.keys";
  private static final List<String> ROLES =
      Stream.of(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT)).toList();

  private final Values values;
  private final Problems problems;

  DirectoryReader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  List<OrganizationSettings> organizations(Catalogue catalogue) {
    List<OrganizationSettings> organizations = new ArrayList<>();
    Map<String, String> ownerOf = new HashMap<>();
    for (String slug : values.children(ORGANIZATIONS)) {
      ownerOf.put(slug, slug);
    }
    for (String slug : values.children(ORGANIZATIONS)) {
      String key = PropertyPath.join(List.of("billet", "organizations", slug));
      if (!slug.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
        problems.error(key, "is no slug: up to 100 letters, digits, hyphens and underscores");
      }
      List<String> ids = values.list(key + ".ids");
      for (String id : ids) {
        String other = ownerOf.putIfAbsent(id, slug);
        if (other != null) {
          problems.error(
              key + ".ids",
              "has '" + id + "', which " + (other.equals(slug) ? "it" : other) + " has already");
        }
      }
      Optional<String> plan = values.text(key + ".plan");
      if (plan.isPresent() && !catalogue.plans().containsKey(plan.get())) {
        problems.warn(
            key + ".plan",
            "is '" + plan.get() + "', which is not sold; " + catalogue.defaultPlan() + " is");
      }
      organizations.add(
          new OrganizationSettings(
              new Organization(
                  slug, plan, values.flag(key + ".credits", true), customer(key + ".customer")),
              ids));
    }
    return List.copyOf(organizations);
  }

  private Optional<String> customer(String key) {
    Optional<String> customer = values.text(key);
    if (customer.isPresent() && !customer.get().startsWith("cus_")) {
      values.error(key, "must be the id of a Stripe Customer, cus_…");
    }
    return customer;
  }

  List<KeySettings> keys() {
    List<KeySettings> keys = new ArrayList<>();
    Map<String, String> namedBy = new HashMap<>();
    Map<String, String> hashedBy = new HashMap<>();
    for (int index : values.indexes(KEYS)) {
      String key = KEYS + "[" + index + "]";
      String name = values.required(key + ".name");
      String sha256 = values.required(key + ".sha256").toLowerCase(Locale.ROOT);
      if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
        // Not shown: somebody may have written the secret itself.
        problems.error(key + ".sha256", "must be the SHA-256 of the key: 64 hexadecimal digits");
      }
      unique(namedBy, name, key, ".name");
      unique(hashedBy, sha256, key, ".sha256");
      keys.add(new KeySettings(name, sha256, grants(key + ".grants")));
    }
    return List.copyOf(keys);
  }

  private void unique(Map<String, String> seen, String value, String key, String member) {
    String first = value.isEmpty() ? null : seen.putIfAbsent(value, key);
    if (first != null) {
      problems.error(key + member, "is the same as " + first + member);
    }
  }

  private Map<String, Role> grants(String key) {
    Map<String, Role> grants = new TreeMap<>();
    for (String slug : values.children(key)) {
      List<String> path = new ArrayList<>(PropertyPath.parse(key));
      path.add(slug);
      String grant = PropertyPath.join(path);
      if (!slug.equals(Caller.EVERY_ORGANIZATION)
          && !values.children(ORGANIZATIONS).contains(slug)) {
        problems.error(grant, "names no organization; write a slug, or \"*\"");
      }
      String role = values.choice(grant, ROLES);
      if (!role.isEmpty()) {
        grants.put(slug, Role.valueOf(role.toUpperCase(Locale.ROOT)));
      }
    }
    if (grants.isEmpty()) {
      problems.warn(key, "is empty: the credential is known, but may do nothing");
    }
    return grants;
  }
}
