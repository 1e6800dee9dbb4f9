package dev.billet.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of a client's README, each of which is a whole program. Stateless. */
public final class Readme {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(?<kind>\\S*)[^\\n]*\\n(?<text>.*?)^```$");
  private static final String DOCUMENTED_SERVER = "http://127.0.0.1:8080";

  private Readme() {}

  /**
   * The fenced blocks of a language.
   *
   * @param server the server that runs, in place of the one that the README names
   * @throws AssertionError if there is none
   */
  public static List<String> examples(Path readme, String language, URI server) throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(readme));
    List<String> found =
        matcher
            .results()
            .filter(it -> it.group(1).equals(language))
            .map(it -> it.group(2).replace(DOCUMENTED_SERVER, server.toString()))
            .toList();
    if (found.isEmpty()) {
      throw new AssertionError("no example in " + language + " in " + readme);
    }
    return found;
  }
}
