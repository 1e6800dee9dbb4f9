package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.control.RequestLog;
import dev.billet.sandbox.dashboard.Tenants.Tenant;
import dev.billet.sandbox.page.PageAnswer;
import dev.billet.sandbox.store.Accounts;
import dev.billet.sandbox.wire.ApiError;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pages under {@code /dashboard}. Safe for use by several threads. */
public final class Dashboard {

  /** What all its paths begin with. */
  public static final String PREFIX = "dashboard";

  /**
   * What the dashboard says of the sandbox.
   *
   * @param publicUrl how browsers reach it
   * @param secretKey the key of the account that is shown first; shown, as it is printed at start
   * @param formToken what its forms carry; not to be guessed
   */
  public record Settings(URI publicUrl, String secretKey, String formToken) {

    /** Shows no key and no token. */
    @Override
    public String toString() {
      return "Settings[publicUrl=" + publicUrl + "]";
    }
  }

  private final StripeApi api;
  private final Clock clock;
  private final Settings settings;
  private final Sections sections;
  private final Tenants tenants;
  private final Controls controls;
  private final Guard guard;
  private final Actions actions;

  /** Makes the dashboard of these accounts. */
  public Dashboard(
      StripeApi api, Accounts accounts, ControlApi control, Clock clock, Settings settings) {
    this.api = api;
    this.clock = clock;
    this.settings = settings;
    this.sections = new Sections(api);
    this.tenants = new Tenants(accounts, settings.secretKey());
    this.controls = new Controls(control);
    this.guard = new Guard(settings.formToken(), settings.publicUrl());
    this.actions = new Actions(controls, tenants);
  }

  /** Returns where a request to the API is shown, as a browser reaches it. */
  public static String requestUrl(URI publicUrl, String requestId) {
    return publicUrl + Paths.of(RequestsPage.KEY, requestId);
  }

  /** Answers a request. */
  public PageAnswer answer(Visit visit) {
    if (visit.isRead() && visit.path().size() == 1 && Assets.has(visit.segment(0))) {
      return Assets.answer(visit.segment(0));
    }
    Tenant tenant = tenants.chosen(visit);
    Books books = new Books(api, tenants.account(tenant));
    View view = new View(books, sections, visit.query(), clock.instant(), guard.token());
    try {
      if (visit.isRead()) {
        return frame(visit, page(visit, view, tenant), view, tenant);
      }
      if (visit.method().equals("POST")) {
        guard.check(visit);
        return actions.perform(visit, view, tenant);
      }
    } catch (ApiError e) {
      Content refusal = Content.refusal(e.status(), "That is not possible", message(e));
      return frame(visit, refusal, view, tenant);
    }
    PageAnswer refused =
        frame(
            visit,
            Content.refusal(405, "That is not possible", "These pages take GET and POST."),
            view,
            tenant);
    Map<String, String> headers = new LinkedHashMap<>(refused.headers());
    headers.put("Allow", "GET, HEAD, POST");
    return new PageAnswer(405, headers, refused.html());
  }

  private Content page(Visit visit, View view, Tenant tenant) {
    String first = visit.segment(0);
    if (first.isEmpty()) {
      String key = tenant.name().equals(settings.secretKey()) ? settings.secretKey() : "";
      return OverviewPage.show(
          view,
          settings.publicUrl().toString(),
          key,
          controls.get(tenant, "clock"),
          requests(tenant));
    }
    if (first.equals(FaultsPage.KEY) && visit.path().size() == 1) {
      return FaultsPage.show(
          view,
          controls.list(tenant, Map.of(), "faults"),
          controls.list(tenant, Map.of(), "delivery_faults"));
    }
    if (first.equals(DeliveriesPage.KEY) && visit.path().size() == 1) {
      Map<String, String> latest = Map.of("limit", Integer.toString(DeliveriesPage.SIZE));
      return DeliveriesPage.show(view, controls.list(tenant, latest, "deliveries"));
    }
    if (first.equals(RequestsPage.KEY) && visit.path().size() == 1) {
      return RequestsPage.list(view, requests(tenant));
    }
    if (first.equals(RequestsPage.KEY) && visit.path().size() == 2) {
      return RequestsPage.one(view, requests(tenant), visit.segment(1));
    }
    Optional<Section> section = sections.find(first);
    if (section.isPresent() && visit.path().size() == 1) {
      return ListPage.show(section.get(), view);
    }
    if (section.isPresent() && visit.path().size() == 2) {
      return DetailPage.show(section.get(), visit.segment(1), view);
    }
    return Content.refusal(404, "No such page", "The dashboard has no page at this address.");
  }

  private JsonNode requests(Tenant tenant) {
    return controls.list(tenant, Map.of("limit", Integer.toString(RequestLog.SIZE)), "requests");
  }

  private PageAnswer frame(Visit visit, Content content, View view, Tenant tenant) {
    return Frame.answer(visit, content, view, tenant, tenants.all());
  }

  private static String message(ApiError error) {
    return String.valueOf(error.getMessage());
  }
}
