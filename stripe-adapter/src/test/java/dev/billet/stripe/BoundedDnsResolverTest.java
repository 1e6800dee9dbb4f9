package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 8, threadMode = ThreadMode.SEPARATE_THREAD)
class BoundedDnsResolverTest {

  @Test
  void answersWhatTheSystemAnswers() throws UnknownHostException {
    try (BoundedDnsResolver dns =
        new BoundedDnsResolver(SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(5))) {
      assertThat(dns.resolve("127.0.0.1")).containsExactly(InetAddress.getLoopbackAddress());
    }
  }

  @Test
  void doesNotWaitForADeadNameServer() {
    CountDownLatch never = new CountDownLatch(1);
    DnsResolver dead =
        new SystemDefaultDnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
          }
        };
    try (BoundedDnsResolver dns = new BoundedDnsResolver(dead, Duration.ofMillis(50))) {
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> dns.resolve("api.example"))
            .isInstanceOf(UnknownHostException.class)
            .hasMessageContaining("api.example: the lookup took longer");
      }
    }
  }
}
