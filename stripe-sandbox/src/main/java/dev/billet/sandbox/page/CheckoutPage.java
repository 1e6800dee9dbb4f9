package dev.billet.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying;
import dev.billet.sandbox.api.Buying.View;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.FormDecoder;
import java.net.URI;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The page at a session's {@code url}: shows it, and takes its form. Safe for several threads. */
public final class CheckoutPage {

  private static final String PLACEHOLDER = "{CHECKOUT_SESSION_ID}";

  private final Buying buying;
  private final Clock clock;
  private final Consumer<String> afterPayment;

  /**
   * Makes the page for the sessions that can be bought here.
   *
   * @param afterPayment waits for what has to follow a payment before the buyer is sent on, given
   *     the session's id
   */
  public CheckoutPage(Buying buying, Clock clock, Consumer<String> afterPayment) {
    this.buying = buying;
    this.clock = clock;
    this.afterPayment = afterPayment;
  }

  /** Shows a session's page in whichever state the session is. */
  public PageAnswer show(String session) {
    return buying.find(session).map(view -> state(view)).orElseGet(Notes::unknown);
  }

  /** Takes the form: pays and sends the buyer on, or says what is wrong. */
  public PageAnswer submit(String session, String body) {
    Optional<View> found = buying.find(session);
    if (found.isEmpty()) {
      return Notes.unknown();
    }
    View view = found.get();
    if (status(view).equals("expired")) {
      return Notes.expired(view);
    }
    if (status(view).equals("complete")) {
      return onward(view);
    }
    ObjectNode form;
    try {
      form = FormDecoder.decode(body);
    } catch (ApiError e) {
      form = FormDecoder.decode("");
    }
    if (form.has(PayForm.SHIPPING)) {
      return buying
          .ship(session, form.path(PayForm.SHIPPING).asText())
          .map(CheckoutPage::state)
          .orElseGet(Notes::unknown);
    }
    if (form.has(PayForm.PROMOTION)) {
      return buying
          .redeem(session, form.path(PayForm.PROMOTION).asText().strip())
          .map(CheckoutPage::redeemed)
          .orElseGet(Notes::unknown);
    }
    return form.has(Challenge.FIELD)
        ? authenticate(view, form.path(Challenge.FIELD).asText().equals(Challenge.COMPLETE))
        : pay(view, Filled.of(form));
  }

  private static PageAnswer redeemed(View after) {
    Card blank = Card.blank(knownEmail(after));
    return after.problem() == null
        ? state(after)
        : PageAnswer.html(422, PayForm.render(after, blank, Map.of(), after.problem()));
  }

  private PageAnswer pay(View view, Filled filled) {
    Map<String, String> problems = new LinkedHashMap<>(filled.problems(now()));
    if (!problems.isEmpty()) {
      return PageAnswer.html(422, PayForm.render(view, filled, problems, null));
    }
    // Another tab may have paid since, or the time may have run out: what counts is what is now.
    return outcome(buying.pay(id(view), filled.tender()).orElse(view), filled);
  }

  private PageAnswer authenticate(View view, boolean passed) {
    return outcome(
        buying.authenticate(id(view), passed).orElse(view), Card.blank(knownEmail(view)));
  }

  private PageAnswer outcome(View after, Filled filled) {
    if (after.problem() != null) {
      return PageAnswer.html(402, PayForm.render(after, filled, Map.of(), after.problem()));
    }
    if (!status(after).equals("complete")) {
      return state(after);
    }
    afterPayment.accept(id(after));
    return onward(after);
  }

  /** Says what listens here. */
  public PageAnswer about() {
    return Notes.about();
  }

  private static PageAnswer state(View view) {
    return switch (status(view)) {
      case "complete" -> Notes.complete(view, successUrl(view.session()));
      case "expired" -> Notes.expired(view);
      default -> {
        if (view.session().get("url").isNull()) {
          yield Notes.unknown();
        }
        Card blank = Card.blank(knownEmail(view));
        yield view.challenged()
            ? Challenge.page(PayForm.action(view))
            : PageAnswer.html(200, PayForm.render(view, blank, Map.of(), null));
      }
    };
  }

  private static PageAnswer onward(View view) {
    String url = successUrl(view.session());
    return url.isEmpty() ? Notes.complete(view, url) : PageAnswer.seeOther(url);
  }

  /** Returns where a paid session leads, with its id in the placeholder's place; or nothing. */
  static String successUrl(ObjectNode session) {
    String id = session.get("id").textValue();
    String url = session.path("success_url").asText("");
    url = url.replace(PLACEHOLDER, id).replaceAll("(?i)%7BCHECKOUT_SESSION_ID%7D", id);
    return ascii(url);
  }

  /** Returns a URL as a header may carry it. */
  static String ascii(String url) {
    return URI.create(url.replace("{", "%7B").replace("}", "%7D")).toASCIIString();
  }

  private static String knownEmail(View view) {
    return view.session().path("customer_details").path("email").asText("");
  }

  private static String id(View view) {
    return view.session().get("id").textValue();
  }

  private static String status(View view) {
    return view.session().get("status").textValue();
  }

  private YearMonth now() {
    return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
  }
}
