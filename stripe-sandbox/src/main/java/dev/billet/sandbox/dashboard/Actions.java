package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.dashboard.Tenants.Tenant;
import dev.billet.sandbox.page.PageAnswer;
import dev.billet.sandbox.wire.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the buttons do. Each is a form, checked by {@link Guard} before it gets here. */
final class Actions {

  private static final Set<String> SESSION = Set.of("complete", "fail", "expire");

  private final Controls controls;
  private final Tenants tenants;

  Actions(Controls controls, Tenants tenants) {
    this.controls = controls;
    this.tenants = tenants;
  }

  /**
   * Does what a form asks for.
   *
   * @return where the visitor is sent on to
   * @throws ApiError where it cannot be done
   */
  PageAnswer perform(Visit visit, View view, Tenant tenant) {
    ObjectNode form = visit.form().deepCopy();
    form.remove(Guard.FIELD);
    return switch (visit.segment(0)) {
      case "account" -> choose(form);
      case "clock" -> {
        controls.post(tenant, form, "clock");
        yield done(Paths.of(), "clock");
      }
      case Sections.SESSIONS -> session(visit, view, tenant, form);
      case FaultsPage.KEY -> faults(visit, tenant, form, "faults");
      case FaultsPage.DELIVERIES -> faults(visit, tenant, form, "delivery_faults");
      case DeliveriesPage.KEY -> resend(visit, tenant);
      default -> throw unknown(visit);
    };
  }

  private PageAnswer choose(ObjectNode form) {
    String wanted = form.path("account").asText();
    String id =
        tenants.all().stream().map(Tenant::id).filter(wanted::equals).findFirst().orElse("");
    PageAnswer answer = Frame.seeOther(Paths.of());
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put(
        "Set-Cookie",
        Tenants.COOKIE + "=" + id + "; Path=" + Paths.of() + "; HttpOnly; SameSite=Strict");
    return new PageAnswer(answer.status(), headers, "");
  }

  private PageAnswer session(Visit visit, View view, Tenant tenant, ObjectNode form) {
    String id = visit.segment(1);
    String action = visit.segment(2);
    if (visit.path().size() != 3 || !SESSION.contains(action)) {
      throw unknown(visit);
    }
    // The controls know sessions of every account; this page is about one.
    if (view.books().find("/v1/checkout/sessions", id).isEmpty()) {
      throw ApiError.notFound("checkout.session", id, "session");
    }
    controls.post(tenant, form, "sessions", id, action);
    return done(Paths.of(Sections.SESSIONS, id), action);
  }

  private PageAnswer resend(Visit visit, Tenant tenant) {
    if (visit.path().size() != 4 || !visit.segment(3).equals("resend")) {
      throw unknown(visit);
    }
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    endpoint.put("webhook_endpoint", visit.segment(2));
    controls.post(tenant, endpoint, "events", visit.segment(1), "resend");
    return done(Paths.of(DeliveriesPage.KEY), "resend");
  }

  private PageAnswer faults(Visit visit, Tenant tenant, ObjectNode form, String rules) {
    if (visit.path().size() == 1) {
      // A browser sends the fields that were left empty, too.
      form.properties().removeIf(field -> field.getValue().asText().isEmpty());
      controls.post(tenant, form, rules);
      return done(Paths.of(FaultsPage.KEY), "fault-added");
    }
    if (visit.path().equals(List.of(visit.segment(0), "clear"))) {
      controls.delete(tenant, rules);
      return done(Paths.of(FaultsPage.KEY), "faults-cleared");
    }
    if (visit.path().size() == 3 && visit.segment(2).equals("remove")) {
      controls.delete(tenant, rules, visit.segment(1));
      return done(Paths.of(FaultsPage.KEY), "fault-removed");
    }
    throw unknown(visit);
  }

  private static PageAnswer done(String path, String notice) {
    return Frame.seeOther(Paths.query(path, Map.of(Notices.PARAM, notice)));
  }

  private static ApiError unknown(Visit visit) {
    return ApiError.unrecognizedUrl("POST", Paths.of(visit.path().toArray(String[]::new)));
  }
}
