package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.billet.client.billet.Account;
import dev.billet.client.billet.BilletApi;
import dev.billet.client.billet.Checkout;
import dev.billet.client.billet.PortalRequest;
import dev.billet.client.billet.Problem;
import dev.billet.client.billet.ProblemItem;
import dev.billet.client.billet.Purchase;
import dev.billet.clients.Jar;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was bought, and what is left of it: Billet's own contract. */
@ExtendWith(Jar.class)
final class LedgerTest {

  @Test
  void anAccountIsRead(URI server) {
    Account account = Demo.reader(server).billet().getAccount(Demo.SLUG);
    assertThat(account.getOrganization()).isEqualTo(Demo.SLUG);
    assertThat(account.getCredits()).isNotNegative();
    assertThat(account.getNegative()).isFalse();
  }

  @Test
  void aCheckoutIsReadWhileItIsOpen(URI server) {
    BilletClient client = Demo.owner(server);
    String session =
        client
            .dreadnode()
            .createCheckoutSession(Demo.SLUG, Demo.credits(3), null, null, null)
            .getSessionId();
    Checkout checkout = client.billet().getCheckout(Demo.SLUG, session);
    assertThat(checkout.getStatus()).isEqualTo(Checkout.StatusEnum.OPEN);
    assertThat(checkout.getPurchase().getKind()).isEqualTo(Purchase.KindEnum.CREDITS);
    assertThat(checkout.getPurchase().getBundles()).isEqualTo(3);
    assertThat(checkout.getCreatedAt()).isNotNull();
    assertThat(checkout.getEntries()).isEmpty();
  }

  @Test
  void entriesAndTheFeedAreRead(URI server) {
    BilletApi ledger = Demo.reader(server).billet();
    assertThat(ledger.listEntries(Demo.SLUG, 5, null).getHasMore()).isFalse();
    assertThat(ledger.listEvents(null, 5).getNext()).isNotBlank();
  }

  @Test
  void thePortalIsOpenedForWhoHasBought(URI server) {
    BilletClient client = Demo.owner(server);
    client.closient().createCheckoutSession(Demo.balance(700), null);
    assertThat(
            client
                .billet()
                .openPortal(Demo.SLUG, new PortalRequest().returnUrl("https://shop.example.com/"))
                .getUrl())
        .startsWith("http");
  }

  @Test
  void thePortalLeadsBackToAPageOfTheServersChoiceUnlessAsked(URI server) {
    BilletClient client = Demo.owner(server);
    client.closient().createCheckoutSession(Demo.balance(700), null);
    assertThat(client.billet().openPortal(Demo.SLUG, null).getUrl()).startsWith("http");
  }

  @Test
  void aRefusalIsAProblem(URI server) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> Demo.reader(server).billet().listEntries(Demo.SLUG, 101, null));
    Problem problem = refused.error().orElseThrow();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(problem.getCode()).isEqualTo(Problem.CodeEnum.INVALID_REQUEST);
    assertThat(problem.getErrors()).extracting(ProblemItem::getParameter).containsExactly("limit");
    assertThat(refused.requestId()).contains(problem.getRequestId());
  }
}
