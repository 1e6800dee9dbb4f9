package dev.billet.contract;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Payments;
import dev.billet.checkout.SessionOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Payments that always succeed, or always fail as told; remembers every order. */
final class FakePayments implements Payments {

  private final List<SessionOrder> orders = new CopyOnWriteArrayList<>();
  private volatile @Nullable RuntimeException failure;

  List<SessionOrder> orders() {
    return orders;
  }

  void failWith(RuntimeException thrown) {
    this.failure = thrown;
  }

  @Override
  public CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline) {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    orders.add(order);
    String id = "cs_test_" + orders.size();
    return new CheckoutSession(id, "https://checkout.example.com/c/pay/" + id, Optional.empty());
  }

  @Override
  public String createCustomer(
      Organization organization, Optional<String> replaces, Deadline deadline) {
    return "cus_" + organization.slug();
  }

  @Override
  public SessionEnd expire(String session, Deadline deadline) {
    throw new UnsupportedOperationException("nothing expires here");
  }

  @Override
  public boolean hasSubscription(String customer, Deadline deadline) {
    return false;
  }

  @Override
  public String openPortal(String customer, String returnUrl, Deadline deadline) {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return "https://billing.example.com/p/session/" + customer + "?back=" + returnUrl;
  }
}
