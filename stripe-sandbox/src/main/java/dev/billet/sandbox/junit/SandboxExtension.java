package dev.billet.sandbox.junit;

import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SandboxBuilder;
import dev.billet.sandbox.SeedPrice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link Sandbox} for a test class, as it was at first before each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SandboxExtension STRIPE =
 *     SandboxExtension.builder()
 *         .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
 *         .build();
 * }</pre>
 *
 * <p>In a static field it is started once for the class, nested classes included; in an instance
 * field, once for each test. Tests and life cycle methods may take the sandbox as a parameter.
 * Tests that share one sandbox cannot run at the same time, because one would reset what another
 * made.
 */
public final class SandboxExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {

  private final SandboxBuilder settings;
  private @Nullable Sandbox running;
  private int users;

  /** Makes an extension for a sandbox with every setting at its default. */
  public SandboxExtension() {
    this(Sandbox.builder());
  }

  private SandboxExtension(SandboxBuilder settings) {
    this.settings = settings;
  }

  /** Returns a builder with every setting at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the sandbox.
   *
   * @throws IllegalStateException outside a test class
   */
  public synchronized Sandbox sandbox() {
    if (running == null) {
      throw new IllegalStateException("the sandbox runs while its tests do, and not else");
    }
    return running;
  }

  /** Starts the sandbox, where it does not run yet. */
  @Override
  public void beforeAll(ExtensionContext context) {
    enter();
  }

  /** Makes the sandbox as it was at first. */
  @Override
  public void beforeEach(ExtensionContext context) {
    enter().reset();
  }

  /** Stops the sandbox where it was started for this test. */
  @Override
  public void afterEach(ExtensionContext context) {
    leave();
  }

  /** Stops the sandbox when the last of its classes is done. */
  @Override
  public void afterAll(ExtensionContext context) {
    leave();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return sandbox();
  }

  private synchronized Sandbox enter() {
    Sandbox sandbox = running == null ? settings.start() : running;
    running = sandbox;
    users++;
    return sandbox;
  }

  private synchronized void leave() {
    users--;
    if (users == 0 && running != null) {
      running.close();
      running = null;
    }
  }

  /** How the sandbox is to be started. Not safe for use by several threads. */
  public static final class Builder {

    private final SandboxBuilder settings = Sandbox.builder();

    private Builder() {}

    /**
     * Adds a price, and its product, that each test finds.
     *
     * @throws IllegalArgumentException if there is one with this id already
     */
    public Builder price(SeedPrice price) {
      settings.price(price);
      return this;
    }

    /** Changes any other setting. */
    public Builder settings(Consumer<SandboxBuilder> change) {
      change.accept(settings);
      return this;
    }

    /** Returns the extension; nothing is started yet. */
    public SandboxExtension build() {
      return new SandboxExtension(settings);
    }
  }
}
