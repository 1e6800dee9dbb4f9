package dev.billet.conformance.run;

import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import java.util.concurrent.TimeUnit;

/**
 * Waits where a server says that it is asked too often and for how long, up to a minute, and asks
 * again.
 *
 * @param times how often it waits for one request
 */
record PatientSender(Sender sender, int times) implements Sender {

  private static final int LONGEST = 60;

  @Override
  public Reply send(Request request) {
    Reply reply = sender.send(request);
    for (int time = 0; time < times && reply.status() == 429; time++) {
      String seconds = reply.header("Retry-After").orElse("");
      if (!seconds.matches("[0-9]{1,2}") || Integer.parseInt(seconds) > LONGEST) {
        return reply;
      }
      try {
        TimeUnit.SECONDS.sleep(Integer.parseInt(seconds));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return reply;
      }
      reply = sender.send(request);
    }
    return reply;
  }
}
