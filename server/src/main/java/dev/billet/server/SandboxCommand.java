package dev.billet.server;

import dev.billet.sandbox.Sandbox;
import dev.billet.server.config.Settings.SandboxSettings;
import dev.billet.server.config.SettingsLoader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the Stripe of our own by itself, for any Stripe SDK to be pointed at. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Runs a Stripe for tests by itself; point any Stripe SDK's API base at it.")
final class SandboxCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to bind; ${DEFAULT-VALUE} unless given.")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8081",
      description = "The port to bind, 0 for any; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "How browsers reach it, where that is not where it binds.")
  private @Nullable URI publicUrl;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Keeps its state, which is otherwise forgotten when it stops.")
  private @Nullable Path data;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Tells this URL of every event, signed with the secret it prints; repeatable.")
  private List<URI> webhooks = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A server's configuration: the prices of its catalogue exist from the start.")
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    for (URI webhook : webhooks) {
      if (!List.of("http", "https").contains(String.valueOf(webhook.getScheme()))) {
        throw new CommandLine.ParameterException(
            command.commandLine(), "--webhook: not an http or https URL: " + webhook);
      }
    }
    SandboxSettings configured =
        SettingsLoader.load(
                ContractPart.names(),
                Optional.ofNullable(config),
                Map.of("BILLET_SANDBOX_ENABLED", "true"))
            .sandbox()
            .orElseThrow();
    Sandbox sandbox =
        SandboxPart.start(
            new SandboxSettings(
                host,
                port,
                Optional.ofNullable(publicUrl),
                Optional.ofNullable(data),
                configured.prices()),
            webhooks);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  stopped.countDown();
                  // As the server does: it was told to stop, and did.
                  Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
                },
                "stop"));
    print(sandbox, configured);
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private static void print(Sandbox sandbox, SandboxSettings configured) {
    System.out.print(sandbox.describe());
    List<String> prices = configured.prices().stream().map(price -> price.id()).toList();
    System.out.println("  prices      " + String.join(", ", prices));
    System.out.println("sandbox on " + sandbox.baseUrl());
    System.out.flush();
  }
}
