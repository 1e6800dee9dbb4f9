package dev.billet.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that can be wrong with a request. Several can be wrong with one: they are declared in
 * the order in which they have to be applied, so that none undoes another.
 */
enum Fault {
  NOT_SELLABLE {
    @Override
    Call in(Call call, Variables variables) {
      return call.path(call.path().replace(variables.get("organization.slug"), "globex"))
          .key(variables.get("key.both"));
    }
  },
  UNKNOWN_PLAN {
    @Override
    Call in(Call call, Variables variables) {
      return call.edit(body -> body.put("plan_id", "platinum"));
    }
  },
  FLOOR {
    @Override
    Call in(Call call, Variables variables) {
      return call.edit(body -> body.put("amount_cents", 499));
    }
  },
  ALLOW_LIST {
    @Override
    Call in(Call call, Variables variables) {
      return call.edit(
          body -> body.put(urlField(body, "cancel", "success"), "https://elsewhere.example/"));
    }
  },
  UNKNOWN_ORGANIZATION {
    @Override
    Call in(Call call, Variables variables) {
      if (call.json().has("organization_id")) {
        return call.edit(body -> body.put("organization_id", "2222222222222222222222"));
      }
      String path = call.contract().path().replaceFirst("\\{[^}]+}", "org_unknown");
      return call.path(path);
    }
  },
  SCHEMA {
    @Override
    Call in(Call call, Variables variables) {
      return call.edit(body -> body.put(urlField(body, "success"), 5));
    }
  },
  MALFORMED {
    @Override
    Call in(Call call, Variables variables) {
      return call.body(call.json() + "}");
    }
  },
  TOO_LARGE {
    @Override
    Call in(Call call, Variables variables) {
      String body = call.text();
      return call.body(body + " ".repeat(LIMIT + 1 - body.length()));
    }
  },
  CONTENT_TYPE {
    @Override
    Call in(Call call, Variables variables) {
      return call.header("Content-Type", "text/plain");
    }
  },
  NO_CONTENT_TYPE {
    @Override
    Call in(Call call, Variables variables) {
      return call.without("Content-Type");
    }
  },
  OLD_CLIENT {
    @Override
    Call in(Call call, Variables variables) {
      return call.header("X-Client-Version", "2.2.9");
    }
  },
  WRONG_ROLE {
    @Override
    Call in(Call call, Variables variables) {
      return call.key(variables.get("key.reader"));
    }
  },
  BAD_CREDENTIAL {
    @Override
    Call in(Call call, Variables variables) {
      return call.key("csb_00000000000000000000000000000000_00000000");
    }
  },
  NO_CREDENTIAL {
    @Override
    Call in(Call call, Variables variables) {
      return call.anonymous();
    }
  },
  UNKNOWN_PATH {
    @Override
    Call in(Call call, Variables variables) {
      return call.path(call.path() + "/nothing");
    }
  },
  WRONG_METHOD {
    @Override
    Call in(Call call, Variables variables) {
      return call.method("PUT");
    }
  };

  /** The largest body that is read, in bytes. */
  static final int LIMIT = 64 * 1024;

  /** The call with this fault in it. */
  abstract Call in(Call call, Variables variables);

  /** What {@code failures.yaml} calls it. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fault of(String kind) {
    return valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The call with all these faults in it. */
  static Call all(Call call, Variables variables, Fault... faults) {
    Call faulty = call;
    for (Fault fault : Stream.of(faults).sorted().toList()) {
      faulty = fault.in(faulty, variables);
    }
    return faulty;
  }

  private static String urlField(ObjectNode body, String... names) {
    return Stream.of(names)
        .flatMap(name -> List.of(name + "_url", name + "URL").stream())
        .filter(body::has)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no URL in " + body));
  }
}
